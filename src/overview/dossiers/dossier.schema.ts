import { CodeField, MomentField, NumberField, ReferenceField, TextField } from '../../platform/fields/fields.js';
import { PartField, PartListField } from '../../platform/fields/list-fields.js';
import { Verwantschap } from '../../register/kaders/bepaling.schema.js';
import { CodeFilter } from '../../register/verwijzingen/code-filter.schema.js';
import { BepalingVerwijzing, OrganisatieVerwijzing } from '../../register/verwijzingen/verwijzing.schema.js';
import { Tellingen, TellingenBestuurslaag, TellingenFase, TellingenKwartaal } from './tellingen.schema.js';
import { Toelichting } from './toelichting.schema.js';

export class DossierFilter {
  @CodeFilter('bestuurslaag', 'Bestuurslaag van de organisatie.', 'gemeente') bestuurslaag?: string[];
  @CodeFilter('fase', 'Fase van de use case; bij lessen de fase waarin de les opgaat, bij ervaringen de fase op dat moment.', 'pilot')
  fase?: string[];
  @MomentField('Toon in toelichtingen, lessen en useCases alleen wat na dit moment nieuw is. De tellingen veranderen niet.', {
    optional: true,
    example: '2026-01-01T00:00:00Z',
  })
  sinds?: string;
}

const count = { integer: true, min: 0, example: 3 };
const more = (of: string, example: string): PropertyDecorator =>
  TextField(`Adres van de hele lijst van ${of}, met dezelfde filters.`, { technical: true, max: 2000, example });

export class DossierToelichtingen {
  @PartListField(() => Toelichting, 'De nieuwste toelichtingen, hoogstens 10.') resultaten!: Toelichting[];
  @more('toelichtingen', '/v1/bepalingen/std25-doel-helder/toelichtingen') meer!: string;
}

export class DossierLes {
  @ReferenceField('les', 'Id van de les.') id!: string;
  @TextField('Titel.', { max: 140, example: 'Begin met de bronnen' }) titel!: string;
  @TextField('Het begin van de les.', { max: 500, example: 'De bronnen bepalen de kwaliteit.' }) les!: string;
  @PartField(() => OrganisatieVerwijzing, 'Organisatie die de les deelt.') organisatie!: OrganisatieVerwijzing;
  @CodeField('les-soort', 'Soort les.', { example: 'positief' }) soort!: string;
  @CodeField('les-stand', 'Stand, afgeleid van wat andere organisaties ermee deden.', { example: 'toegepast' }) stand!: string;
  @MomentField('Wanneer gepubliceerd.') gepubliceerdOp!: string;
}

export class DossierLessen {
  @PartListField(() => DossierLes, 'Hoogstens 10 lessen: eerst wat anderen toepasten of bevestigden, daarbinnen het nieuwste.')
  resultaten!: DossierLes[];
  @more('lessen', '/v1/lessen?bepaling=std25-doel-helder') meer!: string;
}

export class DossierUseCase {
  @ReferenceField('use-case', 'Id van de use case.') id!: string;
  @TextField('Titel.', { max: 140, example: 'Samenvatter voor raadsstukken' }) titel!: string;
  @TextField('Samenvatting.', { max: 500, example: 'Vat lange raadsstukken samen tot één bladzijde.' }) samenvatting!: string;
  @PartField(() => OrganisatieVerwijzing, 'Organisatie van de use case.') organisatie!: OrganisatieVerwijzing;
  @CodeField('fase', 'Fase.', { example: 'pilot' }) fase!: string;
  @CodeField('naleving', 'Oordeel over de naleving.', { example: 'voldoet-deels' }) naleving!: string;
  @CodeField('werkbaarheid', 'Oordeel over de werkbaarheid.', { example: 'onduidelijk' }) werkbaarheid!: string;
  @MomentField('Wanneer gepubliceerd.') gepubliceerdOp!: string;
}

export class DossierUseCases {
  @PartListField(() => DossierUseCase, 'De nieuwste use cases, hoogstens 10.') resultaten!: DossierUseCase[];
  @more('use cases', '/v1/use-cases?bepaling=std25-doel-helder') meer!: string;
}

/** Everything learned about one clause, over what the caller may see. */
export class Dossier extends Tellingen {
  @PartField(() => BepalingVerwijzing, 'De bepaling.') bepaling!: BepalingVerwijzing;
  @NumberField('Aantal organisaties met een koppeling.', count) aantalOrganisaties!: number;
  @NumberField('Aantal lessen bij de bepaling.', count) aantalLessen!: number;
  @NumberField('Aantal ervaringen bij de bepaling.', count) aantalErvaringen!: number;
  @PartListField(() => TellingenBestuurslaag, 'De tellingen per bestuurslaag die use cases heeft.')
  perBestuurslaag!: TellingenBestuurslaag[];
  @PartListField(() => TellingenFase, 'De tellingen per fase die voorkomt.') perFase!: TellingenFase[];
  @PartListField(
    () => TellingenKwartaal,
    'De stand aan het eind van elk kwartaal, vanaf het eerste met een koppeling tot en met nu, hoogstens de laatste 40. Alleen van use cases die u nu mag zien; wat is ingetrokken telt ook voor vroeger niet mee.',
  )
  verloop!: TellingenKwartaal[];
  @PartField(() => DossierToelichtingen, 'Wat organisaties over de bepaling zeggen.') toelichtingen!: DossierToelichtingen;
  @PartField(() => DossierLessen, 'Lessen bij de bepaling.') lessen!: DossierLessen;
  @PartField(() => DossierUseCases, 'Use cases met een koppeling.') useCases!: DossierUseCases;
  @PartListField(() => Verwantschap, 'Bepalingen in de vorige versie.') voorgangers!: Verwantschap[];
  @PartListField(() => Verwantschap, 'Bepalingen in de volgende versie.') opvolgers!: Verwantschap[];
}
