import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Conditions } from '../../platform/database/conditions.js';
import { query } from '../../platform/database/sql.js';
import { fingerprint } from '../../platform/http/paging.js';
import type { Soort } from '../../register/publicaties/record.entity.js';
import type { Audience } from '../../register/zichtbaarheid/audience.rule.js';
import { ALL } from '../../register/zichtbaarheid/counts.queries.js';
import { Vocabulary } from '../../register/zoeken/vocabulary.repository.js';
import { byRarity, tellingWords, type Wanted, type WantedWord } from './likeness.js';
import { COUNTS, rankSql, rankWithContradictionSql } from './ranking.sql.js';

/** What is asked: who asks, for what kind, and what may not or must be among the values of the outcome. */
export interface Question {
  audience: Audience;
  soort: Soort;
  wanted: readonly Wanted[];
  limit: number;
  /** What the use case says in words; absent: codes alone. */
  text?: string;
  /** Values that keep a record out. */
  without: readonly string[];
  /** Organisations whose records stay out. */
  notOf?: readonly string[];
  /** One value of each group must be there. */
  filters?: readonly (readonly string[])[];
  /** At most this many are judged for each of the two ways to become a candidate. */
  budget?: number;
}

export interface Ranked {
  /** JSON of the record, ready to send. */
  body: string;
  score: number;
  shared: Wanted[];
  /** Values on which it says the opposite of the others. */
  opposed: Wanted[];
  /** How many telling words both use. */
  words: number;
  stand: string;
  soort: string | undefined;
}

export interface Ranking {
  totaal: number;
  ranked: Ranked[];
}

interface Row {
  body: string;
  score: number;
  totaal: number;
  tokens: string[];
  opposed: string[];
}

const BUDGET = 1000;
/** As many as this from the rare values are enough to choose from. */
const ENOUGH = 300;
const NOTHING: Ranking = { totaal: 0, ranked: [] };

/** What weighs in a lesson besides its likeness; a receipt of others is worth less than any likeness that makes a match. */
const signals = { 'stand/toegepast': 0.5, 'stand/bevestigd': 0.25, 'stand/betwist': 0, 'soort/positief': 0, 'soort/negatief': 0 };

/** Finds the records that share most with a use case, by the filter values that they were published with. */
@Injectable()
export class RankingRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly vocabulary: Vocabulary,
  ) {}

  async rank(question: Question, on: DataSource | EntityManager = this.dataSource): Promise<Ranking> {
    if (!question.wanted.some(({ carries }) => carries)) return NOTHING;
    const { counts, labels } = await this.counts(question, on);
    const { wanted: asked, filters = [], budget = BUDGET } = question;
    const of = counts.get(ALL) ?? 0;
    const wanted = asked.map((each) => ({
      ...each,
      label: labels.get(`${each.list ?? ''} ${each.code}`) ?? each.label,
      weight: byRarity(each.weight, counts.get(each.token) ?? 0, of),
    }));
    const chosen = choose(wanted, filters, counts, budget);
    if (chosen.rare.length + chosen.common.length === 0) return NOTHING;
    return this.best(question, { wanted, words: await this.words(question) }, chosen, on);
  }

  private async words({ audience, soort, text }: Question): Promise<WantedWord[]> {
    if (text === undefined) return [];
    const [lexed] = await this.vocabulary.lex([text]);
    return tellingWords(await this.vocabulary.known({ audience, soort }, ['', ...(lexed?.content ?? [])]));
  }

  private async counts(
    { audience, soort, wanted, filters = [] }: Question,
    on: DataSource | EntityManager,
  ): Promise<{ counts: Map<string, number>; labels: Map<string, string> }> {
    const tokens = [ALL, ...wanted.map(({ token }) => token), ...filters.flat()];
    const listed = wanted.filter(({ list }) => list !== undefined);
    const rows = await query<{ token: string; aantal: number | null; list: string; label: string }>(on, COUNTS, [
      audience,
      soort,
      [...new Set(tokens)],
      listed.map(({ list }) => list),
      listed.map(({ code }) => code),
    ]);
    return {
      counts: new Map(rows.flatMap(({ token, aantal }) => (aantal === null ? [] : [[token, aantal] as const]))),
      labels: new Map(rows.flatMap(({ token, aantal, list, label }) => (aantal === null ? [[`${list} ${token}`, label] as const] : []))),
    };
  }

  private async best(
    question: Question,
    { wanted, words }: { wanted: readonly Wanted[]; words: readonly WantedWord[] },
    chosen: Chosen,
    on: DataSource | EntityManager,
  ): Promise<Ranking> {
    const { audience, soort, limit, without, notOf = [], filters = [], budget = BUDGET } = question;
    const isLes = soort === 'les';
    const weighed = [
      ...wanted.map(({ token, likeness, code, weight }) => ({ token, likeness, code, weight })),
      ...(isLes ? Object.entries(signals).map(([name, weight]) => signal(name, weight)) : []),
    ];
    const conditions = new Conditions();
    for (const value of [audience, soort, ...columnsOf(weighed), chosen.rare, chosen.common, budget, limit]) conditions.value(value);
    for (const column of [words.map((each) => each.query), words.map(({ weight }) => weight)]) conditions.value(column);
    conditions.add(`not i.tokens && (select ${conditions.value(without)}::text[])`);
    conditions.add(`not i.organisatie = any ((select ${conditions.value(notOf)}::text[])::text[])`);
    for (const group of filters) conditions.add(`i.tokens && (select ${conditions.value(group)}::text[])`);
    const text = isLes ? rankWithContradictionSql(conditions.where) : rankSql(conditions.where);
    const rows = await query<Row>(on, { name: `rank-${fingerprint({ text })}`, text }, conditions.values);
    return { totaal: rows[0]?.totaal ?? 0, ranked: rows.map((row) => toRanked(row, wanted)) };
  }
}

function signal(name: string, weight: number): { token: string; likeness: string; code: string; weight: number } {
  const [likeness = '', code = ''] = name.split('/');
  return { token: `${likeness}:${code}`, likeness, code, weight };
}

const columnsOf = (rows: readonly { token: string; likeness: string; code: string; weight: number }[]): unknown[] => [
  rows.map(({ token }) => token),
  rows.map(({ likeness }) => likeness),
  rows.map(({ code }) => code),
  rows.map(({ weight }) => weight),
];

interface Chosen {
  /** Whoever has one of these is judged. */
  rare: string[];
  /** Of these only the newest are judged. */
  common: string[];
}

/** The rarest values up to the budget; when a filter leaves fewer than that, everything that shares a value. */
function choose(
  wanted: readonly Wanted[],
  filters: Question['filters'] & object,
  counts: ReadonlyMap<string, number>,
  budget: number,
): Chosen {
  const count = (token: string): number => counts.get(token) ?? 0;
  const there = wanted
    .filter(({ carries, token }) => carries && count(token) > 0)
    .sort((a, b) => count(a.token) - count(b.token) || (a.token < b.token ? -1 : 1));
  const tokens = there.map(({ token }) => token);
  const narrow = filters.some((group) => group.reduce((sum, token) => sum + count(token), 0) <= budget);
  if (narrow) return { rare: tokens, common: [] };
  let sum = 0;
  const rare = tokens.filter((token) => (sum += count(token)) <= budget);
  const judged = rare.reduce((total, token) => total + count(token), 0);
  return { rare, common: judged >= Math.min(ENOUGH, budget) ? [] : tokens.slice(rare.length) };
}

function toRanked({ body, score, tokens, opposed }: Row, wanted: readonly Wanted[]): Ranked {
  const valueOf = (name: string): string | undefined => tokens.find((each) => each.startsWith(`${name}:`))?.slice(name.length + 1);
  return {
    body,
    score,
    shared: wanted.filter(({ token }) => tokens.includes(token)),
    opposed: wanted.filter(({ likeness, code, token }) => opposed.includes(`${likeness}/${code}`) && tokens.includes(token)),
    words: tokens.filter((each) => each.startsWith('woord:')).length,
    stand: valueOf('stand') ?? 'geconstateerd',
    soort: valueOf('soort'),
  };
}
