import { COMPOUND_WEIGHT, MAX_MEMBERS, PART_WEIGHT } from './search-plan.rule.js';
import type { Abbreviation } from './vocabulary.repository.js';
import { cutsOf, formsOf, SEEN } from './word-forms.rule.js';

/** A stem that was asked for. */
export interface Term {
  stem: string;
  times: number;
  typed?: string;
}

/** A group of words before its weight is known. */
export interface Draft {
  stem: string;
  words: string[];
  compounds: string[];
  together: string[];
  factor: number;
  /** At most this many texts have one of the words. */
  upTo: number;
}

/** Everything about these stems that is asked of the vocabulary at once. */
export function wordsToLookUp(stems: readonly string[]): string[] {
  const cutsIn = (stem: string): string[] => cutsOf(stem).flatMap(({ left, right }) => [...left, right]);
  const parts = stems.flatMap(cutsIn);
  return [...new Set(['', ' ', ...stems, ...stems.flatMap(formsOf), ...parts])];
}

/** A group for every stem that stands somewhere in some form, and one for each part of a compound. */
export function wordGroups(
  terms: readonly Term[],
  known: ReadonlyMap<string, number>,
  compounds: ReadonlyMap<string, ReadonlyMap<string, number>>,
): Draft[] {
  return terms.flatMap(({ stem, times }) => {
    const own = groupOf(stem, times, known, compounds.get(stem));
    const parts = partsOf(stem, known).map((part) => groupOf(part, times * PART_WEIGHT, known, compounds.get(part)));
    return [...(own ? [own] : []), ...parts.flatMap((part) => (part ? [{ ...part, stem }] : []))];
  });
}

function groupOf(
  stem: string,
  factor: number,
  known: ReadonlyMap<string, number>,
  compounds: ReadonlyMap<string, number> = new Map(),
): Draft | undefined {
  const words = [stem, ...formsOf(stem)].filter((word) => known.has(word)).slice(0, MAX_MEMBERS);
  const longer = [...compounds]
    .filter(([word]) => !words.includes(word))
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MAX_MEMBERS);
  if (words.length + longer.length === 0) return undefined;
  const upTo = [...words.map((word) => known.get(word) ?? 0), ...longer.map(([, aantal]) => aantal)].reduce((sum, each) => sum + each, 0);
  // Where only compounds have the word, they stand in for it.
  if (words.length === 0)
    return { stem, words: longer.map(([word]) => word), compounds: [], together: [], factor: factor * COMPOUND_WEIGHT, upTo };
  return { stem, words, compounds: longer.map(([word]) => word), together: [], factor, upTo };
}

/** The parts of a compound: the cut whose rarer part is the commonest, and the right part once more. */
export function partsOf(stem: string, known: ReadonlyMap<string, number>, depth = 0): string[] {
  const cuts = cutsOf(stem).flatMap(({ left, right }) =>
    left.map((word) => ({ left: word, right, least: Math.min(known.get(word) ?? 0, known.get(right) ?? 0) })),
  );
  const [best] = cuts.filter(({ least }) => least >= SEEN).sort((a, b) => b.least - a.least);
  if (!best) return [];
  return [...new Set([best.left, best.right, ...(depth === 0 ? partsOf(best.right, known, depth + 1) : [])])];
}

/** One word and nothing else: the vocabulary has its count. */
export const isSingle = ({ words, compounds, together }: Draft): boolean => words.length === 1 && compounds.length + together.length === 0;

/** An abbreviation finds its written-out form and the other way round. */
export function abbreviationGroups(stems: readonly string[], abbreviations: readonly Abbreviation[]): Draft[] {
  return abbreviations.flatMap(({ short, long }) => {
    const [brief = ''] = short;
    const [first = ''] = long;
    const draft = { words: [], compounds: [], upTo: 0 };
    if (brief === '' || first === '') return [];
    if (short.every((each) => stems.includes(each))) return [{ ...draft, stem: brief, together: long, factor: 1 }];
    return long.every((each) => stems.includes(each)) ? [{ ...draft, stem: first, together: short, factor: long.length }] : [];
  });
}
