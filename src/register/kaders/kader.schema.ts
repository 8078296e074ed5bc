import { OmitType } from '@nestjs/swagger';
import { CODE_PATTERN, CodeField, NumberField, PeriodField, ReferenceField, TextField, UrlField } from '../../platform/fields/fields.js';
import { PartListField, ReferenceListField } from '../../platform/fields/list-fields.js';
import { PageFilter } from '../../platform/http/paging.js';
import { CodeFilter } from '../verwijzingen/code-filter.schema.js';
import { Bepaling, BepalingInvoer, BepalingRelatie, BepalingRelatieInvoer } from './bepaling.schema.js';
import { SearchField } from '../zoeken/search.schema.js';

export const codeRules = {
  max: 100,
  technical: true,
  singleLine: true,
  pattern: CODE_PATTERN,
  patternText: 'Een code bestaat uit kleine letters, cijfers en streepjes.',
} as const;

/** One version of one framework document. */
export class KaderGegevens {
  @TextField('Reeks: waar dit een versie van is.', { ...codeRules, example: 'standpunt-genai' }) reeks!: string;
  @TextField('Titel.', { max: 300, singleLine: true, example: 'Overheidsbreed standpunt voor de inzet van generatieve AI' }) titel!: string;
  @CodeField('kader-soort', 'Soort document.', { example: 'standpunt' }) soort!: string;
  @TextField('Versie, in woorden.', { optional: true, max: 140, singleLine: true, example: '2025' }) versie?: string | null;
  @PeriodField('Wanneer uitgebracht.', { optional: true, example: '2025-04-22' }) periode?: string | null;
  @CodeField('kader-status', 'Of het kader nu geldt.', { example: 'geldend' }) status!: string;
  @ReferenceField('kader', 'Kader waar dit bij hoort.', { optional: true, example: null }) hoortBij?: string | null;
  @TextField('Uitgever.', { optional: true, max: 300, singleLine: true, example: 'Ministerie van BZK' }) uitgever?: string | null;
  @UrlField('Adres van de bron.', { optional: true }) bronUrl?: string | null;
  @UrlField('Ander adres van de bron.', { optional: true }) alternatieveUrl?: string | null;
  @TextField('Nummer van het Kamerstuk.', { optional: true, max: 140, technical: true, example: '26 643, nr. 1125' }) kamerstuk?:
    string | null;
  @TextField('Dossier.', { optional: true, max: 300, technical: true, example: '26 643' }) dossier?: string | null;
  @TextField('Toelichting, ook over wat niet gelezen is.', { optional: true, example: 'Volledig gelezen.' }) toelichting?: string | null;
  @ReferenceField('kader', 'Vorige versie.', { optional: true, example: 'standpunt-genai-rijk-2023' }) opvolgerVan?: string | null;
}

export class KaderAanpassing extends KaderGegevens {
  @PartListField(() => BepalingInvoer, 'Alle bepalingen. Weglaten laat ze zoals ze zijn; een bepaling verdwijnt nooit.', { max: 500 })
  bepalingen?: BepalingInvoer[];
  @PartListField(() => BepalingRelatieInvoer, 'Wat er van de bepalingen van de vorige versie werd. Weglaten laat dit zoals het is.', {
    max: 500,
  })
  relaties?: BepalingRelatieInvoer[];
}

export class KaderInvoer extends KaderAanpassing {
  @TextField('Code, ook in het adres.', { ...codeRules, example: 'standpunt-genai-2027' }) code!: string;
}

export class Kader extends OmitType(KaderInvoer, ['bepalingen', 'relaties']) {
  @NumberField('Aantal bepalingen.', { integer: true, min: 0, example: 23 }) aantalBepalingen!: number;
}

/** One kader with all that a change of it may touch, so that its ETag guards all of it. */
export class KaderMetBepalingen extends Kader {
  @PartListField(() => Bepaling, 'De bepalingen, op volgorde.', { max: 500 }) bepalingen!: Bepaling[];
  @PartListField(() => BepalingRelatie, 'Wat er van de bepalingen van de vorige versie werd.', { max: 500 }) relaties!: BepalingRelatie[];
}

const again = 'Herhaal de parameter voor meer waarden (of).';

export class KaderFilter extends PageFilter {
  @TextField('Reeks.', { ...codeRules, optional: true, example: 'standpunt-genai' }) reeks?: string;
  @CodeFilter('kader-soort', 'Soort document.', 'standpunt') soort?: string[];
  @CodeFilter('kader-status', 'Status.', 'geldend') status?: string[];
}

export class BepalingFilter extends PageFilter {
  @ReferenceListField('kader', `Code van het kader. ${again}`, { example: 'standpunt-genai-2025' }) kader?: string[];
  @TextField('Reeks van het kader.', { ...codeRules, optional: true, example: 'standpunt-genai' }) reeks?: string;
  @CodeFilter('thema', 'Thema.', 'privacy') thema?: string[];
  @CodeFilter('zekerheid', 'Hoe zeker de weergave is.', 'gelezen') zekerheid?: string[];
  @SearchField('afspraken met een leverancier') zoek?: string;
}

export class VerschillenFilter {
  @TextField('Code van de andere versie.', { ...codeRules, example: 'standpunt-genai-rijk-2023' }) met!: string;
}
