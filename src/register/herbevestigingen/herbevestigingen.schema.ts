import { CodeField, FlagField, MomentField, NumberField, ReferenceField, TextField } from '../../platform/fields/fields.js';
import { PartField, PartListField, ReferenceListField, UrlListField } from '../../platform/fields/list-fields.js';
import { PageFilter } from '../../platform/http/paging.js';
import { Herbevestiging } from '../kaders/herbevestiging.schema.js';
import { BepalingVerwijzing } from '../verwijzingen/verwijzing.schema.js';

export const besluiten = ['behouden', 'overzetten', 'verwijderen'] as const;
export type Besluit = (typeof besluiten)[number];

const again = 'Herhaal de parameter voor meer waarden (of).';

export class HerbevestigingFilter extends PageFilter {
  @ReferenceListField('kader', `Code van het kader dat de bepaling veranderde. ${again}`, { example: 'standpunt-genai-2025' })
  kader?: string[];
  @ReferenceListField('bepaling', `Code van de gekoppelde bepaling. ${again}`, { example: 'std23-externe-partijen' }) bepaling?: string[];
}

export class UseCaseVerwijzing {
  @ReferenceField('use-case', 'Id van de use case.') id!: string;
  @TextField('Titel van het concept.', { max: 140, example: 'Samenvatter voor raadsstukken' }) titel!: string;
  @TextField('Eigen kenmerk van de organisatie.', { optional: true, technical: true, max: 100, example: 'ZK-2025-001' })
  eigenKenmerk!: string | null;
}

/** One link that its organisation must confirm again. */
export class TeHerbevestigen {
  @PartField(() => UseCaseVerwijzing, 'De use case.') useCase!: UseCaseVerwijzing;
  @PartField(() => BepalingVerwijzing, 'De gekoppelde bepaling.') bepaling!: BepalingVerwijzing;
  @CodeField('naleving', 'Naleving, zoals die nu in het concept staat.', { optional: true, example: 'voldoet' }) naleving!: string | null;
  @CodeField('werkbaarheid', 'Werkbaarheid, zoals die nu in het concept staat.', { optional: true, example: 'werkbaar' })
  werkbaarheid!: string | null;
  @TextField('Toelichting bij de koppeling.', { optional: true, example: 'Vastgelegd in het projectplan.' }) toelichting!: string | null;
  @MomentField('Wanneer de koppeling het laatst is bevestigd.', { optional: true, example: '2025-03-01T10:00:00Z' }) bevestigdOp!:
    string | null;
  @CodeField('bepaling-relatie', 'Wat er van de bepaling werd.', { example: 'gewijzigd' }) soort!: string;
  @TextField('Waarom de koppeling opnieuw bevestigd moet worden.', {
    max: 1_100_000,
    example: 'In de nieuwe versie is deze bepaling gewijzigd. De reikwijdte is verbreed.',
  })
  reden!: string;
  @PartListField(() => BepalingVerwijzing, 'Wat er in de nieuwe versie voor in de plaats kwam.', { max: 500 })
  opvolgers!: BepalingVerwijzing[];
  @TextField('Code van het kader dat de bepaling veranderde.', { max: 100, example: 'standpunt-genai-2025' }) kader!: string;
  @MomentField('Sinds wanneer het register dit zegt.') vanaf!: Herbevestiging['vanaf'];
  @FlagField('Of de koppeling in het concept staat.') inConcept!: boolean;
  @FlagField('Of de koppeling in de laatste publicatie staat.') inPublicatie!: boolean;
}

/** What the organisation decides about one link. */
export class KoppelingBesluit {
  @ReferenceField('use-case', 'Id van de use case.') useCase!: string;
  @ReferenceField('bepaling', 'Code van de gekoppelde bepaling.', { example: 'std23-externe-partijen' }) bepaling!: string;
  @CodeField('herbevestiging-besluit', 'Wat er met de koppeling gebeurt.', { values: besluiten, example: 'overzetten' }) besluit!: string;
  @ReferenceListField('bepaling', 'Opvolgers waar de koppeling naartoe gaat. Nodig bij overzetten.', { example: 'std25-externe-partijen' })
  naar?: string[];
  @CodeField('naleving', 'Nieuwe naleving. Weglaten neemt de oude over.', { optional: true, example: 'voldoet' }) naleving?: string | null;
  @CodeField('werkbaarheid', 'Nieuwe werkbaarheid. Weglaten neemt de oude over.', { optional: true, example: 'werkbaar' })
  werkbaarheid?: string | null;
  @TextField('Nieuwe toelichting. Weglaten neemt de oude over.', { optional: true, example: 'Geldt nu ook voor opdrachtnemers.' })
  toelichting?: string | null;
  @UrlListField('Nieuw bewijs. Weglaten neemt het oude over.', { example: 'https://www.example.nl/dpia-samenvatting' }) bewijs?: string[];
}

export class HerbevestigingInvoer {
  @PartListField(() => KoppelingBesluit, 'Een besluit per koppeling. Alles of niets.', { optional: false, min: 1, max: 500 })
  koppelingen!: KoppelingBesluit[];
  @FlagField('Of gepubliceerde use cases meteen opnieuw gepubliceerd worden. Zonder: ja.', { optional: true, example: true })
  publiceren?: boolean | null;
}

export class HerbevestigingResultaat {
  @PartField(() => UseCaseVerwijzing, 'De use case.') useCase!: UseCaseVerwijzing;
  @PartField(() => BepalingVerwijzing, 'De bepaling van de oude koppeling.') bepaling!: BepalingVerwijzing;
  @CodeField('herbevestiging-besluit', 'Wat er met de koppeling gebeurde.', { values: besluiten, example: 'overzetten' }) besluit!: string;
  @NumberField('Nummer van de publicatie waar dit in staat; leeg als alleen het concept is gewijzigd.', {
    optional: true,
    integer: true,
    min: 1,
    example: 2,
  })
  gepubliceerd!: number | null;
  @TextField('Waarom er niet is gepubliceerd.', {
    optional: true,
    max: 300,
    example: 'Het concept had nog andere wijzigingen. Publiceer het zelf als het klaar is.',
  })
  reden!: string | null;
}

export class HerbevestigingUitkomst {
  @NumberField('Aantal besluiten.', { integer: true, min: 1, example: 1 }) aantal!: number;
  @PartListField(() => HerbevestigingResultaat, 'Per besluit wat er gebeurde, in de volgorde van het verzoek.', { max: 500 })
  resultaten!: HerbevestigingResultaat[];
}
