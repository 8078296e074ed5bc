import { LENGTH_WEIGHT, rarity, SATURATION, type PlanGroup } from './search-plan.rule.js';

/** How many of the best texts lend their words (relevance feedback, as in RM3), and how many texts are looked through for them. */
export const RELATED_FROM = 3;
export const RELATED_LOOKED_THROUGH = 100;
const RELATED_WORDS = 10;
/** What the lent words can add together, as a share of the best score. */
const RELATED_WEIGHT = 0.25;
/** A word in more of the texts than this tells nothing about a few of them. */
const COMMON = 0.25;

/** A word of one of the best texts. */
export interface Telling {
  text: string;
  length: number;
  score: number;
  word: string;
  times: number;
}

/** The words that tell most about the best texts, weighed so that together they add at most a part of the best score. */
export function relatedGroups(
  rows: readonly Telling[],
  counts: ReadonlyMap<string, number>,
  { texts, averageLength }: { texts: number; averageLength: number },
): PlanGroup[] {
  const best = [...new Map(rows.map((row) => [row.text, row])).values()];
  const all = best.reduce((sum, { score }) => sum + score, 0);
  const telling = new Map<string, number>();
  for (const { word, times, length, score } of rows) {
    const having = counts.get(word) ?? 0;
    if (having < 2 || having > texts * COMMON) continue;
    telling.set(word, (telling.get(word) ?? 0) + ((score / all) * times * Math.log(texts / having)) / length);
  }
  const chosen = [...telling].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, RELATED_WORDS);
  const most = chosen[0]?.[1] ?? 1;
  const weights = new Map(chosen.map(([word, amount]) => [word, (amount / most) * rarity(texts, counts.get(word) ?? 0)]));
  const added = best.map(({ text, length }) => {
    const k = SATURATION * (1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * length) / averageLength);
    return rows
      .filter((row) => row.text === text)
      .reduce((sum, { word, times }) => sum + (weights.get(word) ?? 0) * (times / (times + k)), 0);
  });
  const scale = (RELATED_WEIGHT * Math.max(...best.map(({ score }) => score), 0)) / Math.max(...added, Number.MIN_VALUE);
  return [...weights].map(([word, weight]) => ({ weight: weight * scale, words: [word], compounds: [], together: [], role: 'relates' }));
}
