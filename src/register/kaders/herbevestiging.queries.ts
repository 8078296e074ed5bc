import type { DataSource, EntityManager } from 'typeorm';
import { query } from '../../platform/database/sql.js';
import type { BepalingVerwijzing } from '../verwijzingen/verwijzing.schema.js';
import type { Herbevestiging } from './herbevestiging.schema.js';

/** What became of a clause when links to it no longer say the same; of these, the first that a kader says names the whole change. */
const changing = ['gesplitst', 'samengevoegd', 'gewijzigd', 'vervallen'] as const;

/** A link as far as confirming goes. */
export interface Confirmed {
  bepaling: string;
  bevestigdOp?: string | null | undefined;
}

/** What a newer kader says of a clause: all its relations, and which of them the link was not confirmed against. */
export interface Open {
  kader: string;
  vanaf: string;
  relaties: { soort: string; toelichting: string | null; open: boolean; opvolger: BepalingVerwijzing | null }[];
}

const isOpen = (bepaling: string, bevestigdOp: string): string =>
  `r.van = ${bepaling} and r.soort in (${changing.map((soort) => `'${soort}'`).join(', ')}) and (${bevestigdOp} is null or (${bevestigdOp})::timestamptz < r.vanaf)`;

export const utc = (moment: string): string => `to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * The one rule of what must be confirmed again, as a query of at most one row (kader, vanaf): a newer version changed, split, merged or
 * dropped the clause, and the link was not confirmed at or after the moment that the register said so. Of several versions the latest counts.
 */
export const openSql = (bepaling: string, bevestigdOp: string): string => `
  select r.kader, max(r.vanaf) as vanaf from bepaling_relatie r where ${isOpen(bepaling, bevestigdOp)} group by r.kader order by 2 desc, 1 limit 1`;

/** All that such a row (`o`) says of the clause; a column of its own, so that only the rows of a page pay for it. */
export const saidSql = (bepaling: string, bevestigdOp: string, o: string): string => `
  ${o}.kader, ${utc(`${o}.vanaf`)} as vanaf, (
    select json_agg(json_build_object('soort', r.soort, 'toelichting', r.toelichting, 'open', ${isOpen(bepaling, bevestigdOp)},
        'opvolger', case when n.code is null then null else json_build_object('code', n.code, 'titel', n.titel, 'kader', n.kader) end)
        order by n.volgorde, r.naar, r.soort)
      from bepaling_relatie r left join bepaling n on n.code = r.naar where r.kader = ${o}.kader and r.van = ${bepaling}) as relaties`;

const OPEN = {
  name: 'koppelingen-open',
  text: `select x.bepaling, x."bevestigdOp", ${saidSql('x.bepaling', 'x."bevestigdOp"', 'o')}
    from json_to_recordset($1::json) as x (bepaling text, "bevestigdOp" text) cross join lateral (${openSql('x.bepaling', 'x."bevestigdOp"')}) o`,
};

const texts: Readonly<Record<string, string>> = {
  gesplitst: 'In de nieuwe versie is deze bepaling gesplitst.',
  samengevoegd: 'In de nieuwe versie is deze bepaling met andere samengevoegd.',
  gewijzigd: 'In de nieuwe versie is deze bepaling gewijzigd.',
  vervallen: 'In de nieuwe versie is deze bepaling vervallen.',
};

export function herbevestigingOf({ kader, vanaf, relaties }: Open): Herbevestiging {
  const open = relaties.filter((each) => each.open);
  const soort = changing.find((each) => open.some((relatie) => relatie.soort === each)) ?? 'gewijzigd';
  const reasons = [texts[soort], ...new Set(open.map(({ toelichting }) => toelichting))].filter((text) => typeof text === 'string');
  return {
    soort,
    toelichting: reasons.join(' '),
    opvolgers: relaties.flatMap(({ opvolger }) => (opvolger ? [opvolger] : [])),
    kader,
    vanaf,
  };
}

const keyOf = ({ bepaling, bevestigdOp }: Confirmed): string => `${bepaling} ${bevestigdOp ?? ''}`;

/** Which of these links must be confirmed again, and why; asked once for all of them. */
export async function herbevestigingen(
  on: EntityManager | DataSource,
  links: readonly Confirmed[],
): Promise<(link: Confirmed) => Herbevestiging | null> {
  const asked = new Map(links.map((link) => [keyOf(link), { bepaling: link.bepaling, bevestigdOp: link.bevestigdOp ?? null }]));
  const rows = asked.size === 0 ? [] : await query<Confirmed & Open>(on, OPEN, [JSON.stringify([...asked.values()])]);
  const found = new Map(rows.map((row) => [keyOf(row), herbevestigingOf(row)]));
  return (link) => found.get(keyOf(link)) ?? null;
}

const LOCK = "hashtextextended('bepaling-relatie', 0)";
const HOLD = { name: 'relaties-hold', text: `select pg_advisory_xact_lock_shared(${LOCK})` };
export const AWAIT_READERS = { name: 'relaties-await-readers', text: `select pg_advisory_xact_lock(${LOCK})` };

/** Keeps the relations as they are read after this until the end of the transaction; such transactions do not wait for each other. */
export async function holdRelaties(tx: EntityManager): Promise<void> {
  await query(tx, HOLD, []);
}

/**
 * Waits for whoever published on the strength of the relations as they were; whoever comes later waits for this transaction and sees its
 * relations. So what links to a clause can be found after this, without missing any.
 */
export async function awaitReaders(tx: EntityManager): Promise<void> {
  await query(tx, AWAIT_READERS, []);
}
