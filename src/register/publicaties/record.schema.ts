import { FlagField, MomentField, NumberField, ReferenceField, TextField } from '../../platform/fields/fields.js';
import { PartField } from '../../platform/fields/list-fields.js';
import type { Class } from '../../platform/fields/field.js';
import { OrganisatieVerwijzing } from '../verwijzingen/verwijzing.schema.js';

export const EIGEN_KENMERK = /^[A-Za-z0-9][A-Za-z0-9._~:-]{0,99}$/;

const keyText = 'Een eigen kenmerk heeft 1 tot 100 letters, cijfers of . _ ~ : - en begint met een letter of cijfer.';

export interface RegistratieVelden {
  organisatie?: string | null;
  eigenKenmerk?: string | null;
  publiceren?: boolean | null;
}

/** The content of a record plus what a registrant says about registering it. */
export function RegistratieInvoer<Inhoud extends object>(inhoud: Class<Inhoud>): Class<Inhoud & RegistratieVelden> {
  class Invoer extends (inhoud as Class) {
    @ReferenceField('organisatie', 'Code van de organisatie. Zonder: uw eigen organisatie. Een andere mag alleen als coördinator.', {
      optional: true,
      example: 'gm0363',
    })
    organisatie?: string | null;
    @TextField('Eigen kenmerk, uniek binnen de organisatie.', {
      optional: true,
      technical: true,
      singleLine: true,
      max: 100,
      pattern: EIGEN_KENMERK,
      patternText: keyText,
      example: 'ZK-2025-001',
    })
    eigenKenmerk?: string | null;
    @FlagField('Meteen publiceren, in dezelfde transactie. Niet bij het wijzigen van een concept.', {
      optional: true,
      example: false,
    })
    publiceren?: boolean | null;
  }
  return Invoer as unknown as Class<Inhoud & RegistratieVelden>;
}

export interface ConceptVelden {
  id: string;
  organisatie: OrganisatieVerwijzing;
  gepubliceerd: boolean;
  nummer: number | null;
}

/** The content of a concept plus the state that the register keeps with it. */
export function ConceptStaat<Inhoud extends object>(wire: Class<Inhoud>): Class<Inhoud & ConceptVelden> {
  class Concept extends (wire as Class) {
    @ReferenceField('record', 'Id, ook in het adres.') id!: string;
    @PartField(() => OrganisatieVerwijzing, 'Organisatie van de registratie.') organisatie!: OrganisatieVerwijzing;
    @TextField('Eigen kenmerk van de organisatie.', {
      optional: true,
      technical: true,
      max: 100,
      example: 'ZK-2025-001',
    })
    eigenKenmerk?: string | null;
    @FlagField('Of de registratie gepubliceerd is.', { example: true }) gepubliceerd!: boolean;
    @NumberField('Nummer van de laatste publicatie.', { optional: true, integer: true, min: 1, example: 1 }) nummer!: number | null;
    @FlagField('Of het concept wijzigingen heeft die nog niet gepubliceerd zijn.', { example: false })
    ongepubliceerdeWijzigingen!: boolean;
    @FlagField('Of de registratie is ingetrokken.', { example: false }) ingetrokken!: boolean;
    @FlagField('Of dit een meegeleverd voorbeeld is.', { example: false }) voorbeeld!: boolean;
    @MomentField('Wanneer geregistreerd.') aangemaaktOp!: string;
    @MomentField('Laatste wijziging van het concept.') gewijzigdOp!: string;
    @PartField(() => OrganisatieVerwijzing, 'Organisatie die het concept het laatst wijzigde.')
    gewijzigdDoor!: OrganisatieVerwijzing;
    @FlagField('Of een andere organisatie dit namens de organisatie deed.', { example: false })
    namensOrganisatie!: boolean;
  }
  return Concept as unknown as Class<Inhoud & ConceptVelden>;
}
