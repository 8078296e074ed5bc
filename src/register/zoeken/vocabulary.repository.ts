import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { query } from '../../platform/database/sql.js';
import { RecordCounts } from '../zichtbaarheid/record-counts.repository.js';
import type { Audience } from '../zichtbaarheid/audience.rule.js';
import { SHORTEST_COMPOUND, SHORTEST_PART } from './word-forms.rule.js';

/** What is searched: a kind of record, or the clauses. */
export type SearchSoort = 'use-case' | 'ervaring' | 'les' | 'bepaling';

/** Whose words count: what the audience may see of one kind. */
export interface Realm {
  audience: Audience;
  soort: SearchSoort;
}

export interface Counted {
  word: string;
  aantal: number;
}

export interface Lexed {
  /** Stems that tell something, and all stems. */
  content: string[];
  every: string[];
  phrase: string;
}

export interface Abbreviation {
  short: string[];
  long: string[];
}

const LEX = {
  name: 'search-lex',
  text: `select array(select u.lexeme from unnest(to_tsvector('public.nl_content'::regconfig, search_text(w.word))) u) as content,
      array(select u.lexeme from unnest(to_tsvector('public.nl_all'::regconfig, search_text(w.word))) u) as every,
      phraseto_tsquery('public.nl_all'::regconfig, search_text(w.word))::text as phrase
    from unnest($1::text[]) with ordinality w (word, n) order by w.n`,
};

const ABBREVIATIONS = {
  name: 'search-abbreviations',
  text: `select array(select u.lexeme from unnest(to_tsvector('public.nl_all'::regconfig, c.code)) u) as short,
      array(select u.lexeme from unnest(to_tsvector('public.nl_content'::regconfig, search_text(c.label))) u) as long
    from code c where c.codelijst = 'afkorting' and (c.geldig_tot_datum is null or c.geldig_tot_datum >= $3::date)
      and (c.code = any ($1::text[]) or strpos($2, lower(split_part(c.label, ' ', 1))) > 0)`,
};

// Folded and not yet folded counts together: what stands there now, for this audience and kind.
const CHANGES = `changed as materialized (
    select k.word, sum(k.by)::int as by from search_word_change p
      cross join lateral (select a, 1 from unnest(p.added) a union all select r, -1 from unnest(p.removed) r union all select ' ', p.length) k (word, by)
      where p.audience = $1 and p.soort = $2 group by 1)`;
const vocabulary = (condition: string): string => `(select v.word, sum(v.aantal)::int as aantal from (
    select word, aantal from search_word where audience = $1 and soort = $2 and ${condition}
    union all select word, by from changed where ${condition}) v group by v.word having sum(v.aantal) > 0)`;

const KNOWN = { name: 'search-known', text: `with ${CHANGES} select word, aantal from ${vocabulary('word = any ($3::text[])')} k` };

const compounds = (found: string): string => `(select c.word, c.aantal from ${found} c order by c.aantal desc, c.word limit 40)`;
const LONGER = `length(word) >= greatest(length(p.part) + ${String(SHORTEST_PART)}, ${String(SHORTEST_COMPOUND)})`;
const COMPOUNDS = {
  name: 'search-compounds',
  text: `with ${CHANGES}
    select p.part, true as leads, c.word, c.aantal from unnest($3::text[]) p (part)
      cross join lateral ${compounds(vocabulary(`word >= p.part collate "C" and word < (p.part || U&'\\FFFF') collate "C" and ${LONGER}`))} c
    union all
    select p.part, false, c.word, c.aantal from unnest($3::text[]) p (part)
      cross join lateral ${compounds(
        vocabulary(
          `reverse(word) collate "C" >= reverse(p.part) collate "C" and reverse(word) collate "C" < (reverse(p.part) || U&'\\FFFF') collate "C" and ${LONGER}`,
        ),
      )} c`,
};

const NEAR = {
  name: 'search-near',
  text: `with ${CHANGES}
    select t.typed, n.word, n.aantal from unnest($3::text[]) t (typed)
      cross join lateral (select c.word, c.aantal from ${vocabulary('word % t.typed')} c order by similarity(c.word, t.typed) desc, c.aantal desc, c.word limit 20) n`,
};

const SNAPSHOT = { name: 'search-snapshot', text: 'select pg_current_snapshot()::text as snapshot' };

const FOLD = {
  name: 'search-words-fold',
  text: `
    with taken as (
      delete from search_word_change where id in (select id from search_word_change order by id limit $1 for update skip locked)
        returning audience, soort, added, removed, length
    ), folded as (
      insert into search_word as c (audience, soort, word, aantal)
        select t.audience, t.soort, k.word, sum(k.by)::int from taken t
          cross join lateral (select a, 1 from unnest(t.added) a union all select r, -1 from unnest(t.removed) r union all select ' ', t.length) k (word, by)
          group by 1, 2, 3 having sum(k.by) <> 0 order by 1, 2, 3
        on conflict (audience, soort, word) do update set aantal = c.aantal + excluded.aantal
    )
    select count(*)::int as aantal from taken`,
};

/** The words that stand in the texts which an audience may see, with the number of texts that have them. */
@Injectable()
export class Vocabulary {
  constructor(
    private readonly dataSource: DataSource,
    counts: RecordCounts,
  ) {
    counts.alsoFold(FOLD);
  }

  /** What is committed now: the same text, the same database. */
  async snapshot(): Promise<string> {
    const [row] = await query<{ snapshot: string }>(this.dataSource, SNAPSHOT, []);
    return row?.snapshot ?? '';
  }

  /** Stems of texts, in their order. */
  async lex(texts: readonly string[]): Promise<Lexed[]> {
    return query<Lexed>(this.dataSource, LEX, [texts]);
  }

  /** The abbreviations that a question names, or whose written-out form may stand in it. */
  async abbreviations(words: readonly string[], day: string): Promise<Abbreviation[]> {
    const lower = words.map((word) => word.toLowerCase());
    return query<Abbreviation>(this.dataSource, ABBREVIATIONS, [lower, lower.join(' '), day]);
  }

  /** Which of the words stand anywhere. The word '' counts the texts, ' ' their length. */
  async known({ audience, soort }: Realm, words: readonly string[]): Promise<Map<string, number>> {
    const rows = await query<Counted>(this.dataSource, KNOWN, [audience, soort, words]);
    return new Map(rows.map(({ word, aantal }) => [word, aantal]));
  }

  /** Words that begin (`leads`) or end with a part. */
  async around({ audience, soort }: Realm, parts: readonly string[]): Promise<(Counted & { part: string; leads: boolean })[]> {
    if (parts.length === 0) return [];
    return query(this.dataSource, COMPOUNDS, [audience, soort, parts]);
  }

  /** Words that look like what was typed, the likest first. */
  async near({ audience, soort }: Realm, typed: readonly string[]): Promise<(Counted & { typed: string })[]> {
    if (typed.length === 0) return [];
    return query(this.dataSource, NEAR, [audience, soort, typed]);
  }
}
