import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { checkDay, checkMoment } from '../../platform/fields/dates.js';
import { isUuid } from '../../platform/fields/fields.js';
import { Conditions } from '../../platform/database/conditions.js';
import { query } from '../../platform/database/sql.js';
import type { Answer } from '../../platform/http/answer.js';
import type { Call } from '../../platform/http/call.js';
import { decodeCursor, encodeCursor, fingerprint, limitOf, listAnswer, nextUrl } from '../../platform/http/paging.js';
import { ALL, countSql, countsOfSql } from '../zichtbaarheid/counts.queries.js';
import { audienceOf, type Audience } from '../zichtbaarheid/audience.rule.js';
import { jointToken, token } from './projections.js';
import { KnownCodes } from '../verwijzingen/known-codes.repository.js';
import { facetNames, sortKeys, type RecordFilter, type SortKey } from './record-filter.js';
import { formOf, recordsAs } from './record-forms.js';
import type { RecordKind } from './record-kind.js';

interface PageRow {
  totaal: number;
  bodies: string | null;
  aantal: number;
  last: string[] | null;
}

interface Facet {
  facet: string;
  code: string;
  label: string | null;
  aantal: number;
}

/** Lists of published records: filter, order, total, facets and a page, all counted over what the caller may see. */
@Injectable()
export class RecordLists {
  constructor(
    private readonly dataSource: DataSource,
    private readonly known: KnownCodes,
  ) {}

  async list(kind: RecordKind, call: Call, filter: RecordFilter, fixed: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const names = Object.keys(kind.filters);
    const facets = facetNames(filter.facetten, names);
    const keys = sortKeys(
      filter.sorteer,
      kind.day ? ['gepubliceerdOp', 'eerstGepubliceerdOp', 'titel', 'datum'] : ['gepubliceerdOp', 'eerstGepubliceerdOp', 'titel'],
    );
    const f = fingerprint(filter, [kind.soort, ...Object.values(fixed)]);
    const after = decodeCursor(filter.cursor, f, [...keys.map(keyTest), isUuid]);
    await this.known.assert(filter);
    const audience = audienceOf(call.caller);
    const selection = { kind, audience, filter: filter as unknown as Record<string, unknown>, fixed };
    const [page, facetten] = await Promise.all([this.page(selection, keys, after, limitOf(filter)), this.facets(selection, facets)]);
    const more = page.last !== null && page.aantal > limitOf(filter);
    const volgende = more ? nextUrl(call.url, encodeCursor(f, page.last ?? [])) : null;
    const form = formOf(call, filter.formaat);
    if (form !== 'json') return recordsAs(form, call, kind, page.bodies ?? '', volgende);
    return listAnswer({ totaal: page.totaal, resultaten: page.bodies ?? '', facetten, volgende });
  }

  private async page(
    selection: Selection,
    keys: readonly SortKey[],
    after: readonly string[] | undefined,
    limit: number,
  ): Promise<PageRow> {
    const conditions = conditionsFor(selection);
    const total = totalSql(selection, conditions);
    if (after) conditions.add(afterCursor(keys, after, conditions));
    const order = [...keys.map(({ column, descending }) => `i.${column}${descending ? ' desc' : ''}`), 'i.record'].join(', ');
    const keyList = [
      ...keys.map(({ column, type }) =>
        type === 'timestamptz' ? `to_char(n.${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')` : `n.${column}::text`,
      ),
      'n.record::text',
    ].join(', ');
    const columns = [...new Set(keys.map(({ column }) => `i.${column}`))].join(', ');
    const size = conditions.value(limit);
    const text = `
      with page as (
        select row_number() over (order by ${order}) as n, i.record, ${columns} from record_index i where ${conditions.where} order by ${order} limit ${size}::int + 1
      )
      select ${total} as totaal,
        (select string_agg(v.body, ',' order by n.n) from page n join record_view v on v.record = n.record and v.audience = $1 where n.n <= ${size}::int) as bodies,
        (select count(*)::int from page) as aantal,
        (select array[${keyList}] from page n where n.n = ${size}::int) as last`;
    const [row] = await query<PageRow>(this.dataSource, { name: nameOf(text), text }, conditions.values);
    return row ?? { totaal: 0, bodies: null, aantal: 0, last: null };
  }

  private async facets(selection: Selection, names: readonly string[]): Promise<Record<string, Omit<Facet, 'facet'>[]> | undefined> {
    if (names.length === 0) return undefined;
    const conditions = conditionsFor(selection);
    const wanted = conditions.value(names);
    const isOpen = tokenGroups(selection).length === 0 && !hasMoments(selection);
    const counts = isOpen
      ? countsOfSql('$1', '$2', wanted)
      : `select u.token, count(*)::int as aantal from record_index i cross join unnest(i.tokens) as u (token)
          where ${conditions.where} and split_part(u.token, ':', 1) = any (${wanted}::text[]) group by 1`;
    const text = `
      select t.facet, t.code, c.label, t.aantal from (
        select split_part(n.token, ':', 1) as facet, substr(n.token, strpos(n.token, ':') + 1) as code, n.aantal from (${counts}) n
      ) t left join code c on c.codelijst = ${conditions.value(JSON.stringify(selection.kind.facetLists))}::json ->> t.facet and c.code = t.code
      order by t.facet, t.aantal desc, t.code`;
    const rows = await query<Facet>(this.dataSource, { name: nameOf(text), text }, conditions.values);
    return Object.fromEntries(
      names.map((name) => [
        name,
        rows.filter(({ facet }) => facet === name).map(({ code, label, aantal }) => ({ code, label: label ?? code, aantal })),
      ]),
    );
  }
}

interface Selection {
  kind: RecordKind;
  audience: Audience;
  filter: Record<string, unknown>;
  fixed: Readonly<Record<string, string>>;
}

/** The filter values asked for: one of each group must be there. */
function tokenGroups({ kind, filter, fixed }: Selection): string[][] {
  const groups = Object.keys(kind.filters).flatMap((name) => {
    const sent = fixed[name] ?? filter[name];
    if (sent === undefined || sent === null) return [];
    return [textsOf(sent).map((value) => token(name, kind.lowerCased?.includes(name) ? value.toLowerCase() : value))];
  });
  const together = jointValues(kind, { ...filter, ...fixed });
  return together.length > 0 ? [...groups, together] : groups;
}

const hasMoments = ({ filter }: Selection): boolean => typeof (filter['gepubliceerdNa'] ?? filter['gepubliceerdVoor']) === 'string';

function conditionsFor(selection: Selection): Conditions {
  const { kind, audience, filter } = selection;
  const conditions = new Conditions();
  conditions.add(`i.audience = ${conditions.value(audience)} and i.soort = ${conditions.value(kind.soort)}`);
  for (const group of tokenGroups(selection)) conditions.add(`i.tokens && ${conditions.value(group)}::text[]`);
  const { gepubliceerdNa: after, gepubliceerdVoor: before } = filter;
  if (typeof after === 'string') conditions.add(`i.published_at > ${conditions.value(after)}::timestamptz`);
  if (typeof before === 'string') conditions.add(`i.published_at < ${conditions.value(before)}::timestamptz`);
  return conditions;
}

/** The total: kept ready for no filter or one value, counted for everything else. */
function totalSql(selection: Selection, conditions: Conditions): string {
  const groups = tokenGroups(selection);
  const [first] = groups;
  const ready = !hasMoments(selection) && groups.length <= 1 && (first === undefined || first.length === 1);
  if (!ready) return `(select count(*)::int from record_index i where ${conditions.where})`;
  return countSql('$1', '$2', `${conditions.value(first?.[0] ?? ALL)}::text`);
}

/** Tokens for filters that must hold for the same link, when two or more of them are given. */
function jointValues({ joint }: RecordKind, filter: Record<string, unknown>): string[] {
  const given = (joint?.of ?? []).map((name) => textsOf(filter[name] ?? []));
  if (given.filter((values) => values.length > 0).length < 2) return [];
  const combinations = given.reduce<string[][]>(
    (all, values) => all.flatMap((each) => (values.length > 0 ? values : ['*']).map((value) => [...each, value])),
    [[]],
  );
  return combinations.map(jointToken);
}

/** Rows after the cursor in a mixed order; the first key stands apart so that an index can start there. */
function afterCursor(keys: readonly SortKey[], after: readonly string[], conditions: Conditions): string {
  const columns = [
    ...keys.map(({ column, descending, type }) => ({ column: `i.${column}`, descending, type: type })),
    { column: 'i.record', descending: false, type: 'uuid' },
  ];
  const values = columns.map(({ type }, index) => `${conditions.value(after[index])}::${type}`);
  const steps = columns.map(({ column, descending }, index) => {
    const equal = columns.slice(0, index).map((each, before) => `${each.column} = ${values[before] ?? ''}`);
    return [...equal, `${column} ${descending ? '<' : '>'} ${values[index] ?? ''}`].join(' and ');
  });
  const [first] = columns;
  return `${first?.column ?? ''} ${first?.descending ? '<=' : '>='} ${values[0] ?? ''} and (${steps.map((step) => `(${step})`).join(' or ')})`;
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
/** Only what PostgreSQL can read as a value of the column: a cursor may have been made up. */
const keyTest = ({ type }: SortKey): ((text: string) => boolean) => {
  if (type === 'timestamptz') return (text) => MOMENT.test(text) && checkMoment(text).length === 0;
  if (type === 'date') return (text) => checkDay(text).length === 0;
  return (text) => text.length <= 1000;
};

/** A checked filter value is a text, a flag, or a list of texts. */
const textsOf = (sent: unknown): string[] => (Array.isArray(sent) ? sent : [sent]).map((value: string | boolean) => String(value));

/** Same text, same prepared statement. */
const nameOf = (text: string): string => `list-${fingerprint({ text })}`;
