import { CodeField, MomentField, ReferenceField, TextField } from '../../platform/fields/fields.js';
import { PartField, ReferenceListField } from '../../platform/fields/list-fields.js';
import { PageFilter } from '../../platform/http/paging.js';
import { CodeFilter } from '../../register/verwijzingen/code-filter.schema.js';
import { OrganisatieVerwijzing } from '../../register/verwijzingen/verwijzing.schema.js';

/** A use case inside another answer. */
export class UseCaseTitel {
  @ReferenceField('use-case', 'Id van de use case.') id!: string;
  @TextField('Titel van de use case.', { max: 140, example: 'Samenvatter voor raadsstukken' }) titel!: string;
}

/** What an organisation says about a clause, with its verdict. */
export class Toelichting {
  @PartField(() => UseCaseTitel, 'De use case.') useCase!: UseCaseTitel;
  @PartField(() => OrganisatieVerwijzing, 'Organisatie van de use case.') organisatie!: OrganisatieVerwijzing;
  @CodeField('fase', 'Fase van de use case.', { example: 'pilot' }) fase!: string;
  @CodeField('naleving', 'Oordeel over de naleving.', { example: 'voldoet-deels' }) naleving!: string;
  @CodeField('werkbaarheid', 'Oordeel over de werkbaarheid.', { example: 'onduidelijk' }) werkbaarheid!: string;
  @TextField('De toelichting.', { example: 'Het is niet duidelijk wanneer een doel helder genoeg is.' }) toelichting!: string;
  @MomentField('Sinds wanneer dit oordeel met deze toelichting is gepubliceerd.') sinds!: string;
}

const again = 'Herhaal de parameter voor meer waarden (of).';

export class ToelichtingFilter extends PageFilter {
  @CodeFilter('naleving', 'Oordeel over de naleving.', 'voldoet-deels') naleving?: string[];
  @CodeFilter('werkbaarheid', 'Oordeel over de werkbaarheid.', 'onduidelijk') werkbaarheid?: string[];
  @CodeFilter('bestuurslaag', 'Bestuurslaag van de organisatie.', 'gemeente') bestuurslaag?: string[];
  @CodeFilter('fase', 'Fase van de use case.', 'pilot') fase?: string[];
  @ReferenceListField('organisatie', `Code van de organisatie. ${again}`) organisatie?: string[];
  @MomentField('Alleen oordelen en toelichtingen van na dit moment.', { optional: true, example: '2026-01-01T00:00:00Z' }) sinds?: string;
  @TextField('Woorden in de toelichting, die alle moeten voorkomen; vormen met dezelfde stam, hoofdletters en accenten maken niet uit.', {
    optional: true,
    technical: true,
    max: 200,
    example: 'doel helder',
  })
  zoek?: string;
}
