import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { query } from '../../platform/database/sql.js';
import { etagOf } from '../../platform/http/conditional.js';
import { ALL, isCounted } from '../zichtbaarheid/counts.queries.js';
import { audiences, visibleTo, type Audience } from '../zichtbaarheid/audience.rule.js';
import { LOAD, LOCK, OF_ORGANISATIE, SAVE, type Loaded } from './projections.sql.js';
import { RecordKinds } from './record-kinds.js';
import type { CurrentOf, RecordKind, Wire } from './record-kind.js';

interface Row {
  audience: Audience;
  record: string;
  soort: string;
  organisatie: string;
  title_key: string;
  day: string | null;
  published_at: string;
  first_published_at: string;
  tokens: string[];
  body: string;
  etag: string;
}

/** Raise this whenever records show something in another way: the next start then makes all published records anew. */
export const VIEW_VERSION = '3';
interface SearchText {
  record: string;
  soort: string;
  titel: string;
  tekst: string;
  hash: string;
}

/** Records made anew in one statement. */
const BATCH = 500;

/** Titles compare without case and accents, the same on every machine. */
export const titleKey = (titel: string): string => titel.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/**
 * Keeps what readers see equal to what is published: per record and audience the answer itself and its filter values,
 * made anew in the transaction of every change that affects them.
 */
@Injectable()
export class Projections {
  constructor(private readonly kinds: RecordKinds) {}

  /** Locks records in a fixed order, so that two changes around the same record see each other. */
  async lock(tx: EntityManager, records: readonly string[]): Promise<void> {
    if (records.length > 0) await query(tx, LOCK, [[...new Set(records)]]);
  }

  /** Makes the projection of a record anew, and of every record around it that shows something of it. */
  async refresh(tx: EntityManager, record: string, alsoAround: readonly string[] = []): Promise<void> {
    const [changed] = await this.project(tx, [record]);
    let around = [...new Set([...alsoAround, ...(changed?.around ?? [])])].filter((each) => each !== record);
    while (around.length > 0) {
      await this.lock(tx, around);
      const outcomes = await this.project(tx, around);
      // What came into view or left it is counted by the records around it, the first one included. Parts hang in a tree, so this ends.
      around = [...new Set(outcomes.filter(({ moved }) => moved).flatMap((each) => each.around))];
    }
  }

  /** Makes all published records of an organisation anew, after a change in what they show of it. */
  async refreshOrganisatie(tx: EntityManager, organisatie: string): Promise<void> {
    const records = (await query<{ record: string }>(tx, OF_ORGANISATIE, [organisatie])).map(({ record }) => record);
    await this.refreshAll(tx, records);
  }

  /** Makes these records anew, after a change in something that they all show. */
  async refreshAll(tx: EntityManager, records: readonly string[]): Promise<void> {
    for (let from = 0; from < records.length; from += BATCH) {
      const batch = records.slice(from, from + BATCH);
      await this.lock(tx, batch);
      await this.project(tx, batch);
    }
  }

  /** Makes the projection of a record that nothing stands around. */
  async show(tx: EntityManager, loaded: Loaded): Promise<void> {
    await this.save(tx, [loaded], true);
  }

  private async project(tx: EntityManager, records: readonly string[]): Promise<{ around: string[]; moved: boolean }[]> {
    const loaded = await query<Loaded>(tx, LOAD, [records]);
    const rows = await this.save(tx, loaded);
    return loaded.map((each) => ({
      around: [...each.refs.map(({ target }) => target), ...each.inboundRecords],
      moved:
        rows
          .filter(({ record }) => record === each.id)
          .map(({ audience }) => audience)
          .sort()
          .join() !==
        each.before
          .map(({ audience }) => audience)
          .sort()
          .join(),
    }));
  }

  private async save(tx: EntityManager, loaded: readonly Loaded[], isNew = false): Promise<Row[]> {
    const current = await this.current(tx, loaded, isNew);
    const rows = loaded.flatMap((each) => this.rowsOf(each, current));
    await query(tx, SAVE, [
      JSON.stringify(rows),
      loaded.map(({ id }) => id),
      JSON.stringify(countChanges(loaded, rows)),
      JSON.stringify(this.searchTexts(loaded, rows)),
    ]);
    return rows;
  }

  /** What shows in these records from outside their publications, asked once per kind. */
  private async current(tx: EntityManager, loaded: readonly Loaded[], isNew: boolean): Promise<CurrentOf> {
    const answers = new Map<string, CurrentOf>();
    for (const soort of new Set(loaded.map((each) => each.soort))) {
      const inputs = loaded.filter((each) => each.soort === soort && !each.ingetrokken);
      const records = inputs.map(({ id, inhoud }) => ({ id, published: JSON.parse(inhoud) as Wire }));
      const answer = records.length > 0 ? await this.kinds.get(soort).current?.(tx, records, isNew) : undefined;
      if (answer) for (const { id } of records) answers.set(id, answer);
    }
    return (id, audience, published) => answers.get(id)?.(id, audience, published) ?? {};
  }

  /** What search looks through, once for each record that anyone may see. */
  private searchTexts(loaded: readonly Loaded[], rows: readonly Row[]): SearchText[] {
    return loaded
      .filter(({ id }) => rows.some(({ record }) => record === id))
      .map(({ id, soort, inhoud, organisatie }) => {
        const { search } = this.kinds.get(soort);
        const published: Wire = { ...(JSON.parse(inhoud) as Wire), organisatie };
        const texts = [...search.fields.map((field) => published[field]), ...search.also(published)];
        const tekst = texts.filter((text) => typeof text === 'string').join('\n');
        const titel = String(published['titel']);
        return { record: id, soort, titel, tekst, hash: createHash('sha256').update(`${titel}\n\n${tekst}`).digest('base64url') };
      });
  }

  private rowsOf(loaded: Loaded, current: CurrentOf): Row[] {
    if (loaded.ingetrokken) return [];
    const parents = loaded.refs.filter(({ partOf }) => partOf);
    const seeing = visibleTo(loaded.openbaarheid).filter((audience) => parents.every((parent) => parent.audiences.includes(audience)));
    return seeing.map((audience) => this.rowFor(loaded, audience, current));
  }

  private rowFor(loaded: Loaded, audience: Audience, current: CurrentOf): Row {
    const kind = this.kinds.get(loaded.soort);
    const published = JSON.parse(loaded.inhoud) as Wire;
    for (const { field, audiences: seeing } of loaded.refs) if (!seeing.includes(audience)) published[field] = null;
    const counts = Object.entries(kind.counts).map(([name, by]) => [
      name,
      loaded.inbound.find((each) => each.audience === audience && each.by === by)?.aantal ?? 0,
    ]);
    const { actueel, ...laid } = current(loaded.id, audience, published);
    const shown: Wire = {
      ...published,
      organisatie: loaded.organisatie,
      ...laid,
      actueel: { ...Object.fromEntries(counts), ...(actueel as Wire | undefined) },
    };
    const body = JSON.stringify(shown);
    const forFilters: Wire = { ...shown, organisatie: { ...loaded.organisatie, provincie: loaded.provincie } };
    return {
      audience,
      record: loaded.id,
      soort: loaded.soort,
      organisatie: loaded.organisatie.code,
      title_key: titleKey(String(published['titel'])),
      day: kind.day?.(published) ?? null,
      published_at: loaded.gepubliceerdOp,
      first_published_at: loaded.eerstGepubliceerdOp,
      tokens: tokensOf(kind, forFilters, aroundOf(loaded, audience)),
      body,
      etag: etagOf(body),
    };
  }
}

type Around = Readonly<Record<string, readonly string[]>>;

/** The filter values of what a record refers to, by field, as far as the audience may see it. */
const aroundOf = ({ refs }: Loaded, audience: Audience): Around =>
  Object.fromEntries(refs.flatMap(({ field, tokens }) => (tokens?.[audience] ? [[field, tokens[audience]]] : [])));

function tokensOf({ filters, joint, context }: RecordKind, published: Wire, around: Around): string[] {
  const single = Object.entries(filters).flatMap(([name, valuesOf]) =>
    valuesOf(published)
      .filter((value) => typeof value === 'string')
      .map((value) => token(name, value)),
  );
  const together = (joint?.rows(published) ?? []).flatMap(jointTokens);
  return [...new Set([...single, ...together, ...(context?.(published, around) ?? [])])];
}

/** Every combination of two or more values of one row, with `*` for what a search leaves open. */
function jointTokens(row: readonly string[]): string[] {
  const combinations = row.reduce<string[][]>(
    (all, value) =>
      all.flatMap((each) => [
        [...each, value],
        [...each, '*'],
      ]),
    [[]],
  );
  return combinations.filter((each) => each.filter((value) => value !== '*').length > 1).map(jointToken);
}

export const jointToken = (values: readonly string[]): string => token('joint', values.join('/'));

export const token = (filter: string, value: string): string => `${filter}:${value}`;

interface CountChange {
  audience: Audience;
  soort: string;
  added: string[];
  removed: string[];
}

/** Which filter values each audience gains and loses with these records; `*` stands for the record itself. */
function countChanges(loaded: readonly Loaded[], rows: readonly Row[]): CountChange[] {
  return loaded.flatMap(({ id, soort, before }) =>
    audiences.flatMap((audience) => {
      const was = counted(before.find((each) => each.audience === audience)?.tokens);
      const is = counted(rows.find((row) => row.record === id && row.audience === audience)?.tokens);
      const added = [...is].filter((each) => !was.has(each));
      const removed = [...was].filter((each) => !is.has(each));
      return added.length + removed.length > 0 ? [{ audience, soort, added, removed }] : [];
    }),
  );
}

const counted = (tokens: readonly string[] | undefined): Set<string> => new Set(tokens ? [ALL, ...tokens.filter(isCounted)] : []);
