import type { EntityManager } from 'typeorm';
import { query } from '../../../platform/database/sql.js';
import type { Counts, Uitkomst } from '../stand.rule.js';

/**
 * Whose a lesson is, for receipts: its owner, the organisation under whose code it was last published, and everyone named as a
 * successor of these, whatever the day: a rule without a clock gives the same state to every reader at any time.
 */
const own = (lessons: string): string => `
  own (les, organisatie) as (
    select r.id, x.code from registratie r left join publicatie p on p.record = r.id and p.nummer = r.nummer
        cross join lateral (values (r.organisatie), (p.organisatie)) as x (code)
      where r.id = any (${lessons}) and x.code is not null
    union
    select own.les, s.code from own join organisatie o on o.code = own.organisatie cross join unnest(o.opvolgers) as s (code)
  )`;

const COUNTS = {
  name: 'hergebruik-counts',
  text: `with recursive ${own('$1::uuid[]')}
    select h.les, h.uitkomst, count(*)::int as aantal from hergebruik h
      where h.les = any ($1::uuid[]) and not exists (select from own where own.les = h.les and own.organisatie = h.organisatie)
      group by 1, 2`,
};

// Held to the end of the transaction: a merger that is registered meanwhile waits, or was there first and is seen by the next statement.
const LOCK_OWN = {
  name: 'hergebruik-lock-own',
  text: `with recursive ${own('array[$1::uuid]')} select code from organisatie where code in (select organisatie from own) order by code for share`,
};

const IS_OWN = {
  name: 'hergebruik-is-own',
  text: `with recursive ${own('array[$1::uuid]')} select exists (select from own where organisatie = $2) as found`,
};

// From the organisation back to those it succeeds: their lessons are the ones whose chain of successors runs through it.
const AROUND = {
  name: 'hergebruik-around-organisatie',
  text: `with recursive line (code) as (
      select $1::text union select o.code from line join organisatie o on line.code = any (o.opvolgers)
    ), lessen (les) as (
      select r.id from registratie r where r.soort = 'les' and r.organisatie in (select code from line)
      union
      select i.record from record_index i where i.soort = 'les' and i.organisatie in (select code from line)
    )
    select les from lessen where exists (select from hergebruik h where h.les = lessen.les) order by 1`,
};

/** What other organisations did with these lessons, for all of them at once. */
export async function countsOf(tx: EntityManager, lessons: readonly string[]): Promise<ReadonlyMap<string, Counts>> {
  const rows = await query<{ les: string; uitkomst: Uitkomst; aantal: number }>(tx, COUNTS, [lessons]);
  const counts = new Map<string, Counts>();
  for (const { les, uitkomst, aantal } of rows) counts.set(les, { ...counts.get(les), [uitkomst]: aantal });
  return counts;
}

/** Whether a lesson is the organisation's own, so that its receipt says nothing about it. */
export async function isOwn(tx: EntityManager, les: string, organisatie: string): Promise<boolean> {
  await query(tx, LOCK_OWN, [les]);
  const [row] = await query<{ found: boolean }>(tx, IS_OWN, [les, organisatie]);
  return row?.found === true;
}

/** Lessons with receipts that are this organisation's own; asked after its successors changed. */
export async function lessonsAround(tx: EntityManager, organisatie: string): Promise<string[]> {
  return (await query<{ les: string }>(tx, AROUND, [organisatie])).map(({ les }) => les);
}
