import { FlagField, NumberField, TextField } from '../../platform/fields/fields.js';
import { PartField, PartListField, TextListField } from '../../platform/fields/list-fields.js';
import { Les } from '../../register/lessen/les.schema.js';
import { UseCase } from '../../register/use-cases/use-case.schema.js';
import { CodeFilter } from '../../register/verwijzingen/code-filter.schema.js';

/** One reason why something is recommended: coded for software, in words for people. */
export class Reden {
  @TextField('Waarin de overeenkomst zit, of wat er verder voor of tegen de les spreekt.', { max: 60, example: 'bepaling' }) code!: string;
  @TextField('De reden in woorden.', { max: 1000, example: 'Gaat over dezelfde bepaling: Doel is helder' }) tekst!: string;
  @TextListField('Codes of namen die gedeeld worden.', { max: 600, example: 'std25-doel-helder' }) waarden!: string[];
}

const score = 'Hoe sterk de overeenkomst is: hoger is sterker. Alleen te vergelijken binnen dit antwoord.';

export class PassendeLes {
  @PartField(() => Les, 'De les.') les!: Les;
  @PartListField(() => Reden, 'Waarom de les past, de sterkste overeenkomst eerst.') redenen!: Reden[];
  @FlagField('Of de les tegenspreekt wat de andere getoonde lessen zeggen, of zelf is weersproken.', { example: false })
  tegenspraak!: boolean;
  @NumberField(score, { min: 0, example: 7.25 }) score!: number;
}

export class VergelijkbareUseCase {
  @PartField(() => UseCase, 'De use case.') useCase!: UseCase;
  @PartListField(() => Reden, 'Waarin de use cases op elkaar lijken, de sterkste overeenkomst eerst.') redenen!: Reden[];
  @NumberField(score, { min: 0, example: 7.25 }) score!: number;
}

/** Recommendations are one short page: the best ones. */
export class AanbevelingFilter {
  @TextField(
    'Met welke versie van de use case: `concept` (voor wie het mag zien) of `publicatie`. Zonder: het concept als u het mag zien.',
    {
      optional: true,
      technical: true,
      max: 20,
      pattern: /^(?:concept|publicatie)$/,
      patternText: 'Kies concept of publicatie.',
      example: 'publicatie',
    },
  )
  versie?: string;
  @NumberField('Hoeveel er hoogstens worden getoond. Zonder: 10.', { optional: true, integer: true, min: 1, max: 50, example: 10 })
  limiet?: number;
}

export class VergelijkbaarFilter extends AanbevelingFilter {
  @CodeFilter('bestuurslaag', 'Bestuurslaag.', 'gemeente') bestuurslaag?: string[];
  @CodeFilter('organisatie-soort', 'Soort organisatie.', 'gemeente') organisatiesoort?: string[];
  @CodeFilter('provincie', 'Provincie van de gemeente.', 'pv27') provincie?: string[];
  @CodeFilter('fase', 'Fase.', 'pilot') fase?: string[];
  @CodeFilter('soort-toepassing', 'Soort toepassing.', 'samenvatten') soortToepassing?: string[];
  @TextListField('Naam van een leverancier; hoofdletters maken niet uit. Herhaal de parameter voor meer waarden (of).', {
    example: 'SSC-ICT',
  })
  leverancier?: string[];
}
