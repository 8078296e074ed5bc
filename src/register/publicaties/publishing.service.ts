import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Answer } from '../../platform/http/answer.js';
import type { Call } from '../../platform/http/call.js';
import { etagOf } from '../../platform/http/conditional.js';
import { writeChange } from '../../platform/logging/change-log.js';
import type { Mistake } from '../../platform/fields/mistake.js';
import { Projections } from './projections.js';
import type { PublishContext, RecordKind, Wire } from './record-kind.js';
import type { ConceptEntity, RecordEntity } from './record.entity.js';
import { RecordsRepository } from './records.repository.js';
import { RecordKinds } from './record-kinds.js';
import { newRecord } from './new-record.js';
import { resolve, type Resolved } from '../verwijzingen/resolve.queries.js';
import { hashOf, inhoudOf, wireOf } from './wire.js';

type Brought = NonNullable<ReturnType<NonNullable<RecordKind['brings']>>>;

export interface PublishInput<Inhoud extends object> {
  record: RecordEntity;
  inhoud: Inhoud;
  resolved: Resolved;
  /** Organisation under whose code the publication stands: the owner, or the successor that writes for it. */
  publisher: string;
  toelichting?: string | null;
  at: Date;
}

const REQUIRED = 'Dit veld is nodig om te publiceren.';
const PART_REASON = 'Ingetrokken samen met de use case waar dit bij hoort.';

/** Turns a concept into an immutable, numbered publication, and takes publications back. */
@Injectable()
export class Publishing {
  constructor(
    private readonly repository: RecordsRepository,
    private readonly projections: Projections,
    private readonly kinds: RecordKinds,
  ) {}

  /** What keeps this content from being published, beyond what keeps it from being a concept. */
  async mistakes<Inhoud extends object>(
    tx: EntityManager,
    kind: RecordKind<Inhoud>,
    record: RecordEntity,
    inhoud: Inhoud,
  ): Promise<Mistake[]> {
    const missing = kind.required
      .filter((name) => isMissing((inhoud as Wire)[name]))
      .map((name): Mistake => ({
        in: 'body',
        location: `/${name}`,
        code: 'verplicht-bij-publiceren',
        detail: REQUIRED,
      }));
    const context = await this.context(tx, record, new Date());
    return [...missing, ...((await kind.publishRules?.(inhoud, context)) ?? [])];
  }

  private async context(tx: EntityManager, record: RecordEntity, at: Date): Promise<PublishContext> {
    const previous = record.nummer === 0 ? undefined : await this.repository.latestInhoud(record, tx);
    return {
      tx,
      record,
      previous: previous === undefined ? undefined : (JSON.parse(previous) as Wire),
      nummer: record.nummer + 1,
      gepubliceerdOp: at.toISOString(),
    };
  }

  /** Publishes the concept. The caller has checked it and holds the lock on the record. */
  async publish<Inhoud extends object>(
    tx: EntityManager,
    call: Call,
    kind: RecordKind<Inhoud>,
    input: PublishInput<Inhoud>,
  ): Promise<string> {
    const { record, inhoud, publisher, at } = input;
    const context = await this.context(tx, record, at);
    const references = kind.references(inhoud);
    const before = record.nummer === 0 ? [] : await this.repository.targets(tx, record.id);
    const around = [...before, ...references.map(({ target }) => target)];
    await this.projections.lock(tx, around);
    const body = render(kind, input, context);
    const openbaarheid = String((inhoud as Wire)['openbaarheid']);
    await this.repository.insertPublicatie(tx, {
      record: record.id,
      nummer: context.nummer,
      inhoud: body,
      gepubliceerdOp: context.gepubliceerdOp,
      organisatie: publisher,
      openbaarheid,
      toelichting: input.toelichting ?? null,
      invoer: inhoud,
    });
    if (around.length > 0) await this.repository.replaceReferences(tx, record.id, references);
    await this.projections.refresh(tx, record.id, around);
    markPublished(record, { nummer: context.nummer, openbaarheid, at });
    await writeChange(tx, call, {
      handeling: 'publiceren',
      resource: kind.soort,
      sleutel: record.id,
      nummer: context.nummer,
      namens: namens(call, record),
    });
    const brought = kind.brings?.(inhoud, record.id);
    if (brought) await this.bring(tx, call, record, brought, at);
    return body;
  }

  /** Registers and publishes what comes with a publication; once made and unchanged, it stays as it is. */
  private async bring(tx: EntityManager, call: Call, from: RecordEntity, brought: Brought, at: Date): Promise<void> {
    const kind = this.kinds.get(brought.soort);
    const inhoud = inhoudOf(kind, brought.inhoud);
    const hash = hashOf(inhoud);
    const known = await this.repository.findByKey(tx, kind.soort, from.organisatie, brought.eigenKenmerk);
    // Once it is there, it lives a life of its own.
    if (known) return;
    const record = newRecord({
      soort: kind.soort,
      owner: from.organisatie,
      eigenKenmerk: brought.eigenKenmerk,
      caller: call.knownCaller,
      at,
      hash,
    });
    await this.repository.insert(tx, kind, { record, row: { ...(inhoud as ConceptEntity), record: record.id } });
    const resolved = await resolve(tx, { shown: [inhoud], organisaties: [from.organisatie] });
    await this.publish(tx, call, kind, { record, inhoud, resolved, publisher: from.organisatie, at });
  }

  /** The publication that stands, for a concept without changes. */
  async standing(tx: EntityManager, kind: { path: string }, record: RecordEntity): Promise<Answer> {
    const body = (await this.repository.latestInhoud(record, tx)) ?? '';
    return new Answer(body, { etag: etagOf(body), location: `/v1/${kind.path}/${record.id}/publicaties/${String(record.nummer)}` }, 200);
  }

  /** Takes a record and its parts off the register; what is left is a tombstone. */
  async withdraw(
    tx: EntityManager,
    call: Call,
    kind: RecordKind,
    record: RecordEntity,
    intrekking: { reden: string; titelVerbergen: boolean },
  ): Promise<void> {
    const at = new Date();
    const withdrawn = await this.repository.withdraw(tx, record.id, at, intrekking, PART_REASON);
    for (const id of [record.id, ...withdrawn.filter((each) => each !== record.id)]) await this.projections.refresh(tx, id);
    Object.assign(record, {
      ingetrokkenOp: at,
      intrekkingReden: intrekking.reden,
      titelVerbergen: intrekking.titelVerbergen,
    });
    await writeChange(tx, call, {
      handeling: 'intrekken',
      resource: kind.soort,
      sleutel: record.id,
      namens: namens(call, record),
      inhoud: intrekking,
    });
  }
}

/** The publication as it goes out, byte for byte. */
function render<Inhoud extends object>(
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

/** What the statement that publishes changed in the row, for the rest of the transaction. */
function markPublished(record: RecordEntity, { nummer, openbaarheid, at }: { nummer: number; openbaarheid: string; at: Date }): void {
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

const isMissing = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

const without = (content: Wire, names: readonly string[]): Wire =>
  Object.fromEntries(Object.entries(content).filter(([name]) => !names.includes(name)));

/** Set when a coordinator acts for another organisation. */
export const namens = (call: Call, record: RecordEntity): string | undefined =>
  call.caller?.organisatie === record.organisatie ? undefined : record.organisatie;
