import { DayField, FlagField, NumberField, TextField } from '../../platform/fields/fields.js';
import { PartListField } from '../../platform/fields/list-fields.js';
import { CODE_PATTERN } from '../../platform/fields/fields.js';

const codeRules = {
  max: 60,
  technical: true,
  singleLine: true,
  pattern: CODE_PATTERN,
  patternText: 'Een code bestaat uit kleine letters, cijfers en streepjes.',
} as const;

/** One code with its meaning. A code is never removed; a retired one names its last day and its successor. */
export class CodeInvoer {
  @TextField('De code. Verandert nooit van betekenis.', { ...codeRules, example: 'pilot' }) code!: string;
  @TextField('Naam voor mensen.', { max: 140, singleLine: true, example: 'Pilot' }) label!: string;
  @TextField('Uitleg in gewone taal.', { optional: true, max: 1000, example: 'De toepassing wordt tijdelijk in het echte werk beproefd.' })
  toelichting?: string | null;
  @DayField('Laatste dag waarop nieuwe invoer de code mag gebruiken.', { optional: true, example: null }) geldigTotDatum?: string | null;
  @TextField('Code die ervoor in de plaats komt.', { ...codeRules, optional: true, example: null }) vervangenDoor?: string | null;
}

export class Code extends CodeInvoer {}

export class CodelijstAanpassing {
  @TextField('Titel van de lijst.', { max: 140, singleLine: true, example: 'Fase' }) titel!: string;
  @TextField('Waar de lijst over gaat.', { optional: true, max: 1000, example: 'Waar een toepassing staat.' }) toelichting?: string | null;
  @PartListField(() => CodeInvoer, 'De codes, op volgorde. Bestaande codes moeten erbij staan.', { optional: false, min: 1, max: 500 })
  codes!: CodeInvoer[];
}

export class CodelijstInvoer extends CodelijstAanpassing {
  @TextField('Naam van de lijst, ook in het adres.', { ...codeRules, example: 'fase' }) naam!: string;
}

export class CodelijstSamenvatting {
  @TextField('Naam van de lijst, ook in het adres.', { ...codeRules, example: 'fase' }) naam!: string;
  @TextField('Titel van de lijst.', { max: 140, example: 'Fase' }) titel!: string;
  @TextField('Waar de lijst over gaat.', { optional: true, max: 1000, example: 'Waar een toepassing staat.' }) toelichting!: string | null;
  @FlagField('Of de codes vastliggen, omdat het register er regels aan verbindt.', { example: true }) vast!: boolean;
  @NumberField('Aantal codes.', { integer: true, min: 0, example: 7 }) aantalCodes!: number;
}

export class Codelijst {
  @TextField('Naam van de lijst, ook in het adres.', { ...codeRules, example: 'fase' }) naam!: string;
  @TextField('Titel van de lijst.', { max: 140, example: 'Fase' }) titel!: string;
  @TextField('Waar de lijst over gaat.', { optional: true, max: 1000, example: 'Waar een toepassing staat.' }) toelichting!: string | null;
  @FlagField('Of de codes vastliggen, omdat het register er regels aan verbindt.', { example: true }) vast!: boolean;
  @PartListField(() => Code, 'De codes, op volgorde.', { max: 500 }) codes!: Code[];
}
