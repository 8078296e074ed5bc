import { FlagField, MomentField, NumberField, TextField } from '../../platform/fields/fields.js';
import { PartField } from '../../platform/fields/list-fields.js';
import { OrganisatieVerwijzing } from '../verwijzingen/verwijzing.schema.js';

export class PublicatieInvoer {
  @TextField('Wat er nieuw is in deze publicatie.', {
    optional: true,
    max: 1000,
    example: 'De proef is verlengd tot de zomer.',
  })
  toelichting?: string | null;
}

/** A publication in the list of a record's publications. */
export class Publicatie {
  @NumberField('Volgnummer van de publicatie, vanaf 1.', { integer: true, min: 1, example: 1 }) nummer!: number;
  @MomentField('Wanneer is gepubliceerd.') gepubliceerdOp!: string;
  @PartField(() => OrganisatieVerwijzing, 'Organisatie die publiceerde.') organisatie!: OrganisatieVerwijzing;
  @TextField('Wat er nieuw was.', { optional: true, max: 1000, example: 'De proef is verlengd tot de zomer.' })
  toelichting?: string | null;
  @FlagField('Of de publicatie is ingetrokken. De inhoud is dan niet meer te lezen.', { example: false })
  ingetrokken!: boolean;
  @MomentField('Wanneer de publicatie is ingetrokken.', { optional: true, example: null }) ingetrokkenOp?: string | null;
}

export class IntrekkingInvoer {
  @TextField('Waarom de registratie wordt ingetrokken. Iedereen kan dit lezen.', {
    max: 1000,
    example: 'De registratie stond er per ongeluk dubbel in.',
  })
  reden!: string;
  @FlagField('Of ook de titel verborgen moet worden.', { optional: true, example: false }) titelVerbergen?: boolean | null;
}

export class Intrekking {
  @TextField('Waarom de registratie is ingetrokken.', {
    max: 1000,
    example: 'De registratie stond er per ongeluk dubbel in.',
  })
  reden!: string;
  @FlagField('Of de titel verborgen is.', { example: false }) titelVerbergen!: boolean;
  @MomentField('Wanneer de registratie is ingetrokken.') ingetrokkenOp!: string;
}
