import type { DataSource } from 'typeorm';
import type { Conditions } from '../database/conditions.js';
import { query } from '../database/sql.js';
import type { Answer } from './answer.js';
import type { Call } from './call.js';
import { decodeCursor, encodeCursor, fingerprint, limitOf, listAnswer, nextUrl, type PageFilter } from './paging.js';

/** A list that is one table with filters and one order; `key` is unique. */
export interface TableList<Row extends object> {
  table: string;
  columns: string;
  conditions: Conditions;
  order: string;
  key: string;
  descending?: boolean;
  toWire: (row: Row) => object;
  /** What besides the filters the list belongs to, such as the record in its path. */
  scope?: readonly string[];
}

interface Keyed {
  order_key: string;
  row_key: string;
}

const isText = (text: string): boolean => text.length <= 1000;

/** One page of such a list, with its total. */
export async function tablePage<Row extends object>(
  dataSource: DataSource,
  call: Call,
  filter: PageFilter,
  list: TableList<Row>,
): Promise<Answer> {
  const { table, columns, conditions, order, key, descending = false, toWire, scope = [] } = list;
  const f = fingerprint(filter, [table, ...scope]);
  const after = decodeCursor(filter.cursor, f, [isText, isText]);
  const limit = limitOf(filter);
  const total = {
    name: nameOf(`count ${conditions.where}`, table),
    text: `select count(*)::int as totaal from ${table} where ${conditions.where}`,
  };
  const counted = query<{ totaal: number }>(dataSource, total, conditions.values);
  const direction = descending ? 'desc' : 'asc';
  if (after) conditions.add(`(${order}, ${key}) ${descending ? '<' : '>'} (${conditions.value(after[0])}, ${conditions.value(after[1])})`);
  const text = `select ${columns}, ${order}::text as order_key, ${key}::text as row_key from ${table} where ${conditions.where}
    order by ${order} ${direction}, ${key} ${direction} limit ${String(limit + 1)}`;
  const [[count], rows] = await Promise.all([
    counted,
    query<Row & Keyed>(dataSource, { name: nameOf(text, table), text }, conditions.values),
  ]);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const volgende = rows.length > limit && last ? nextUrl(call.url, encodeCursor(f, [last.order_key, last.row_key])) : null;
  return listAnswer({ totaal: count?.totaal ?? 0, resultaten: shown.map((row) => JSON.stringify(toWire(row))).join(','), volgende });
}

const nameOf = (text: string, table: string): string => `table-${fingerprint({ text }, [table])}`;
