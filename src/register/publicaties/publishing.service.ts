import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Answer } from '../../platform/http/answer.js';
import type { Call } from '../../platform/http/call.js';
import { etagOf } from '../../platform/http/conditional.js';
import { changeRow, writeChange, type ChangeRow } from '../../platform/logging/change-log.js';
import type { Mistake } from '../../platform/fields/mistake.js';
import { Projections } from './projections.js';
import type { Loaded } from './projections.sql.js';
import type { PublishContext, RecordKind, RecordReference, Wire } from './record-kind.js';
import type { ConceptEntity, RecordEntity } from './record.entity.js';
import { RecordsRepository } from './records.repository.js';
import { RecordWrites, type PublicatieRow } from './record-writes.repository.js';
import { RecordKinds } from './record-kinds.js';
import { aloneOf, markPublished, render, type PublishInput } from './publication-rendering.js';
import { newRecord } from './new-record.js';
import { resolve } from '../verwijzingen/resolve.queries.js';
import { hashOf, inhoudOf } from './wire.js';

type Brought = NonNullable<ReturnType<NonNullable<RecordKind['brings']>>>;

/** A publication that is ready to be stored, and what has to happen after that. */
export interface Prepared {
  publicatie: PublicatieRow;
  log: ChangeRow[];
  /** Content of the publication before this one. */
  previous: Wire | undefined;
  references: readonly RecordReference[];
  /** Records around it that show something of it. */
  around: readonly string[];
  brought: Brought | undefined;
  /** What a projection needs of a record that nothing stands around. */
  alone: Loaded | undefined;
}

const REQUIRED = 'Dit veld is nodig om te publiceren.';
const PART_REASON = 'Ingetrokken samen met de use case waar dit bij hoort.';

/** Turns a concept into an immutable, numbered publication, and takes publications back. */
@Injectable()
export class Publishing {
  constructor(
    private readonly repository: RecordsRepository,
    private readonly writes: RecordWrites,
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

  /** Makes the publication of a checked and locked record. What it returns is stored with the record; then `finish` completes it. */
  async prepare<Inhoud extends object>(
    tx: EntityManager,
    call: Call,
    kind: RecordKind<Inhoud>,
    input: PublishInput<Inhoud>,
  ): Promise<Prepared> {
    const { record, inhoud, publisher, at } = input;
    const context = await this.context(tx, record, at);
    const references = kind.references(inhoud);
    const before = record.nummer === 0 ? [] : await this.repository.targets(tx, record.id);
    const around = [...before, ...references.map(({ target }) => target)];
    await this.projections.lock(tx, around);
    const body = render(kind, input, context);
    markPublished(record, { nummer: context.nummer, openbaarheid: String((inhoud as Wire)['openbaarheid']), at });
    const publicatie: PublicatieRow = {
      record: record.id,
      nummer: context.nummer,
      inhoud: body,
      invoer: inhoud,
      gepubliceerd_op: context.gepubliceerdOp,
      organisatie: publisher,
      toelichting: input.toelichting ?? null,
    };
    const change = {
      handeling: 'publiceren',
      resource: kind.soort,
      sleutel: record.id,
      nummer: context.nummer,
      namens: namens(call, record),
    };
    return {
      publicatie,
      log: [changeRow(call, change)],
      previous: context.previous,
      references,
      around,
      brought: kind.brings?.(inhoud, record.id),
      alone: input.isNew && around.length === 0 ? aloneOf(input, publicatie) : undefined,
    };
  }

  /** Makes a stored publication visible, with everything around it, and registers what comes along. */
  async finish(
    tx: EntityManager,
    call: Call,
    record: RecordEntity,
    { publicatie, previous, references, around, brought, alone }: Prepared,
  ): Promise<void> {
    await this.kinds.get(record.soort).published?.(tx, record, JSON.parse(publicatie.inhoud) as Wire, previous);
    if (around.length > 0) await this.writes.replaceReferences(tx, record.id, references);
    if (alone) await this.projections.show(tx, alone);
    else await this.projections.refresh(tx, record.id, around);
    if (brought) await this.bring(tx, call, record, brought);
  }

  /** Publishes a concept as it stands. */
  async publish<Inhoud extends object>(
    tx: EntityManager,
    call: Call,
    kind: RecordKind<Inhoud>,
    input: PublishInput<Inhoud>,
  ): Promise<string> {
    const prepared = await this.prepare(tx, call, kind, input);
    await this.writes.save(tx, kind, { record: input.record, ...prepared });
    await this.finish(tx, call, input.record, prepared);
    return prepared.publicatie.inhoud;
  }

  /** Registers and publishes what comes with a publication; once it is there, it lives a life of its own. */
  private async bring(tx: EntityManager, call: Call, from: RecordEntity, { soort, eigenKenmerk, inhoud: content }: Brought): Promise<void> {
    const kind = this.kinds.get(soort);
    if (await this.repository.findByKey(tx, soort, from.organisatie, eigenKenmerk)) return;
    const inhoud = inhoudOf(kind, content);
    const at = new Date();
    const record = newRecord({ soort, owner: from.organisatie, eigenKenmerk, caller: call.knownCaller, at, hash: hashOf(inhoud) });
    const resolved = await resolve(tx, { shown: [inhoud], organisaties: [from.organisatie] });
    const prepared = await this.prepare(tx, call, kind, { record, inhoud, resolved, publisher: from.organisatie, at });
    await this.writes.save(tx, kind, { record, row: { ...(inhoud as ConceptEntity), record: record.id }, ...prepared });
    await this.finish(tx, call, record, prepared);
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
    const withdrawn = await this.writes.withdraw(tx, record.id, at, intrekking, PART_REASON);
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

const isMissing = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** Set when a coordinator acts for another organisation. */
export const namens = (call: Call, record: RecordEntity): string | undefined =>
  call.caller?.organisatie === record.organisatie ? undefined : record.organisatie;
