import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/auth/caller.js';
import { violatedConstraint } from '../../platform/database/faults.js';
import type { Answer } from '../../platform/http/answer.js';
import type { Call } from '../../platform/http/call.js';
import { conflict, invalid, notFound } from '../../platform/http/problem.js';
import { changeRow, writeChange, type Change } from '../../platform/logging/change-log.js';
import { keepLinks, ownerMistakes, textOr, type Input } from './concept-input.js';
import { ConceptViews } from './concept-views.js';
import { newRecord } from './new-record.js';
import { namens, Publishing } from './publishing.service.js';
import type { RecordKind } from './record-kind.js';
import type { ConceptEntity, RecordEntity } from './record.entity.js';
import { RecordWrites, type RecordChange } from './record-writes.repository.js';
import { RecordsRepository, type ConceptRow } from './records.repository.js';
import { resolve, type Resolved } from '../verwijzingen/resolve.queries.js';
import { assertMayWrite } from './rights.js';
import { hashOf, inhoudOf } from './wire.js';

/** New content of a concept; `quiet`: the answer need not say what fits it. */
interface Changed<Inhoud extends object> {
  input: Input<Inhoud>;
  publish: boolean;
  quiet?: boolean;
  /** Goes with the publication, when there is one. */
  toelichting?: string | null;
}

/** Stores checked content: a new concept or a changed one, with its line in the log, and the publication when asked. */
@Injectable()
export class ConceptStore {
  constructor(
    private readonly repository: RecordsRepository,
    private readonly writes: RecordWrites,
    private readonly publishing: Publishing,
    private readonly views: ConceptViews,
  ) {}

  /** Finds and locks a record for a caller who may write it. */
  async lockForWriting<Inhoud extends object>(tx: EntityManager, call: Call, kind: RecordKind<Inhoud>, id: string): Promise<ConceptRow> {
    const caller = call.knownCaller;
    const record = await this.repository.lock(tx, kind.soort, id);
    if (!record) throw notFound(kind.naam);
    assertMayWrite(caller, kind, record, await this.views.standing(tx, caller, record));
    return { record, row: await this.repository.conceptRow(kind, record, tx) };
  }

  async create<Inhoud extends object>(
    tx: EntityManager,
    call: Call,
    kind: RecordKind<Inhoud>,
    { owner, eigenKenmerk, input }: { owner: string; eigenKenmerk: string | null; input: Input<Inhoud> },
  ): Promise<Answer> {
    const caller = call.knownCaller;
    const inhoud = inhoudOf(kind, input.value);
    const at = new Date();
    const record = newRecord({ soort: kind.soort, owner, eigenKenmerk, caller, at, hash: hashOf(inhoud) });
    const publish = input.value.publiceren === true;
    const resolved = await this.check(tx, kind, { record, inhoud, input, publish, caller });
    const prepared = publish
      ? await this.publishing.prepare(tx, call, kind, { record, inhoud, resolved, publisher: owner, at, isNew: true })
      : undefined;
    const log = [changeRow(call, changeOf('registreren', call, record, inhoud)), ...(prepared?.log ?? [])];
    await this.save(tx, kind, { record, row: rowOf(record, inhoud), publicatie: prepared?.publicatie, log });
    if (prepared) await this.publishing.finish(tx, call, record, prepared);
    return this.views.answer(tx, caller, kind, { record, inhoud, resolved, status: 201, changed: true });
  }

  /** Stores new content of a locked concept, and publishes it when asked and needed. `quiet`: nobody reads the advice. */
  async change<Inhoud extends object>(
    tx: EntityManager,
    call: Call,
    kind: RecordKind<Inhoud>,
    { record, row, input, publish, quiet = false, toelichting = null }: ConceptRow & Changed<Inhoud>,
  ): Promise<Answer> {
    const caller = call.knownCaller;
    const { value } = input;
    const inhoud = keepLinks(kind, inhoudOf(kind, value), value, row);
    // Who may write a record may not therefore hang it on a record where it could not have been registered.
    if (refersTo(kind, inhoud) !== refersTo(kind, inhoudOf(kind, row))) await kind.assertMayRegister?.(tx, caller, value);
    const mistakes = [...input.mistakes, ...ownerMistakes(record.organisatie, value.organisatie)];
    const resolved = await this.check(tx, kind, { record, inhoud, input: { value, mistakes }, publish, caller });
    const at = new Date();
    const changed = edit(record, { hash: hashOf(inhoud), eigenKenmerk: textOr(value.eigenKenmerk) ?? record.eigenKenmerk, caller, at });
    if (changed) {
      await this.save(tx, kind, {
        record,
        row: rowOf(record, inhoud),
        log: [changeRow(call, changeOf('wijzigen', call, record, inhoud))],
      });
    }
    if (publish && record.conceptHash !== record.inhoudHash) {
      const publisher = await this.views.publisher(tx, caller, record);
      await this.publishing.publish(tx, call, kind, { record, inhoud, resolved, publisher, toelichting, at });
    }
    return this.views.answer(tx, caller, kind, { record, inhoud, resolved, status: 200, changed: changed && !quiet });
  }

  private async save(tx: EntityManager, kind: RecordKind, change: RecordChange): Promise<void> {
    try {
      await this.writes.save(tx, kind, change);
    } catch (error) {
      if (violatedConstraint(error) !== 'registratie_soort_organisatie_eigen_kenmerk_uq') throw error;
      throw conflict('eigen-kenmerk-bestaat', 'Uw organisatie heeft al een registratie met dit eigen kenmerk.');
    }
  }

  /** Back to the last publication, or gone when there never was one. */
  async discard(tx: EntityManager, call: Call, kind: RecordKind, { record, row }: ConceptRow): Promise<void> {
    const log = [changeRow(call, changeOf('verwerpen', call, record, inhoudOf(kind, row)))];
    if (record.nummer === 0) await this.remove(tx, call, kind, record);
    else {
      const published = await this.views.publishedContent(tx, kind, record);
      Object.assign(record, { conceptHash: record.inhoudHash, gewijzigdOp: new Date(), gewijzigdDoor: call.knownCaller.organisatie });
      await this.writes.save(tx, kind, { record, row: rowOf(record, published), log });
    }
  }

  private async remove(tx: EntityManager, call: Call, kind: RecordKind, record: RecordEntity): Promise<void> {
    try {
      await this.writes.remove(tx, record);
      await writeChange(tx, call, changeOf('verwijderen', call, record, {}));
    } catch (error) {
      if (violatedConstraint(error) === undefined) throw error;
      throw conflict('nog-in-gebruik', `${kind.naam} kan niet weg: er horen nog ervaringen bij.`);
    }
  }

  /** Every mistake at once: shape, rules over fields, references, and what publishing asks. */
  private async check<Inhoud extends object>(
    tx: EntityManager,
    kind: RecordKind<Inhoud>,
    {
      record,
      inhoud,
      input,
      publish,
      caller,
    }: { record: RecordEntity; inhoud: Inhoud; input: Input<Inhoud>; publish: boolean; caller: Caller },
  ): Promise<Resolved> {
    const named = [record.organisatie, record.gewijzigdDoor, caller.organisatie];
    const resolved = await resolve(tx, { checked: input.value, shown: [inhoud], organisaties: named });
    const broken = new Set(input.mistakes.map(({ location }) => location));
    const more = [
      ...(kind.rules?.(inhoud, record.id) ?? []),
      ...resolved.mistakes(caller.organisatie),
      ...((await (publish ? this.publishing.mistakes(tx, kind, record, inhoud) : kind.conceptRules?.(inhoud, { tx, record }))) ?? []),
    ].filter(({ location }) => !broken.has(location));
    if (input.mistakes.length + more.length > 0) throw invalid([...input.mistakes, ...more]);
    const successors = resolved.endedInto(record.organisatie);
    if (record.nummer === 0 && successors) {
      throw conflict(
        'organisatie-opgeheven',
        `Deze organisatie bestaat niet meer.${successors.length > 0 ? ` Registreer bij ${successors.join(' of ')}.` : ''}`,
      );
    }
    return resolved;
  }
}

const refersTo = <Inhoud extends object>(kind: RecordKind<Inhoud>, inhoud: Inhoud): string => JSON.stringify(kind.references(inhoud));

const rowOf = (record: RecordEntity, inhoud: object): ConceptEntity => ({ ...(inhoud as ConceptEntity), record: record.id });

const changeOf = (handeling: string, call: Call, record: RecordEntity, inhoud: object): Change => ({
  handeling,
  resource: record.soort,
  sleutel: record.id,
  namens: namens(call, record),
  inhoud,
});

/** Notes an edit in the record. An example that its organisation takes over is an example no longer. @returns whether anything changed */
function edit(
  record: RecordEntity,
  { hash, eigenKenmerk, caller, at }: { hash: string; eigenKenmerk: string | null; caller: Caller; at: Date },
): boolean {
  if (hash === record.conceptHash && eigenKenmerk === record.eigenKenmerk) return false;
  const zelfBewerkt = caller.organisatie === record.organisatie || record.zelfBewerkt;
  const voorbeeld = record.voorbeeld && !zelfBewerkt;
  Object.assign(record, { conceptHash: hash, eigenKenmerk, zelfBewerkt, voorbeeld, gewijzigdOp: at, gewijzigdDoor: caller.organisatie });
  return true;
}
