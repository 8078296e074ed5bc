import { CodeField, NumberField, TextField } from '../../platform/fields/fields.js';
import { PartListField, ReferenceListField } from '../../platform/fields/list-fields.js';
import { RecordFilter } from '../../register/publicaties/record-filter.js';
import { CodeFilter } from '../../register/verwijzingen/code-filter.schema.js';

class AdoptiePerBestuurslaag {
  @CodeField('bestuurslaag', 'De bestuurslaag.', { example: 'gemeente' }) code!: string;
  @TextField('Naam van de bestuurslaag.', { max: 300, example: 'Gemeente' }) label!: string;
  @NumberField('Aantal use cases.', { integer: true, min: 1, example: 25 }) aantal!: number;
}

class AdoptiePerFase {
  @CodeField('fase', 'De fase.', { example: 'pilot' }) code!: string;
  @TextField('Naam van de fase.', { max: 300, example: 'Pilot' }) label!: string;
  @NumberField('Aantal use cases.', { integer: true, min: 1, example: 25 }) aantal!: number;
}

class AdoptieKwartaal {
  @TextField('Kwartaal, in Nederlandse tijd.', { max: 7, example: '2026-Q1' }) kwartaal!: string;
  @NumberField('Aantal use cases aan het eind van het kwartaal.', { integer: true, min: 1, example: 25 })
  aantalUseCases!: number;
  @NumberField('Aantal organisaties aan het eind van het kwartaal.', { integer: true, min: 1, example: 24 })
  aantalOrganisaties!: number;
}

/** Who uses a solution now, and how that grew. */
export class Adoptie {
  @NumberField('Aantal gepubliceerde use cases met de oplossing.', { integer: true, min: 0, example: 25 }) aantalUseCases!: number;
  @NumberField('Aantal organisaties met zo’n use case.', { integer: true, min: 0, example: 24 }) aantalOrganisaties!: number;
  @PartListField(() => AdoptiePerBestuurslaag, 'Per bestuurslaag, de meeste eerst.') perBestuurslaag!: AdoptiePerBestuurslaag[];
  @PartListField(() => AdoptiePerFase, 'Per fase, in de volgorde van de codelijst.') perFase!: AdoptiePerFase[];
  @PartListField(
    () => AdoptieKwartaal,
    'De stand aan het eind van elk kwartaal waarin er use cases bij kwamen, van vroeger naar nu. Alleen van wat u nu mag zien.',
    {
      max: 1000,
    },
  )
  verloop!: AdoptieKwartaal[];
}

const again = 'Herhaal de parameter voor meer waarden (of).';

/** Filters of the use cases with one solution. */
export class OplossingUseCaseFilter extends RecordFilter {
  @ReferenceListField('organisatie', `Code van de organisatie. ${again}`) organisatie?: string[];
  @CodeFilter('organisatie-soort', 'Soort organisatie.', 'gemeente') organisatiesoort?: string[];
  @CodeFilter('bestuurslaag', 'Bestuurslaag.', 'gemeente') bestuurslaag?: string[];
  @CodeFilter('provincie', 'Provincie van de gemeente.', 'pv27') provincie?: string[];
  @CodeFilter('fase', 'Fase.', 'pilot') fase?: string[];
  @CodeFilter('soort-toepassing', 'Soort toepassing.', 'samenvatten') soortToepassing?: string[];
}
