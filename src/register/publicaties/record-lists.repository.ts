import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isUuid } from '../../platform/fields/fields.js';
import { query } from '../../platform/database/sql.js';
import type { Answer } from '../../platform/http/answer.js';
import type { Call } from '../../platform/http/call.js';
import { decodeCursor, encodeCursor, fingerprint, limitOf, listAnswer, nextUrl } from '../../platform/http/paging.js';
import { countsOfSql } from '../zichtbaarheid/counts.queries.js';
import { audienceOf } from '../zichtbaarheid/audience.rule.js';
import { KnownCodes } from '../verwijzingen/known-codes.repository.js';
import { facetNames, sortKeys, type RecordFilter, type SortKey } from './record-filter.js';
import { formOf, recordsAs } from './record-forms.js';
import type { RecordKind } from './record-kind.js';
import { searchRemarks } from '../zoeken/ranked-pages.repository.js';
import { RecordSearch } from './record-search.repository.js';
import {
  afterCursor,
  bodySql,
  conditionsFor,
  fromSql,
  hasMoments,
  keyTest,
  nameOf,
  tokenGroups,
  totalSql,
  type Selection,
} from './record-selection.queries.js';

interface PageRow {
  totaal: number;
  bodies: string | null;
  aantal: number;
  last: string[] | null;
}

interface TokenCount {
  token: string;
  aantal: number;
}

interface Facet {
  code: string;
  label: string;
  aantal: number;
}

/** Lists of published records: filter, order, total, facets and a page, all counted over what the caller may see. */
@Injectable()
export class RecordLists {
  constructor(
    private readonly dataSource: DataSource,
    private readonly known: KnownCodes,
    private readonly search: RecordSearch,
  ) {}

  async list(kind: RecordKind, call: Call, filter: RecordFilter, fixed: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const facets = facetNames(filter.facetten, Object.keys(kind.filters));
    const keys = sortKeys(
      filter.sorteer,
      kind.day ? ['gepubliceerdOp', 'eerstGepubliceerdOp', 'titel', 'datum'] : ['gepubliceerdOp', 'eerstGepubliceerdOp', 'titel'],
    );
    const f = fingerprint(filter, [kind.soort, ...Object.values(fixed)]);
    const form = formOf(call, filter.formaat);
    // A feed is read from the newest on: by relevance, what is new could stand on any page.
    const ranked = typeof filter.zoek === 'string' && typeof filter.sorteer !== 'string' && form !== 'atom';
    const place = ranked ? this.search.cursor(filter.cursor, f) : undefined;
    const after = ranked ? place?.after : decodeCursor(filter.cursor, f, [...keys.map(keyTest), isUuid]);
    await this.known.assert(filter);
    const audience = audienceOf(call.caller);
    const open: Selection = { kind, audience, filter: filter as unknown as Record<string, unknown>, fixed };
    const search = typeof filter.zoek === 'string' ? await this.search.plan(filter.zoek, open, place?.plan) : undefined;
    const selection = { ...open, search };
    const limit = limitOf(filter);
    const [page, counts] =
      ranked && search
        ? await this.search.page(selection, search, { after, limit, facets }).then((found) => [found, found.counts ?? []] as const)
        : await Promise.all([this.page(selection, keys, after, limit), this.counts(selection, facets)]);
    const volgende = page.last !== null && page.aantal > limit ? nextUrl(call.url, encodeCursor(f, page.last)) : null;
    if (form !== 'json') return recordsAs(form, call, kind, page.bodies ?? '', volgende);
    const facetten = facets.length > 0 ? await this.labelled(kind, facets, counts) : undefined;
    const zoeken = search && searchRemarks(filter.zoek ?? '', search, page.totaal);
    return listAnswer({ totaal: page.totaal, resultaten: page.bodies ?? '', facetten, zoeken, volgende });
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
    const body = bodySql(selection, conditions);
    const text = `
      with page as (
        select row_number() over (order by ${order}) as n, i.record, ${columns} from ${fromSql(selection)} where ${conditions.where} order by ${order} limit ${size}::int + 1
      )
      select ${total} as totaal,
        (select string_agg(${body}, ',' order by n.n) from page n join record_view v on v.record = n.record and v.audience = $1 where n.n <= ${size}::int) as bodies,
        (select count(*)::int from page) as aantal,
        (select array[${keyList}] from page n where n.n = ${size}::int) as last`;
    const [row] = await query<PageRow>(this.dataSource, { name: nameOf(text), text }, conditions.values);
    return row ?? { totaal: 0, bodies: null, aantal: 0, last: null };
  }

  /** How many of the selected records have each value of the named filters. */
  private async counts(selection: Selection, names: readonly string[]): Promise<TokenCount[]> {
    if (names.length === 0) return [];
    const conditions = conditionsFor(selection);
    const wanted = conditions.value(names);
    const isOpen = !selection.search && tokenGroups(selection).length === 0 && !hasMoments(selection);
    const text = isOpen
      ? countsOfSql('$1', '$2', wanted)
      : `select u.token, count(*)::int as aantal from ${fromSql(selection)} cross join unnest(i.tokens) as u (token)
          where ${conditions.where} and split_part(u.token, ':', 1) = any (${wanted}::text[]) group by 1`;
    return query<TokenCount>(this.dataSource, { name: nameOf(text), text }, conditions.values);
  }

  /** Counts per filter, the largest first, with the labels of the codes. */
  private async labelled(kind: RecordKind, names: readonly string[], counts: readonly TokenCount[]): Promise<Record<string, Facet[]>> {
    const rows = await query<Facet & { facet: string }>(this.dataSource, LABELS, [JSON.stringify(counts), JSON.stringify(kind.facetLists)]);
    return Object.fromEntries(
      names.map((name) => [name, rows.filter(({ facet }) => facet === name).map(({ code, label, aantal }) => ({ code, label, aantal }))]),
    );
  }
}

const LABELS = {
  name: 'facet-labels',
  text: `select t.facet, t.code, coalesce(c.label, t.code) as label, t.aantal from (
      select split_part(n.token, ':', 1) as facet, substr(n.token, strpos(n.token, ':') + 1) as code, n.aantal
        from json_to_recordset($1::json) as n (token text, aantal integer)
    ) t left join code c on c.codelijst = $2::json ->> t.facet and c.code = t.code
    order by t.facet, t.aantal desc, t.code`,
};
