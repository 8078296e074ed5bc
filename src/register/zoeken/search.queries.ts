import type { Conditions } from '../../platform/database/conditions.js';
import {
  anyOf,
  COMPOUND_WEIGHT,
  findingQuery,
  groupQuery,
  LENGTH_WEIGHT,
  markingQuery,
  SATURATION,
  TITLE_WEIGHT,
  type SearchPlan,
} from './search-plan.rule.js';

/** A question that has been worked out. */
export interface Search {
  plan: SearchPlan;
  /** tsquery texts that must match, and that must not. */
  required: string[];
  excluded: string[];
  /** No word of the question stands anywhere, so nothing matches. */
  nothing: boolean;
}

/** A question worked out, with what was made of words that stand nowhere. */
export interface PlannedSearch extends Search {
  corrections: Replaced[];
  /** For words that stand nowhere and were not corrected: what comes nearest. */
  hints: Replaced[];
}

/** A word that was typed, and the one that stands in the texts. */
export interface Replaced {
  van: string;
  naar: string;
}

/** Which texts match; `d` has the columns words and length. */
export function addMatch(conditions: Conditions, { plan, required, excluded, nothing }: Search): void {
  if (nothing) conditions.add('false');
  if (plan.groups.length > 0) conditions.add(`d.words @@ ${conditions.value(findingQuery(plan))}::tsquery`);
  for (const each of required) conditions.add(`d.words @@ ${conditions.value(each)}::tsquery`);
  for (const each of excluded) conditions.add(`not d.words @@ ${conditions.value(each)}::tsquery`);
}

// ts_rank_cd of one word is the sum of the weights of its places: its number of times, those in the title weighing more.
const WEIGHTS = `'{${[1, 1, 1, TITLE_WEIGHT].map((weight) => weight / TITLE_WEIGHT).join(',')}}'`;
// Matching costs a fraction of ranking, and most texts have few of the groups.
const timesSql = (query: string): string =>
  `case when d.words @@ ${query}::tsquery then ${String(TITLE_WEIGHT)} * ts_rank_cd(${WEIGHTS}, d.words, ${query}::tsquery) else 0 end`;

/** SQL for how well a text fits; `l.k` stands for the saturation at the length of the text. */
export function scoreSql(conditions: Conditions, { groups }: SearchPlan): string {
  const parts = groups.map((group) => {
    const weight = `${conditions.value(group.weight)}::float8`;
    const own = timesSql(conditions.value(groupQuery(group)));
    const times =
      group.compounds.length === 0
        ? own
        : `(${own}) + ${String(COMPOUND_WEIGHT)} * (${timesSql(conditions.value(anyOf(group.compounds)))})`;
    return `${weight} * (1 - l.k / ((${times}) + l.k))`;
  });
  return parts.length === 0 ? '0::float8' : parts.join(' + ');
}

/** SQL for the lateral row that `scoreSql` needs. */
export const lengthSql = (conditions: Conditions, { averageLength }: SearchPlan): string =>
  `cross join lateral (select ${String(SATURATION)} * (${String(1 - LENGTH_WEIGHT)} + ${String(LENGTH_WEIGHT)} * d.length / ${conditions.value(averageLength)}::float8) as k) l`;

const MAX_SHOWN = 20_000;

/** SQL for the best piece of a text, as HTML with the found words in mark elements. */
export function fragmentSql(conditions: Conditions, text: string, plan: SearchPlan): string {
  const safe = `replace(replace(replace(left(search_text(${text}), ${String(MAX_SHOWN)}), '&', '&amp;'), '<', '&lt;'), '>', '&gt;')`;
  const query = conditions.value(plan.groups.length > 0 ? markingQuery(plan) : '');
  return `ts_headline('public.nl_all'::regconfig, ${safe}, ${query}::tsquery, 'StartSel=<mark>, StopSel=</mark>, MaxWords=35, MinWords=20, ShortWord=0')`;
}

/** SQL for a text that has all telling words of a question, in any form that has the same stem. */
export const hasWords = (text: string, zoek: string): string =>
  `to_tsvector('public.nl_all'::regconfig, search_text(${text})) @@ plainto_tsquery('public.nl_content'::regconfig, search_text(${zoek}))`;
