import { OmitType, PartialType } from '@nestjs/swagger';
import { CodeField, DayField, FlagField, MomentField, NumberField, ReferenceField, TextField } from '../../platform/fields/fields.js';
import { PartField, PartListField, ReferenceListField } from '../../platform/fields/list-fields.js';
import { openbaarheden } from '../zichtbaarheid/audience.rule.js';
import { BepalingVerwijzing, OrganisatieVerwijzing } from '../verwijzingen/verwijzing.schema.js';
import { ConceptStaat, RegistratieInvoer } from '../publicaties/record.schema.js';
import { FragmentField } from '../zoeken/search.schema.js';

export class Meting {
  @TextField('Wat is gemeten.', { max: 300, singleLine: true, example: 'Tijd per samenvatting' }) indicator!: string;
  @NumberField('De gemeten waarde.', { example: 12.5 }) waarde!: number;
  @TextField('Eenheid van de waarde.', { optional: true, max: 50, singleLine: true, example: 'minuten' }) eenheid?: string | null;
  @CodeField('grondslag', 'Hoe de waarde is bepaald.', { optional: true, example: 'gemeten' }) grondslag?: string | null;
}

/** The content of an experience with a use case. A concept needs the title and the use case. */
export class ErvaringInhoud {
  @ReferenceField('use-case', 'Id van de use case waar de ervaring bij hoort.') useCase!: string;
  @CodeField('ervaring-soort', 'Soort ervaring.', { optional: true, example: 'evaluatie' }) soort?: string | null;
  @DayField('Dag van de ervaring.', { optional: true, notInFuture: true, example: '2025-09-30' }) datum?: string | null;
  @TextField('Titel van de ervaring.', { max: 140, singleLine: true, example: 'Evaluatie na een half jaar' })
  titel!: string;
  @TextField('Wat er is gebeurd en wat het opleverde.', {
    optional: true,
    example: 'Raadsleden lezen de samenvatting vaker dan het stuk zelf.',
  })
  verslag?: string | null;
  @CodeField('oordeel', 'Hoe het uitpakte.', { optional: true, example: 'gemengd' }) oordeel?: string | null;
  @CodeField('fase', 'Fase van de toepassing op dat moment.', { optional: true, example: 'pilot' }) fase?: string | null;
  @PartListField(() => Meting, 'Metingen met hun eenheid.') metingen?: Meting[];
  @ReferenceListField('bepaling', 'Codes van bepalingen waar de ervaring over gaat.', {
    max: 500,
    example: 'std25-menselijke-tussenkomst',
  })
  bepalingen?: string[];
  @CodeField('openbaarheid', 'Wie de publicatie mag zien.', {
    optional: true,
    values: openbaarheden,
    example: 'openbaar',
  })
  openbaarheid?: string | null;
}

export class ErvaringInvoer extends RegistratieInvoer(ErvaringInhoud) {}

/** What is sent on the path of a use case, which says already where the experience belongs. */
export class ErvaringBijUseCaseInvoer extends OmitType(ErvaringInvoer, ['useCase']) {}

export class ErvaringAanpassing extends PartialType(ErvaringInvoer, { skipNullProperties: false }) {}

class ErvaringWire extends OmitType(ErvaringInhoud, ['bepalingen']) {
  @PartListField(() => BepalingVerwijzing, 'Bepalingen waar de ervaring over gaat.', { max: 500 })
  bepalingen!: BepalingVerwijzing[];
}

export class ErvaringConcept extends ConceptStaat(ErvaringWire) {}

export class ErvaringPublicatie extends ErvaringWire {
  @ReferenceField('ervaring', 'Id van de ervaring.') id!: string;
  @PartField(() => OrganisatieVerwijzing, 'Organisatie die de ervaring schreef.') organisatie!: OrganisatieVerwijzing;
  @TextField('Eigen kenmerk van de organisatie.', { optional: true, technical: true, max: 100, example: 'ERV-7' })
  eigenKenmerk?: string | null;
  @FlagField('Of dit een meegeleverd voorbeeld is.', { example: false }) voorbeeld!: boolean;
  @NumberField('Nummer van de publicatie.', { integer: true, min: 1, example: 1 }) nummer!: number;
  @MomentField('Eerste publicatie.') eerstGepubliceerdOp!: string;
  @MomentField('Deze publicatie.') gepubliceerdOp!: string;
}

export class ErvaringActueel {
  @NumberField('Aantal gepubliceerde lessen uit deze ervaring.', { integer: true, min: 0, example: 1 })
  aantalLessen!: number;
}

export class Ervaring extends ErvaringPublicatie {
  @PartField(() => ErvaringActueel, 'Wat er nu bij deze ervaring hoort.') actueel!: ErvaringActueel;
  @FragmentField() fragment?: string | null;
}
