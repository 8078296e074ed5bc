import { CODE_PATTERN, CodeField, FlagField, NumberField, TextField } from '../../platform/fields/fields.js';
import { PartField, PartListField, TextListField } from '../../platform/fields/list-fields.js';
import { Bepaling } from './bepaling.schema.js';

const code = { max: 100, technical: true, singleLine: true, pattern: CODE_PATTERN } as const;

/** One relation on the way from the old clause to the new one. */
export class VerschilStap {
  @TextField('Kader dat dit zegt.', { ...code, example: 'standpunt-genai-2025' }) kader!: string;
  @TextField('Bepaling van de versie ervoor.', { ...code, optional: true, example: 'std23-externe-partijen' }) van!: string | null;
  @TextField('Bepaling van dit kader.', { ...code, optional: true, example: 'std25-externe-partijen' }) naar!: string | null;
  @CodeField('bepaling-relatie', 'Wat er gebeurde.', { example: 'gewijzigd' }) soort!: string;
  @TextField('Toelichting.', { optional: true, max: 2000, example: 'De reikwijdte is verbreed.' }) toelichting!: string | null;
  @CodeField('zekerheid', 'Hoe zeker dit is.', { optional: true, example: 'afgeleid' }) zekerheid!: string | null;
}

export class GewijzigdeTekst {
  @FlagField('Of het hoofdstuk anders is.', { example: false }) hoofdstuk!: boolean;
  @FlagField('Of de titel anders is.', { example: true }) titel!: boolean;
  @FlagField('Of de samenvatting anders is.', { example: true }) samenvatting!: boolean;
}

export class Verschil {
  @PartField(() => Bepaling, 'De bepaling in de oude versie.', { optional: true }) oud!: Bepaling | null;
  @PartField(() => Bepaling, 'De bepaling in de nieuwe versie.', { optional: true }) nieuw!: Bepaling | null;
  @CodeField('bepaling-verschil', 'Wat er gebeurde; bij meer stappen de ingrijpendste verandering.', { example: 'gewijzigd' })
  soort!: string;
  @TextField('Toelichting, van alle stappen achter elkaar.', { optional: true, max: 100_000, example: 'De reikwijdte is verbreed.' })
  toelichting!: string | null;
  @PartField(() => GewijzigdeTekst, 'Welke teksten verschillen; leeg als er maar één bepaling is.', { optional: true })
  gewijzigdeTekst!: GewijzigdeTekst | null;
  @PartListField(() => VerschilStap, 'De relaties waar dit uit volgt, van oud naar nieuw.', { max: 1000 }) stappen!: VerschilStap[];
}

export class VerschilAantal {
  @CodeField('bepaling-verschil', 'Wat er gebeurde.', { example: 'gewijzigd' }) soort!: string;
  @NumberField('Aantal verschillen van deze soort.', { integer: true, min: 0, example: 9 }) aantal!: number;
}

export class Verschillen {
  @TextField('Code van de oude versie.', { ...code, example: 'standpunt-genai-rijk-2023' }) oud!: string;
  @TextField('Code van de nieuwe versie.', { ...code, example: 'standpunt-genai-2025' }) nieuw!: string;
  @TextListField('Codes van alle versies van oud naar nieuw.', { max: 1000, example: 'standpunt-genai-2025' }) versies!: string[];
  @PartListField(() => VerschilAantal, 'Aantallen per soort.') aantallen!: VerschilAantal[];
  @PartListField(() => Verschil, 'Per bepaling wat er gebeurde.', { max: 100_000 }) verschillen!: Verschil[];
}
