import type { Conditions } from '../../platform/database/conditions.js';

/** A row of koppeling joined with what says whether the audience (a placeholder) may see it, and with its organisation. */
export const seenBy = (audience: string): string => `koppeling k
  join record_index i on i.audience = ${audience} and i.soort = 'use-case' and i.record = k.record
  join organisatie o on o.code = k.organisatie`;

/**
 * The same, asked link by link: the cost is that of the links of one clause. A join would be planned as a scan of everything that the
 * audience may see.
 */
export const linkSeenBy = (audience: string): string =>
  `(select true from record_index i where i.audience = ${audience} and i.soort = 'use-case' and i.record = k.record)`;

export interface KoppelingFilter {
  bestuurslaag?: string[];
  fase?: string[];
}

export function addFilter(conditions: Conditions, { bestuurslaag, fase }: KoppelingFilter): void {
  conditions.oneOf('o.bestuurslaag', bestuurslaag);
  conditions.oneOf('k.fase', fase);
}

export const utc = (moment: string): string => `to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Looked up for the few rows that are shown; a join would read all organisations. */
export const organisatieOf = (code: string): string =>
  `(select json_build_object('code', n.code, 'naam', n.naam, 'soort', n.soort, 'bestuurslaag', n.bestuurslaag) from organisatie n where n.code = ${code})`;

/** A Toelichting of the contract, for the audience in the first value. */
export const TOELICHTING = `json_build_object('useCase', json_build_object('id', k.record,
    'titel', (select v.body::json ->> 'titel' from record_view v where v.record = k.record and v.audience = $1)), 'organisatie', ${organisatieOf('k.organisatie')},
  'fase', k.fase, 'naleving', k.naleving, 'werkbaarheid', k.werkbaarheid, 'toelichting', k.toelichting, 'sinds', ${utc('k.oordeel_vanaf')})`;
