import type { EntityManager } from 'typeorm';
import type { Call } from '../http/call.js';
import { query } from '../database/sql.js';

export interface Change {
  handeling: string;
  resource: string;
  sleutel: string;
  nummer?: number;
  /** Set when a coordinator acted for another organisation. */
  namens?: string | undefined;
  inhoud?: unknown;
}

const WRITE = {
  name: 'change-log-write',
  text: `insert into logregel (subject, organisatie, namens, handeling, resource, sleutel, nummer, verzoek, inhoud)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
};

/** Records who changed what, in the transaction of the change itself. */
export async function writeChange(tx: EntityManager, call: Call, change: Change): Promise<void> {
  const { subject, organisatie } = call.knownCaller;
  const inhoud = change.inhoud === undefined ? null : JSON.stringify(change.inhoud);
  await query(tx, WRITE, [
    subject,
    organisatie,
    change.namens,
    change.handeling,
    change.resource,
    change.sleutel,
    change.nummer,
    call.requestId,
    inhoud,
  ]);
}
