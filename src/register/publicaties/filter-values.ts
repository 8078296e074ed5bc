import type { RecordKind, Wire } from './record-kind.js';

/** A text, or a list of texts, of what is published. */
export const text =
  (name: string) =>
  (published: Wire): string[] =>
    [published[name]].flat().filter((value): value is string => typeof value === 'string');

interface Owned {
  organisatie: { code: string; soort: string; bestuurslaag: string; provincie: string | null };
}

// The mechanism hands back what a kind has published, in the shape of the contract.
const as = (published: Wire): Owned => published as unknown as Owned;

/** Filters on whose a record is, the same for every kind. */
export const ownerFilters = {
  organisatie: (published) => [as(published).organisatie.code],
  organisatiesoort: (published) => [as(published).organisatie.soort],
  bestuurslaag: (published) => [as(published).organisatie.bestuurslaag],
  provincie: (published) => [as(published).organisatie.provincie],
  voorbeeld: (published) => [String(published['voorbeeld'])],
} satisfies RecordKind['filters'];

/** The name of the organisation, for search. */
export const ownerName = (published: Wire): unknown => (published['organisatie'] as { naam?: unknown } | undefined)?.naam;

export const ownerFacetLists = { organisatiesoort: 'organisatie-soort', bestuurslaag: 'bestuurslaag', provincie: 'provincie' };
