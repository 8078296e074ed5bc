import { OmitType } from '@nestjs/swagger';
import { CODE_PATTERN, CodeField, DayField, FlagField, NumberField, TextField, UrlField } from '../../platform/fields/fields.js';
import { ReferenceListField } from '../../platform/fields/list-fields.js';
import { PageFilter } from '../../platform/http/paging.js';
import { CodeFilter } from '../verwijzingen/code-filter.schema.js';

/** What a coordinator may say about an organisation. */
export class OrganisatieAanpassing {
  @UrlField('TOOI-identificatie.', { optional: true, example: 'https://identifier.overheid.nl/tooi/id/gemeente/gm0363' }) tooi?:
    string | null;
  @TextField('Officiële naam.', { max: 300, singleLine: true, example: 'gemeente Amsterdam' }) naam!: string;
  @TextField('Afkorting.', { optional: true, max: 50, singleLine: true, example: 'AenM' }) afkorting?: string | null;
  @CodeField('organisatie-soort', 'Soort organisatie.', { example: 'gemeente' }) soort!: string;
  @CodeField('organisatie-subsoort', 'Nadere indeling.', { optional: true, example: 'agentschap' }) subsoort?: string | null;
  @CodeField('bestuurslaag', 'Bestuurslaag.', { example: 'gemeente' }) bestuurslaag!: string;
  @CodeField('provincie', 'Provincie, voor gemeenten.', { optional: true, example: 'pv27' }) provincie?: string | null;
  @TextField('Organisatie-identificatienummer. Niet uniek.', {
    optional: true,
    technical: true,
    max: 20,
    pattern: /^\d{20}$/,
    patternText: 'Een OIN heeft 20 cijfers.',
    example: '00000001002564440000',
  })
  oin?: string | null;
  @UrlField('Website.', { optional: true, example: 'https://www.amsterdam.nl' }) website?: string | null;
  @DayField('Eerste dag waarop de organisatie bestaat; leeg: al voor het register begon.', { optional: true, example: null })
  actiefVanafDatum?: string | null;
  @DayField('Eerste dag waarop de organisatie niet meer bestaat.', { optional: true, example: null }) actiefTotDatum?: string | null;
  @ReferenceListField('organisatie', 'Organisaties die haar taken overnamen.', { example: 'gm0363' }) opvolgers?: string[];
}

export class OrganisatieInvoer extends OrganisatieAanpassing {
  @TextField('Code, zoals in TOOI. Ook in het adres.', {
    max: 60,
    technical: true,
    singleLine: true,
    pattern: CODE_PATTERN,
    patternText: 'Een code bestaat uit kleine letters, cijfers en streepjes.',
    example: 'gm0363',
  })
  code!: string;
}

export class Organisatie extends OmitType(OrganisatieInvoer, []) {
  @NumberField('Aantal gepubliceerde use cases dat u mag zien.', { integer: true, min: 0, example: 3 }) aantalUseCases!: number;
}

export class OrganisatieFilter extends PageFilter {
  @CodeFilter('organisatie-soort', 'Soort organisatie.', 'gemeente') soort?: string[];
  @CodeFilter('organisatie-subsoort', 'Subsoort.', 'agentschap') subsoort?: string[];
  @CodeFilter('bestuurslaag', 'Bestuurslaag.', 'gemeente') bestuurslaag?: string[];
  @CodeFilter('provincie', 'Provincie.', 'pv27') provincie?: string[];
  @DayField('Alleen organisaties die op deze dag bestaan.', { optional: true, example: '2026-01-01' }) actiefOp?: string;
  @FlagField('Alleen organisaties met (true) of zonder (false) gepubliceerde use cases die u mag zien.', { optional: true, example: false })
  heeftUseCases?: boolean;
  @TextField('Tekst in naam, afkorting of code; hoofdletters en accenten maken niet uit.', {
    optional: true,
    technical: true,
    max: 100,
    example: 'amsterdam',
  })
  zoek?: string;
  @TextField('Volgorde: `naam` of `code`, met een min ervoor andersom.', {
    optional: true,
    technical: true,
    max: 10,
    pattern: /^-?(?:naam|code)$/,
    patternText: 'Sorteren kan op naam en code.',
    example: 'naam',
  })
  sorteer?: string;
}
