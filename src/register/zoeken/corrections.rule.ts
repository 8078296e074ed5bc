import { CORRECTION_WEIGHT } from './search-plan.rule.js';
import type { Term } from './search-groups.rule.js';
import { mistakesAllowed, typingDistance } from './word-forms.rule.js';

interface Near {
  typed: string;
  word: string;
  aantal: number;
}

export interface Corrected extends Term {
  typed: string;
  aantal: number;
}

const SHORTEST_CORRECTED = 4;
/** When no word of a question is known, this many words that look like one are tried. */
const LIKELIEST = 3;

/**
 * For words that stand nowhere: the word that was probably meant, and else the one that looks most like it, as a hint. When nothing else of the
 * question is known, the correction counts in full.
 */
export interface Nearest {
  corrections: Corrected[];
  hints: { typed: string; stem: string }[];
  /** What a correction counts. */
  weight: number;
}

export function nearestTo(missing: readonly Term[], near: readonly Near[], nothingElse: boolean): Nearest {
  const corrections: Corrected[] = [];
  const hints: Nearest['hints'] = [];
  for (const { stem, times, typed = stem } of missing) {
    const likely = near.filter((each) => each.typed === stem);
    const [best] = likely
      .map((each) => ({ ...each, distance: typingDistance(stem, each.word) }))
      .filter(({ distance }) => stem.length >= SHORTEST_CORRECTED && distance <= mistakesAllowed(stem))
      .sort((a, b) => a.distance - b.distance || b.aantal - a.aantal);
    const chosen = best ? [best] : nothingElse ? likely.slice(0, LIKELIEST) : [];
    corrections.push(...chosen.map(({ word, aantal }) => ({ stem: word, times, typed, aantal })));
    if (!best && likely[0]) hints.push({ typed, stem: likely[0].word });
  }
  return { corrections, hints, weight: nothingElse ? 1 : CORRECTION_WEIGHT };
}
