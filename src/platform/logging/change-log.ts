import type { EntityManager } from 'typeorm';
import { query } from '../database/sql.js';
import type { Call } from '../http/call.js';

export interface Change {
  handeling: string;
  resource: string;
  sleutel: string;
  nummer?: number;
  /** Set when a coordinator acted for another organisation. */
  namens?: string | undefined;
  inhoud?: unknown;
}

/** A line of the log as its table holds it. */
export type ChangeRow = Record<string, unknown>;

/** Adds lines from a JSON list; for use in a larger statement, so that change and line are one. */
export const insertChanges = (parameter: string): string => `
  insert into logregel (subject, organisatie, namens, handeling, resource, sleutel, nummer, verzoek, inhoud)
    select subject, organisatie, namens, handeling, resource, sleutel, nummer, verzoek, inhoud
      from json_to_recordset(${parameter}::json) as x (subject text, organisatie text, namens text, handeling text, resource text, sleutel text,
        nummer integer, verzoek text, inhoud jsonb)`;

export function changeRow(call: Call, { namens, ...change }: Change): ChangeRow {
  const { subject, organisatie } = call.knownCaller;
  return { subject, organisatie, namens: namens ?? null, verzoek: call.requestId, ...change };
}

const WRITE = { name: 'change-log-write', text: insertChanges('$1') };

/** Records who changed what, in the transaction of the change itself. */
export async function writeChange(tx: EntityManager, call: Call, change: Change): Promise<void> {
  await query(tx, WRITE, [JSON.stringify([changeRow(call, change)])]);
}
