import { OmitType } from '@nestjs/swagger';
import { CODE_PATTERN, CodeField, MomentField, NumberField, TextField } from '../../platform/fields/fields.js';
import { CodeListField, PartField, PartListField, TextListField } from '../../platform/fields/list-fields.js';
import { BepalingVerwijzing } from '../verwijzingen/verwijzing.schema.js';
import { FragmentField } from '../zoeken/search.schema.js';

const codeRules = {
  max: 100,
  technical: true,
  singleLine: true,
  pattern: CODE_PATTERN,
  patternText: 'Een code bestaat uit kleine letters, cijfers en streepjes.',
} as const;

/** A clause in our own words, with its source and how sure we are. */
export class BepalingInvoer {
  @TextField('Code, uniek in het hele register.', { ...codeRules, example: 'std25-doel-helder' }) code!: string;
  @NumberField('Plaats in het kader.', { integer: true, min: 0, max: 100_000, example: 5 }) volgorde!: number;
  @TextField('Hoofdstuk.', { optional: true, max: 300, singleLine: true, example: 'Voor de inzet' }) hoofdstuk?: string | null;
  @TextField('Titel.', { max: 300, singleLine: true, example: 'Vooraf een helder omschreven doel' }) titel!: string;
  @TextField('Samenvatting in onze woorden.', { max: 2000, example: 'De organisatie legt vooraf vast welk doel de inzet dient.' })
  samenvatting!: string;
  @CodeListField('thema', 'Thema’s.', { example: 'governance' }) themas?: string[];
  @TextField('Vindplaats in de bron.', { optional: true, max: 1000, example: 'Hoofdstuk 4' }) bronLocatie?: string | null;
  @TextListField('Waar het gelezen is: meestal een webadres.', { length: 2000, example: 'https://www.example.nl/standpunt' })
  herkomst?: string[];
  @TextField('Opmerking bij de weergave.', { optional: true, max: 2000, example: 'De tekst zelf was niet te lezen.' }) opmerking?:
    string | null;
  @CodeField('bron-soort', 'Waar de weergave op rust.', { optional: true, example: 'officiele-parafrase' }) bronSoort?: string | null;
  @CodeField('zekerheid', 'Hoe zeker de weergave is.', { example: 'afgeleid' }) zekerheid!: string;
}

export class BepalingRelatieInvoer {
  @TextField('Bepaling van de vorige versie; leeg bij nieuw.', { ...codeRules, optional: true, example: 'std23-wettelijke-kaders' }) van?:
    string | null;
  @TextField('Bepaling van deze versie; leeg bij vervallen.', { ...codeRules, optional: true, example: 'std25-wettelijke-kaders' }) naar?:
    string | null;
  @CodeField('bepaling-relatie', 'Wat er gebeurde.', { example: 'verduidelijkt' }) soort!: string;
  @TextField('Toelichting.', { optional: true, max: 2000, example: 'De AI-verordening is erbij genoemd.' }) toelichting?: string | null;
  @CodeField('zekerheid', 'Hoe zeker dit is: afgeleid is een eigen oordeel van het register of de coördinator.', {
    optional: true,
    example: 'afgeleid',
  })
  zekerheid?: string | null;
}

export class Bepaling extends OmitType(BepalingInvoer, []) {
  @TextField('Code van het kader.', { ...codeRules, example: 'standpunt-genai-2025' }) kader!: string;
  @FragmentField() fragment?: string | null;
}

export class Verwantschap {
  @PartField(() => BepalingVerwijzing, 'De andere bepaling; leeg als die er niet is.', { optional: true })
  bepaling!: BepalingVerwijzing | null;
  @CodeField('bepaling-relatie', 'Wat er gebeurde.', { example: 'verduidelijkt' }) soort!: string;
  @TextField('Toelichting.', { optional: true, max: 2000, example: 'De AI-verordening is erbij genoemd.' }) toelichting!: string | null;
  @CodeField('zekerheid', 'Hoe zeker dit is: afgeleid is een eigen oordeel van het register of de coördinator.', {
    optional: true,
    example: 'afgeleid',
  })
  zekerheid!: string | null;
  @MomentField('Sinds wanneer het register dit zegt.') vanaf!: string;
}

export class BepalingMetVerwanten extends Bepaling {
  @PartListField(() => Verwantschap, 'Bepalingen in de vorige versie.') voorgangers!: Verwantschap[];
  @PartListField(() => Verwantschap, 'Bepalingen in de volgende versie.') opvolgers!: Verwantschap[];
}

export class BepalingRelatie {
  @PartField(() => BepalingVerwijzing, 'Bepaling van de vorige versie.', { optional: true }) van!: BepalingVerwijzing | null;
  @PartField(() => BepalingVerwijzing, 'Bepaling van deze versie.', { optional: true }) naar!: BepalingVerwijzing | null;
  @CodeField('bepaling-relatie', 'Wat er gebeurde.', { example: 'verduidelijkt' }) soort!: string;
  @TextField('Toelichting.', { optional: true, max: 2000, example: 'De AI-verordening is erbij genoemd.' }) toelichting!: string | null;
  @CodeField('zekerheid', 'Hoe zeker dit is: afgeleid is een eigen oordeel van het register of de coördinator.', {
    optional: true,
    example: 'afgeleid',
  })
  zekerheid!: string | null;
  @MomentField('Sinds wanneer het register dit zegt.') vanaf!: string;
}
