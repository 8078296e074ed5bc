import { CodeField, NumberField, TextField } from '../../platform/fields/fields.js';
import { PartListField } from '../../platform/fields/list-fields.js';

const count = { integer: true, min: 0, example: 3 };

/** A code with its number, as in facets; codes without any are there too. */
export class CodeAantal {
  @TextField('De code.', { max: 60, example: 'voldoet' }) code!: string;
  @TextField('Naam van de code.', { max: 300, example: 'Voldoet' }) label!: string;
  @NumberField('Aantal use cases.', count) aantal!: number;
}

/** How use cases judge a clause. */
export class Tellingen {
  @NumberField('Aantal use cases met een koppeling.', count) aantalUseCases!: number;
  @PartListField(() => CodeAantal, 'Aantal per oordeel over de naleving.') naleving!: CodeAantal[];
  @PartListField(() => CodeAantal, 'Aantal per oordeel over de werkbaarheid.') werkbaarheid!: CodeAantal[];
}

export class TellingenBestuurslaag extends Tellingen {
  @CodeField('bestuurslaag', 'Bestuurslaag.', { example: 'gemeente' }) bestuurslaag!: string;
}

export class TellingenFase extends Tellingen {
  @CodeField('fase', 'Fase.', { example: 'pilot' }) fase!: string;
}

export class TellingenKwartaal extends Tellingen {
  @TextField('Kwartaal.', { max: 7, pattern: /^\d{4}-Q[1-4]$/, example: '2026-Q1' }) kwartaal!: string;
}
