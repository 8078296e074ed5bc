import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Conditions } from '../../platform/database/conditions.js';
import { query } from '../../platform/database/sql.js';
import { decodeCursor } from '../../platform/http/paging.js';
import { packPlan, unpackPlan, type SearchPlan } from './search-plan.rule.js';
import { lengthSql, scoreSql, type PlannedSearch } from './search.queries.js';

/** A list that can be searched: `d` has the words, and a key that is unique. */
export interface SearchedList {
  from: string;
  key: string;
  keyType: 'uuid' | 'text';
  isKey: (text: string) => boolean;
  /** The conditions of the filters and of this search, with their values from the first on. */
  conditions: (search: PlannedSearch) => Conditions;
  /** SQL for the JSON of a row with key n.key, and what it is read from. */
  body: (conditions: Conditions, search: PlannedSearch) => string;
  bodyFrom: string;
  /** SQL for the tokens that facets are counted from. */
  tokens?: string;
}

export interface RankedPage {
  totaal: number;
  bodies: string | null;
  aantal: number;
  /** Score and key of the last row shown, and the plan that gave them. */
  last: string[] | null;
  /** Tokens with their number of rows, among all that were found. */
  counts: { token: string; aantal: number }[] | null;
}

interface Page {
  after: readonly string[] | undefined;
  limit: number;
  /** Names of filters to count. */
  facets?: readonly string[];
}

const SCORE = /^(?:0|[1-9]\d{0,6})(?:\.\d{1,20})?(?:e-\d{1,2})?$/;

/** Where a page of a search starts. @throws Problem 400 for a cursor that was made up */
export function rankedCursor(
  cursor: string | null | undefined,
  f: string,
  isKey: SearchedList['isKey'],
): { after: string[]; plan: SearchPlan } | undefined {
  const keys = decodeCursor(cursor, f, [(text) => SCORE.test(text), isKey, (text) => unpackPlan(text) !== undefined]);
  const plan = unpackPlan(keys?.[2] ?? '');
  return keys && plan ? { after: keys, plan } : undefined;
}

/** Pages of what a search finds, the best first. */
@Injectable()
export class RankedPages {
  constructor(private readonly dataSource: DataSource) {}

  /** One page. Where the rarer words of a question find less than a page, its commonest words find too. */
  async page(list: SearchedList, search: PlannedSearch, page: Page): Promise<RankedPage> {
    const first = await this.ask(list, search, page);
    const { groups } = search.plan;
    if (page.after || first.totaal >= page.limit || groups.every(({ role }) => role !== 'weighs')) return first;
    const all = groups.map((group) => (group.role === 'weighs' ? { ...group, role: 'finds' as const } : group));
    return this.ask(list, { ...search, plan: { ...search.plan, groups: all } }, page);
  }

  private async ask(list: SearchedList, search: PlannedSearch, { after, limit, facets = [] }: Page): Promise<RankedPage> {
    const conditions = list.conditions(search);
    const score = scoreSql(conditions, search.plan);
    const length = lengthSql(conditions, search.plan);
    const [from = '', key = ''] = (after ?? []).slice(0, 2).map((each) => conditions.value(each));
    const rest = after ? `where h.score < ${from}::float8 or (h.score = ${from}::float8 and h.key > ${key}::${list.keyType})` : '';
    const size = conditions.value(limit);
    const text = `
      with hit as materialized (
        select ${list.key} as key, ${facets.length > 0 ? `${list.tokens ?? ''} as tokens, ` : ''}(${score})::float8 as score from ${list.from} ${length} where ${conditions.where}
      ), page as (
        select row_number() over (order by h.score desc, h.key) as n, h.key, h.score from hit h ${rest} order by h.score desc, h.key limit ${size}::int + 1
      )
      select (select count(*)::int from hit) as totaal,
        (select string_agg(${list.body(conditions, search)}, ',' order by n.n) from page n ${list.bodyFrom} where n.n <= ${size}::int) as bodies,
        (select count(*)::int from page) as aantal,
        (select array[n.score::text, n.key::text] from page n where n.n = ${size}::int) as last,
        ${facets.length > 0 ? countsSql(conditions.value(facets)) : 'null'} as counts`;
    const [row] = await query<RankedPage>(this.dataSource, { text }, conditions.values);
    if (!row) return { totaal: 0, bodies: null, aantal: 0, last: null, counts: null };
    return { ...row, last: row.last && [...row.last, packPlan(search.plan)] };
  }
}

const countsSql = (names: string): string => `(
  select json_agg(c) from (
    select u.token, count(*)::int as aantal from hit cross join unnest(hit.tokens) as u (token)
      where split_part(u.token, ':', 1) = any (${names}::text[]) group by 1) c)`;

/** What was made of the question: words that were corrected, and when nothing is found the nearest question that may find. */
export function searchRemarks(zoek: string, { corrections, hints }: PlannedSearch, totaal: number): object {
  const corrected = [...corrections, ...hints].reduce((text, { van, naar }) => text.replace(van, () => naar), zoek);
  const suggestion = corrected.replaceAll(/["“”]/gu, '').trim();
  return { verbeterd: corrections, suggestie: totaal === 0 && suggestion !== zoek && suggestion !== '' ? suggestion : null };
}
