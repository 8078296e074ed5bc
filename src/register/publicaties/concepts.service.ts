import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/auth/caller.js';
import { violatedConstraint } from '../../platform/database/faults.js';
import type { Answer } from '../../platform/http/answer.js';
import type { Call } from '../../platform/http/call.js';
import { assertMatch } from '../../platform/http/conditional.js';
import { IdempotentWrites } from '../../platform/http/idempotency.js';
import { conflict, forbidden, invalid, notFound } from '../../platform/http/problem.js';
import type { Checked } from '../../platform/http/validation.js';
import { writeChange } from '../../platform/logging/change-log.js';
import { ConceptViews } from './concept-views.js';
import { newRecord } from './new-record.js';
import { namens, Publishing } from './publishing.service.js';
import type { RecordKind, RegisterOptions } from './record-kind.js';
import type { ConceptEntity, RecordEntity } from './record.entity.js';
import { RecordsRepository, type ConceptRow } from './records.repository.js';
import { resolve, type Resolved } from './resolve.js';
import { assertMayWrite } from './rights.js';
import { hashOf, inhoudOf } from './wire.js';

type Input<Inhoud extends object> = Checked<Inhoud & RegisterOptions>;

/** Registering and editing concepts of every kind, with the order of checks that the contract promises. */
@Injectable()
export class Concepts {
  constructor(
    private readonly writes: IdempotentWrites,
    private readonly repository: RecordsRepository,
    private readonly publishing: Publishing,
    private readonly views: ConceptViews,
  ) {}

  /** POST: a new concept, published in the same transaction when asked. `change` fills what the path says. */
  async register<Inhoud extends object>(kind: RecordKind<Inhoud>, call: Call, change?: (json: unknown) => unknown): Promise<Answer> {
    return this.writes.run(call, async (tx, claim) => {
      const caller = call.assertRole();
      const input = call.collect(kind.invoer, change);
      const owner = ownerFor(caller, input.value.organisatie);
      await kind.assertMayRegister?.(tx, caller, input.value);
      await claim();
      return this.create(tx, call, kind, { owner, eigenKenmerk: textOr(input.value.eigenKenmerk), input });
    });
  }

  /** PUT by the organisation's own key: new or known, and never twice. */
  async upsert<Inhoud extends object>(kind: RecordKind<Inhoud>, call: Call, owner: string, eigenKenmerk: string): Promise<Answer> {
    return this.writes.run(call, async (tx) => {
      const caller = call.knownCaller;
      await this.repository.lockKey(tx, kind.soort, owner, eigenKenmerk);
      const known = await this.repository.findByKey(tx, kind.soort, owner, eigenKenmerk);
      if (known) return this.upsertKnown(tx, call, kind, known);
      const { value, mistakes } = call.collect(kind.invoer);
      const resolved = await resolve(tx, { organisaties: [owner] });
      if (!resolved.get('organisatie', owner)) throw notFound('Deze organisatie');
      assertMayRegisterFor(caller, owner);
      call.assertRole();
      if (call.ifMatch !== undefined) assertMatch(call.ifMatch, undefined, true);
      await kind.assertMayRegister?.(tx, caller, value);
      const input = { value, mistakes: [...mistakes, ...keyMistakes(eigenKenmerk, value.eigenKenmerk), ...ownerMistakes(owner, value.organisatie)] };
      return this.create(tx, call, kind, { owner, eigenKenmerk, input });
    });
  }

  private async upsertKnown<Inhoud extends object>(tx: EntityManager, call: Call, kind: RecordKind<Inhoud>, known: RecordEntity): Promise<Answer> {
    const { record, row } = await this.lockForWriting(tx, call, kind, known.id);
    if (call.ifMatch !== undefined) assertMatch(call.ifMatch, (await this.views.concept(tx, kind, record, row)).etag, true);
    const input = call.collect(kind.invoer);
    if (record.ingetrokkenOp && input.value.publiceren === true && input.mistakes.length === 0) {
      throw conflict('ingetrokken', `${kind.naam} is ingetrokken. Publiceer met POST op publicaties om dat ongedaan te maken.`);
    }
    return this.change(tx, call, kind, { record, row, input, publish: input.value.publiceren === true });
  }

  /** PUT on the concept: replaces its content. */
  async replace<Inhoud extends object>(kind: RecordKind<Inhoud>, call: Call, id: string): Promise<Answer> {
    return this.edit(kind, call, id, () => call.collect(kind.invoer));
  }

  /** PATCH: merges a patch into the concept and checks the result as a whole. */
  async patch<Inhoud extends object>(kind: RecordKind<Inhoud>, call: Call, id: string, merge: (current: object, patch: unknown) => unknown): Promise<Answer> {
    return this.edit(kind, call, id, ({ row }) => call.collect(kind.invoer, (json) => merge(inhoudOf(kind, row), json)));
  }

  /** Any edit of a concept under If-Match; `input` makes the new content from the current row. */
  async edit<Inhoud extends object>(kind: RecordKind<Inhoud>, call: Call, id: string, input: (current: ConceptRow) => Input<Inhoud>): Promise<Answer> {
    return this.writes.run(call, async (tx) => {
      const current = await this.lockForWriting(tx, call, kind, id);
      assertMatch(call.ifMatch, (await this.views.concept(tx, kind, current.record, current.row)).etag, call.operation.ifMatch === 'vereist');
      const checked = input(current);
      const mistakes = [...checked.mistakes];
      if (checked.value.publiceren === true) {
        mistakes.push({ in: 'body', location: '/publiceren', code: 'hier-niet', detail: 'Publiceer met POST op publicaties.' });
      }
      return this.change(tx, call, kind, { ...current, input: { value: checked.value, mistakes }, publish: false });
    });
  }

  /** DELETE on the concept: back to the last publication, or gone when there never was one. */
  async discard(kind: RecordKind, call: Call, id: string): Promise<void> {
    await this.writes.run(call, async (tx) => {
      const { record, row } = await this.lockForWriting(tx, call, kind, id);
      assertMatch(call.ifMatch, (await this.views.concept(tx, kind, record, row)).etag, true);
      call.noParameters();
      await writeChange(tx, call, { handeling: 'verwerpen', resource: kind.soort, sleutel: record.id, namens: namens(call, record), inhoud: inhoudOf(kind, row) });
      if (record.nummer === 0) await this.removeUnpublished(tx, kind, record);
      else await this.restore(tx, call, kind, record);
      return this.views.nothing();
    });
  }

  private async removeUnpublished(tx: EntityManager, kind: RecordKind, record: RecordEntity): Promise<void> {
    try {
      await this.repository.remove(tx, record);
    } catch (error) {
      if (violatedConstraint(error) === undefined) throw error;
      throw conflict('nog-in-gebruik', `${kind.naam} kan niet weg: er horen nog ervaringen bij.`);
    }
  }

  private async restore(tx: EntityManager, call: Call, kind: RecordKind, record: RecordEntity): Promise<void> {
    const published = await this.views.publishedContent(tx, kind, record);
    Object.assign(record, { conceptHash: record.inhoudHash, gewijzigdOp: new Date(), gewijzigdDoor: call.knownCaller.organisatie });
    await this.repository.update(tx, kind, { record, row: { ...(published as ConceptEntity), record: record.id } });
  }

  /** Finds and locks a record for a caller who may write it. */
  async lockForWriting<Inhoud extends object>(tx: EntityManager, call: Call, kind: RecordKind<Inhoud>, id: string): Promise<ConceptRow> {
    const caller = call.knownCaller;
    const record = await this.repository.lock(tx, kind.soort, id);
    if (!record) throw notFound(kind.naam);
    assertMayWrite(caller, kind, record, await this.views.standing(tx, caller, record));
    return { record, row: await this.repository.conceptRow(kind, record, tx) };
  }

  private async create<Inhoud extends object>(
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
    try {
      await this.repository.insert(tx, kind, { record, row: { ...(inhoud as unknown as ConceptEntity), record: record.id } });
    } catch (error) {
      if (violatedConstraint(error) !== 'record_soort_organisatie_eigen_kenmerk_uq') throw error;
      throw conflict('eigen-kenmerk-bestaat', 'Uw organisatie heeft al een registratie met dit eigen kenmerk.');
    }
    await writeChange(tx, call, { handeling: 'registreren', resource: kind.soort, sleutel: record.id, namens: namens(call, record), inhoud });
    if (publish) await this.publishing.publish(tx, call, kind, { record, inhoud, resolved, publisher: owner, at });
    return this.views.answer(kind, record, inhoud, resolved, 201);
  }

  /** Stores new content of a locked concept, and publishes it when asked and needed. */
  async change<Inhoud extends object>(
    tx: EntityManager,
    call: Call,
    kind: RecordKind<Inhoud>,
    { record, row, input, publish }: ConceptRow & { input: Input<Inhoud>; publish: boolean },
  ): Promise<Answer> {
    const caller = call.knownCaller;
    const inhoud = keepLinks(kind, inhoudOf(kind, input.value), input.value, row);
    const sentKey = textOr(input.value.eigenKenmerk) ?? record.eigenKenmerk;
    const mistakes = [...input.mistakes, ...ownerMistakes(record.organisatie, input.value.organisatie)];
    const resolved = await this.check(tx, kind, { record, inhoud, input: { value: input.value, mistakes }, publish, caller });
    const hash = hashOf(inhoud);
    const at = new Date();
    if (hash !== record.conceptHash || sentKey !== record.eigenKenmerk) {
      const own = caller.organisatie === record.organisatie || record.zelfBewerkt;
      Object.assign(record, { conceptHash: hash, eigenKenmerk: sentKey, zelfBewerkt: own, voorbeeld: record.voorbeeld && !own, gewijzigdOp: at, gewijzigdDoor: caller.organisatie });
      await this.repository.update(tx, kind, { record, row: { ...(inhoud as unknown as ConceptEntity), record: record.id } });
      await writeChange(tx, call, { handeling: 'wijzigen', resource: kind.soort, sleutel: record.id, namens: namens(call, record), inhoud });
    }
    if (publish && record.conceptHash !== record.inhoudHash) {
      await this.publishing.publish(tx, call, kind, { record, inhoud, resolved, publisher: await this.views.publisher(tx, caller, record), at });
    }
    return this.views.answer(kind, record, inhoud, resolved, 200);
  }

  /** Every mistake at once: shape, rules over fields, references, and what publishing asks. */
  private async check<Inhoud extends object>(
    tx: EntityManager,
    kind: RecordKind<Inhoud>,
    { record, inhoud, input, publish, caller }: { record: RecordEntity; inhoud: Inhoud; input: Input<Inhoud>; publish: boolean; caller: Caller },
  ): Promise<Resolved> {
const named = [record.organisatie, record.gewijzigdDoor, caller.organisatie];
    const resolved = await resolve(tx, { checked: input.value, shown: [inhoud], organisaties: named });
    const broken = new Set(input.mistakes.map(({ location }) => location));
    const more = [
      ...(kind.rules?.(inhoud) ?? []),
      ...resolved.mistakes(caller.organisatie),
      ...(publish ? await this.publishing.mistakes(tx, kind, record, inhoud) : []),
    ].filter(({ location }) => !broken.has(location));
    if (input.mistakes.length + more.length > 0) throw invalid([...input.mistakes, ...more]);
    const successors = resolved.endedInto(record.organisatie);
    if (record.nummer === 0 && successors) {
      throw conflict('organisatie-opgeheven', `Deze organisatie bestaat niet meer.${successors.length > 0 ? ` Registreer bij ${successors.join(' of ')}.` : ''}`);
    }
    return resolved;
  }
}

const textOr = (value: string | null | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null);

function ownerFor(caller: Caller, asked: string | null | undefined): string {
  const owner = textOr(asked) ?? caller.organisatie;
  assertMayRegisterFor(caller, owner);
  return owner;
}

function assertMayRegisterFor(caller: Caller, owner: string): void {
  if (caller.organisatie === owner || caller.rol === 'coordinator') return;
  throw forbidden('niet-uw-organisatie', 'U kunt alleen voor uw eigen organisatie registreren. Namens een andere organisatie kan alleen een coördinator.');
}

const ownerMistakes = (owner: string, sent: string | null | undefined): Input<object>['mistakes'] =>
  textOr(sent) === null || sent === owner ? [] : [{ in: 'body', location: '/organisatie', code: 'ligt-vast', detail: `De organisatie is ${owner} en kan niet veranderen.` }];

const KEY = /^[A-Za-z0-9][A-Za-z0-9._~:-]{0,99}$/;

function keyMistakes(inPath: string, sent: string | null | undefined): Input<object>['mistakes'] {
  const mistakes: Input<object>['mistakes'] = [];
  if (!KEY.test(inPath)) {
    mistakes.push({ in: 'path', location: 'eigenKenmerk', code: 'verkeerde-vorm', detail: 'Een eigen kenmerk heeft 1 tot 100 letters, cijfers of . _ ~ : - en begint met een letter of cijfer.' });
  }
  if (textOr(sent) !== null && sent !== inPath) {
    mistakes.push({ in: 'body', location: '/eigenKenmerk', code: 'ongelijk-aan-pad', detail: 'Het eigen kenmerk in de inhoud is anders dan in het adres.' });
  }
  return mistakes;
}

/** Links that were not sent stay as they are; an empty list removes them. */
function keepLinks<Inhoud extends object>(kind: RecordKind<Inhoud>, inhoud: Inhoud, sent: object, row: object): Inhoud {
  const { bepalingen } = row as { bepalingen?: unknown };
  return 'bepalingen' in sent && (sent as { bepalingen?: unknown }).bepalingen !== undefined ? inhoud : inhoudOf(kind, { ...inhoud, bepalingen });
}
