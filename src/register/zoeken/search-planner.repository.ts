import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Conditions } from '../../platform/database/conditions.js';
import { query } from '../../platform/database/sql.js';
import { today } from '../../platform/fields/dates.js';
import { PlannedBefore } from './planned-before.js';
import { QuestionWordsRepository, type QuestionWords } from './question-words.repository.js';
import { isSingle, type Draft, type Term } from './search-groups.rule.js';
import {
  anyOf,
  FINDING_BUDGET,
  groupQuery,
  MAX_GROUPS,
  rarity,
  TITLE_WEIGHT,
  type PlanGroup,
  type SearchPlan,
} from './search-plan.rule.js';
import { lengthSql, scoreSql, type PlannedSearch, type Replaced } from './search.queries.js';
import { relatedGroups, RELATED_FROM, RELATED_LOOKED_THROUGH, type Telling } from './related-words.rule.js';
import { parseSearch } from './search-text.rule.js';
import { Vocabulary, type Lexed, type Realm } from './vocabulary.repository.js';

/** Where the texts of a realm stand. */
export interface SearchPlace extends Realm {
  /** The table with words and length as `d`, joined with what the audience may see by `where`. */
  from: string;
  where: string;
  values: readonly unknown[];
  /** SQL for the key of a text, and for what a reader sees of it. */
  key: string;
  text: string;
}

/** Texts above this number are not counted for a group of words, but estimated from its commonest word. */
const COUNTED = 500;

/** Turns what someone typed into a plan, with the words of what the reader may see and nothing else. */
@Injectable()
export class SearchPlanner {
  private readonly before = new PlannedBefore();

  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly words: QuestionWordsRepository,
    private readonly dataSource: DataSource,
  ) {}

  /** @param known the plan of the page before, when there is one: then only phrases and exclusions are read again */
  async plan(zoek: string, place: SearchPlace, known?: SearchPlan): Promise<PlannedSearch> {
    if (known) return this.make(zoek, place, known);
    const question = JSON.stringify([place.audience, place.soort, today(), zoek]);
    const snapshot = await this.vocabulary.snapshot();
    const kept = this.before.get(question, snapshot);
    if (kept) return kept;
    const planned = await this.make(zoek, place);
    this.before.keep(question, snapshot, planned);
    return planned;
  }

  private async make(zoek: string, place: SearchPlace, known?: SearchPlan): Promise<PlannedSearch> {
    const text = parseSearch(zoek);
    const typed = [...new Set(text.words)];
    const lexed = await this.vocabulary.lex([...typed, ...text.phrases, ...text.excluded]);
    const rest = lexed.slice(typed.length).map(({ phrase }) => phrase);
    const filled = (queries: string[]): string[] => queries.filter((each) => each !== '');
    const required = filled(rest.slice(0, text.phrases.length));
    const excluded = filled(rest.slice(text.phrases.length));
    if (known) return { plan: known, required, excluded, nothing: false, corrections: [], hints: [] };
    const terms = termsOf(typed, lexed, text.words);
    const found = await this.words.find(terms, typed, place);
    const plan = await this.work(found, place);
    const replaced = await this.surfaces([...found.corrections, ...found.hints], place);
    return {
      plan,
      required,
      excluded,
      nothing: plan.groups.length === 0 && (terms.length > 0 || required.length + excluded.length === 0),
      corrections: replaced.slice(0, found.corrections.length),
      hints: replaced.slice(found.corrections.length),
    };
  }

  private async work({ drafts, known }: QuestionWords, place: SearchPlace): Promise<SearchPlan> {
    const texts = known.get('') ?? 0;
    const groups = await this.weigh(drafts, known, place);
    const plan = { averageLength: Math.max((known.get(' ') ?? 0) / Math.max(texts, 1), 1), groups };
    return { ...plan, groups: [...groups, ...(await this.related(plan, texts, place))] };
  }

  /** Gives each group its weight from the number of texts that have it, and says which groups find. */
  private async weigh(drafts: readonly Draft[], known: ReadonlyMap<string, number>, place: SearchPlace): Promise<PlanGroup[]> {
    const texts = known.get('') ?? 0;
    const counts = await this.textsWith(drafts, known, place);
    const weighed = drafts
      .map((draft, index) => ({ draft, aantal: Math.min(counts[index] ?? 0, texts) }))
      .filter(({ aantal }) => aantal > 0)
      .sort((a, b) => a.aantal - b.aantal)
      .slice(0, MAX_GROUPS);
    let found = 0;
    return weighed.map(({ draft: { words, compounds, together, factor }, aantal }) => {
      const finds = found === 0 || found + aantal <= FINDING_BUDGET;
      found += aantal;
      return { weight: rarity(texts, aantal) * factor, words, compounds, together, role: finds ? 'finds' : 'weighs' };
    });
  }

  /** The number of texts with each group: known for one word, counted for several, estimated where these are too common to count. */
  private async textsWith(
    drafts: readonly Draft[],
    known: ReadonlyMap<string, number>,
    { soort, from, where, values }: SearchPlace,
  ): Promise<number[]> {
    const several = drafts.filter((draft) => !isSingle(draft) && draft.upTo <= COUNTED);
    const counted = new Map<Draft, number>();
    if (several.length > 0) {
      const text = `select (select count(*)::int from ${from} where ${where} and d.words @@ q.q) as aantal
        from unnest($${String(values.length + 1)}::tsquery[]) with ordinality q (q, n) order by q.n`;
      const statement = { name: `search-texts-${soort}`, text };
      const rows = await query<{ aantal: number }>(this.dataSource, statement, [...values, several.map(draftQuery)]);
      for (const [index, draft] of several.entries()) counted.set(draft, rows[index]?.aantal ?? 0);
    }
    return drafts.map((draft) => counted.get(draft) ?? Math.max(0, ...draft.words.map((word) => known.get(word) ?? 0)));
  }

  /** The words that tell most about the texts that fit best, as groups that only weigh. */
  private async related(plan: SearchPlan, texts: number, { from, where, values, key, ...realm }: SearchPlace): Promise<PlanGroup[]> {
    const [first, ...others] = plan.groups;
    if (!first) return [];
    const conditions = new Conditions();
    for (const value of values) conditions.value(value);
    const finding = [first, ...others.filter(({ role }) => role === 'finds').slice(0, 3)].map((group) => groupQuery(group)).join(' | ');
    const score = scoreSql(conditions, plan);
    const text = `
      with near as (select d.words, d.length, ${key} as key from ${from} where ${where} and d.words @@ ${conditions.value(finding)}::tsquery limit ${String(RELATED_LOOKED_THROUGH)}),
      best as (select d.words, d.length, d.key, (${score})::float8 as score from near d ${lengthSql(conditions, plan)} order by score desc, d.key limit ${String(RELATED_FROM)})
      select b.key::text as text, b.length, b.score, u.lexeme as word, cardinality(u.positions) + (${String(TITLE_WEIGHT - 1)} * cardinality(array_positions(u.weights, 'A'))) as times
        from best b cross join unnest(b.words) u where length(u.lexeme) > 2 and u.lexeme !~ '[0-9]'`;
    const rows = await query<Telling>(this.dataSource, { text }, conditions.values);
    const counts = await this.vocabulary.known(realm, [...new Set(rows.map(({ word }) => word))]);
    return relatedGroups(rows, counts, { texts, averageLength: plan.averageLength });
  }

  /** Stems as words, taken from a text that has them. */
  private async surfaces(replacements: readonly { typed: string; stem: string }[], place: SearchPlace): Promise<Replaced[]> {
    if (replacements.length === 0) return [];
    const { soort, from, where, text, values } = place;
    const next = values.length + 1;
    const sql = `select s.stem, (
        select lower(p.token) from (select search_text(${text}) as text from ${from} where ${where} and d.words @@ s.q limit 1) x
          cross join lateral ts_parse('pg_catalog.default', x.text) p
          where p.token ~ '^[[:alpha:]]' and to_tsvector('public.nl_all'::regconfig, p.token) @@ s.q limit 1) as word
      from unnest($${String(next)}::text[], $${String(next + 1)}::tsquery[]) s (stem, q)`;
    const stems = [...new Set(replacements.map(({ stem }) => stem))];
    const rows = await query<{ stem: string; word: string | null }>(this.dataSource, { name: `search-surfaces-${soort}`, text: sql }, [
      ...values,
      stems,
      stems.map((stem) => anyOf([stem])),
    ]);
    return replacements.map(({ typed, stem }) => ({ van: typed, naar: rows.find((row) => row.stem === stem)?.word ?? stem }));
  }
}

const draftQuery = (draft: Draft): string => {
  const own = groupQuery(draft);
  return draft.compounds.length > 0 ? `${own} | ${anyOf(draft.compounds)}` : own;
};

/** The stems to score by: those that tell something, or all when a question has none of those. */
function termsOf(typed: readonly string[], lexed: readonly Lexed[], words: readonly string[]): Term[] {
  const telling = typed.some((_word, index) => (lexed[index]?.content.length ?? 0) > 0);
  const terms = new Map<string, Term>();
  for (const [index, surface] of typed.entries()) {
    const count = words.filter((word) => word === surface).length;
    for (const stem of lexed[index]?.[telling ? 'content' : 'every'] ?? []) {
      const term = terms.get(stem) ?? { stem, times: 0, typed: surface };
      terms.set(stem, { ...term, times: term.times + count });
    }
  }
  return [...terms.values()];
}
