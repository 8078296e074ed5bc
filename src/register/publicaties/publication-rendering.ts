import type { Resolved } from '../verwijzingen/resolve.queries.js';
import type { Loaded } from './projections.sql.js';
import type { PublishContext, RecordKind, Wire } from './record-kind.js';
import type { RecordEntity } from './record.entity.js';
import type { PublicatieRow } from './record-writes.repository.js';
import { wireOf } from './wire.js';

export interface PublishInput<Inhoud extends object> {
  record: RecordEntity;
  inhoud: Inhoud;
  resolved: Resolved;
  /** Organisation under whose code the publication stands: the owner, or the successor that writes for it. */
  publisher: string;
  toelichting?: string | null;
  at: Date;
  /** Registered in this very transaction, so nothing can stand around it yet. */
  isNew?: boolean;
}

/** The publication as it goes out, byte for byte. */
export function render<Inhoud extends object>(
  kind: RecordKind<Inhoud>,
  { record, inhoud, resolved, publisher, at }: PublishInput<Inhoud>,
  context: PublishContext,
): string {
  return JSON.stringify({
    id: record.id,
    organisatie: resolved.get('organisatie', publisher),
    eigenKenmerk: record.eigenKenmerk,
    voorbeeld: record.voorbeeld,
    nummer: context.nummer,
    eerstGepubliceerdOp: (record.eerstGepubliceerdOp ?? at).toISOString(),
    gepubliceerdOp: context.gepubliceerdOp,
    ...without(wireOf(inhoud, resolved, kind.unknowns), kind.conceptOnly ?? []),
    ...kind.derive?.(inhoud, context),
  });
}

/** The state of a record that was registered in this transaction: nothing refers to it, and it refers to nothing. */
export function aloneOf<Inhoud extends object>({ record, resolved, publisher }: PublishInput<Inhoud>, publicatie: PublicatieRow): Loaded {
  return {
    id: record.id,
    soort: record.soort,
    openbaarheid: record.openbaarheid ?? 'overheid',
    ingetrokken: false,
    gepubliceerdOp: publicatie.gepubliceerd_op,
    eerstGepubliceerdOp: publicatie.gepubliceerd_op,
    inhoud: publicatie.inhoud,
    organisatie: resolved.get('organisatie', publisher) as Loaded['organisatie'],
    provincie: (resolved.get('eigenaar', publisher)?.['provincie'] ?? null) as string | null,
    before: [],
    refs: [],
    inbound: [],
    inboundRecords: [],
  };
}

/** What the statement that publishes changed in the row, for the rest of the transaction. */
export function markPublished(
  record: RecordEntity,
  { nummer, openbaarheid, at }: { nummer: number; openbaarheid: string; at: Date },
): void {
  const { conceptHash, eerstGepubliceerdOp } = record;
  Object.assign(record, {
    nummer,
    openbaarheid,
    inhoudHash: conceptHash,
    gepubliceerdOp: at,
    eerstGepubliceerdOp: eerstGepubliceerdOp ?? at,
  });
  Object.assign(record, { ingetrokkenOp: null, intrekkingReden: null, titelVerbergen: false });
}

const without = (content: Wire, names: readonly string[]): Wire =>
  Object.fromEntries(Object.entries(content).filter(([name]) => !names.includes(name)));
