import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Answer } from '../../platform/http/answer.js';
import type { Call } from '../../platform/http/call.js';
import { assertMatch } from '../../platform/http/conditional.js';
import { IdempotentWrites } from '../../platform/http/idempotency.js';
import { isPlain } from '../../platform/http/json.js';
import { conflict, notFound } from '../../platform/http/problem.js';
import { assertMayRegisterFor, keyMistakes, ownerFor, ownerMistakes, textOr, type Input } from './concept-input.js';
import { ConceptStore } from './concept-store.js';
import { ConceptViews } from './concept-views.js';
import type { RecordKind } from './record-kind.js';
import type { RecordEntity } from './record.entity.js';
import { RecordsRepository, type ConceptRow } from './records.repository.js';
import { resolve } from '../verwijzingen/resolve.queries.js';
import { inhoudOf } from './wire.js';

/** Registering and editing concepts of every kind, with the order of checks that the contract promises. */
@Injectable()
export class Concepts {
  constructor(
    private readonly writes: IdempotentWrites,
    private readonly repository: RecordsRepository,
    private readonly store: ConceptStore,
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
      return this.store.create(tx, call, kind, { owner, eigenKenmerk: textOr(input.value.eigenKenmerk), input });
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
      const input = {
        value,
        mistakes: [...mistakes, ...keyMistakes(eigenKenmerk, value.eigenKenmerk), ...ownerMistakes(owner, value.organisatie)],
      };
      return this.store.create(tx, call, kind, { owner, eigenKenmerk, input });
    });
  }

  private async upsertKnown<Inhoud extends object>(
    tx: EntityManager,
    call: Call,
    kind: RecordKind<Inhoud>,
    known: RecordEntity,
  ): Promise<Answer> {
    const { record, row } = await this.store.lockForWriting(tx, call, kind, known.id);
    if (call.ifMatch !== undefined) assertMatch(call.ifMatch, (await this.views.concept(tx, kind, record, row)).etag, true);
    const input = call.collect(kind.invoer);
    if (record.ingetrokkenOp && input.value.publiceren === true && input.mistakes.length === 0) {
      throw conflict('ingetrokken', `${kind.naam} is ingetrokken. Publiceer met POST op publicaties om dat ongedaan te maken.`);
    }
    return this.store.change(tx, call, kind, { record, row, input, publish: input.value.publiceren === true });
  }

  /** PUT on the concept: replaces its content. */
  async replace<Inhoud extends object>(kind: RecordKind<Inhoud>, call: Call, id: string): Promise<Answer> {
    return this.edit(kind, call, id, () => call.collect(kind.invoer));
  }

  /** PATCH: merges a patch into the concept and checks the result as a whole. */
  async patch<Inhoud extends object>(
    kind: RecordKind<Inhoud>,
    call: Call,
    id: string,
    merge: (current: object, patch: unknown) => unknown,
  ): Promise<Answer> {
    return this.edit(kind, call, id, ({ row }) => call.collect(kind.invoer, (json) => withLinks(merge(inhoudOf(kind, row), json))));
  }

  /** Any edit of a concept under If-Match; `input` makes the new content from the current row. */
  async edit<Inhoud extends object>(
    kind: RecordKind<Inhoud>,
    call: Call,
    id: string,
    input: (current: ConceptRow) => Input<Inhoud>,
  ): Promise<Answer> {
    return this.writes.run(call, async (tx) => {
      const current = await this.store.lockForWriting(tx, call, kind, id);
      assertMatch(
        call.ifMatch,
        (await this.views.concept(tx, kind, current.record, current.row)).etag,
        call.operation.ifMatch === 'vereist',
      );
      const checked = input(current);
      const mistakes = [...checked.mistakes];
      if (checked.value.publiceren === true) {
        mistakes.push({
          in: 'body',
          location: '/publiceren',
          code: 'hier-niet',
          detail: 'Publiceer met POST op publicaties.',
        });
      }
      return this.store.change(tx, call, kind, { ...current, input: { value: checked.value, mistakes }, publish: false });
    });
  }

  /** DELETE on the concept: back to the last publication, or gone when there never was one. */
  async discard(kind: RecordKind, call: Call, id: string): Promise<void> {
    await this.writes.run(call, async (tx) => {
      const { record, row } = await this.store.lockForWriting(tx, call, kind, id);
      assertMatch(call.ifMatch, (await this.views.concept(tx, kind, record, row)).etag, true);
      call.noParameters();
      await this.store.discard(tx, call, kind, { record, row });
      return this.views.nothing();
    });
  }
}

/** A merge patch removes with null what only an empty list removes here: links that are not sent stay as they are. */
const withLinks = (merged: unknown): unknown => (isPlain(merged) && !('bepalingen' in merged) ? { ...merged, bepalingen: [] } : merged);
