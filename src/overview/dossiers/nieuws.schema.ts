import { MomentField, NumberField, ReferenceField, TextField } from '../../platform/fields/fields.js';
import { PartField, TextListField } from '../../platform/fields/list-fields.js';
import { PageFilter } from '../../platform/http/paging.js';
import { CodeFilter } from '../../register/verwijzingen/code-filter.schema.js';
import { OrganisatieVerwijzing } from '../../register/verwijzingen/verwijzing.schema.js';
import { FeedFormField } from '../../register/publicaties/record-filter.js';

/** A record that names a clause, as news. */
export class Nieuws {
  @TextField('Wat het is: `use-case`, `ervaring` of `les`.', { max: 20, pattern: /^(?:use-case|ervaring|les)$/, example: 'les' })
  soort!: string;
  @ReferenceField('record', 'Id van de registratie.') id!: string;
  @TextField('Titel.', { max: 140, example: 'Begin met de bronnen' }) titel!: string;
  @TextField('Waar het over gaat, in een paar regels.', { max: 500, example: 'De bronnen bepalen de kwaliteit.' }) samenvatting!: string;
  @PartField(() => OrganisatieVerwijzing, 'Organisatie van de registratie.') organisatie!: OrganisatieVerwijzing;
  @MomentField('Wanneer gepubliceerd.') gepubliceerdOp!: string;
  @NumberField('Nummer van de publicatie: bij 1 is de registratie nieuw, daarboven bijgewerkt.', { integer: true, min: 1, example: 1 })
  nummer!: number;
  @TextField('Adres van de registratie.', { technical: true, max: 300, example: '/v1/lessen/0198c0de-0000-7000-8000-000000000001' })
  verwijzing!: string;
}

export class NieuwsFilter extends PageFilter {
  @MomentField('Alleen wat na dit moment is gepubliceerd.', { optional: true, example: '2026-01-01T00:00:00Z' }) sinds?: string;
  @TextListField('Soort: `use-case`, `ervaring` of `les`. Herhaal de parameter voor meer waarden (of).', {
    length: 20,
    pattern: /^(?:use-case|ervaring|les)$/,
    patternText: 'Kies use-case, ervaring of les.',
    example: 'les',
  })
  soort?: string[];
  @CodeFilter('bestuurslaag', 'Bestuurslaag van de organisatie.', 'gemeente') bestuurslaag?: string[];
  @FeedFormField() formaat?: string;
}
