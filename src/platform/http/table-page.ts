import type { DataSource } from 'typeorm';
import type { Conditions } from '../database/conditions.js';
import { query } from '../database/sql.js';
import { checkMoment } from '../fields/dates.js';
import type { Answer } from './answer.js';
import type { Call } from './call.js';
import { decodeCursor, encodeCursor, fingerprint, limitOf, listAnswer, nextUrl, type PageFilter } from './paging.js';

type OrderType = 'text' | 'moment' | 'count';

/** A list that is one table with filters and one order; `key` is unique. */
export interface TableList<Row extends object, Item extends object = object> {
  table: string;
  columns: string;
  conditions: Conditions;
  order: string;
  key: string;
  /** What the order is; text when absent. */
  type?: OrderType;
  descending?: boolean;
  toWire: (row: Row) => Item;
  /** What besides the filters the list belongs to, such as the record in its path. */
  scope?: readonly string[];
}

interface Keyed {
  order_key: string;
  row_key: string;
}

const isText = (text: string): boolean => text.length <= 1000;
/** What a cursor may hold for each type. */
const tests: Readonly<Record<OrderType, (text: string) => boolean>> = {
  text: isText,
  moment: (text) => checkMoment(text).length === 0,
  count: (text) => /^\d{1,9}$/.test(text),
};

/** Moments keep their milliseconds on the way to the client and back. */
const asText = (order: string, type: OrderType): string =>
  type === 'moment' ? `to_char(${order} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')` : `${order}::text`;

/** One page of such a list, with its total. */
export async function tablePage<Row extends object>(
  dataSource: DataSource,
  call: Call,
  filter: PageFilter,
  list: TableList<Row>,
): Promise<Answer> {
  const { items, ...page } = await tableItems(dataSource, call, filter, list);
  return listAnswer({ ...page, resultaten: items.map((item) => JSON.stringify(item)).join(',') });
}

/** The items of one page of such a list, for answers of another form. */
export async function tableItems<Row extends object, Item extends object>(
  dataSource: DataSource,
  call: Call,
  filter: PageFilter,
  list: TableList<Row, Item>,
): Promise<{ totaal: number; items: Item[]; volgende: string | null }> {
  const { table, columns, conditions, order, key, type = 'text', descending = false, toWire, scope = [] } = list;
  const f = fingerprint(filter, [table, ...scope]);
  const after = decodeCursor(filter.cursor, f, [tests[type], isText]);
  const limit = limitOf(filter);
  const total = {
    name: nameOf(`count ${conditions.where}`, table),
    text: `select count(*)::int as totaal from ${table} where ${conditions.where}`,
  };
  const counted = query<{ totaal: number }>(dataSource, total, conditions.values);
  const direction = descending ? 'desc' : 'asc';
  if (after) conditions.add(`(${order}, ${key}) ${descending ? '<' : '>'} (${conditions.value(after[0])}, ${conditions.value(after[1])})`);
  const text = `select ${columns}, ${asText(order, type)} as order_key, ${key}::text as row_key from ${table} where ${conditions.where}
    order by ${order} ${direction}, ${key} ${direction} limit ${String(limit + 1)}`;
  const [[count], rows] = await Promise.all([
    counted,
    query<Row & Keyed>(dataSource, { name: nameOf(text, table), text }, conditions.values),
  ]);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const volgende = rows.length > limit && last ? nextUrl(call.url, encodeCursor(f, [last.order_key, last.row_key])) : null;
  return { totaal: count?.totaal ?? 0, items: shown.map(toWire), volgende };
}

const nameOf = (text: string, table: string): string => `table-${fingerprint({ text }, [table])}`;
