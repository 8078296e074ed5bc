import { Injectable } from '@nestjs/common';
import { Answer } from '../../platform/http/answer.js';
import type { Call } from '../../platform/http/call.js';
import { assertMatch, etagOf } from '../../platform/http/conditional.js';
import { IdempotentWrites } from '../../platform/http/idempotency.js';
import { conflict, invalid } from '../../platform/http/problem.js';
import { ConceptViews } from './concept-views.js';
import { ConceptStore } from './concept-store.js';
import { IntrekkingInvoer, PublicatieInvoer } from './publicatie.schema.js';
import { Publishing } from './publishing.service.js';
import type { RecordKind } from './record-kind.js';
import { resolve } from '../verwijzingen/resolve.queries.js';
import { uuidOr404 } from './rights.js';
import { inhoudOf } from './wire.js';

/** Publishing a concept and withdrawing a record, the same for every kind. */
@Injectable()
export class PublicatieWrites {
  constructor(
    private readonly writes: IdempotentWrites,
    private readonly store: ConceptStore,
    private readonly views: ConceptViews,
    private readonly publishing: Publishing,
  ) {}

  /** POST on publicaties: 201 with the new publication, 200 with the standing one when nothing changed. */
  async publish<Inhoud extends object>(kind: RecordKind<Inhoud>, call: Call, id: string): Promise<Answer> {
    return this.writes.run(call, async (tx, claim) => {
      const { record, row } = await this.store.lockForWriting(tx, call, kind, uuidOr404(kind, id));
      await claim();
      if (call.ifMatch !== undefined) assertMatch(call.ifMatch, (await this.views.concept(tx, kind, record, row)).etag, true);
      const { value, mistakes } = call.collect(PublicatieInvoer);
      const inhoud = inhoudOf(kind, row);
      const caller = call.knownCaller;
      const publisher = await this.views.publisher(tx, caller, record);
      const resolved = await resolve(tx, { checked: inhoud, organisaties: [publisher] });
      const all = [...mistakes, ...resolved.mistakes(record.organisatie), ...(await this.publishing.mistakes(tx, kind, record, inhoud))];
      if (all.length > 0) throw invalid(all);
      if (record.ingetrokkenOp === null && record.conceptHash === record.inhoudHash) return this.publishing.standing(tx, kind, record);
      const body = await this.publishing.publish(tx, call, kind, {
        record,
        inhoud,
        resolved,
        publisher,
        toelichting: value.toelichting ?? null,
        at: new Date(),
      });
      return new Answer(body, { etag: etagOf(body), location: `/v1/${kind.path}/${record.id}/publicaties/${String(record.nummer)}` }, 201);
    });
  }

  /** PUT on intrekking: takes the record off the register; a repetition changes nothing. */
  async withdraw(kind: RecordKind, call: Call, id: string): Promise<Answer> {
    return this.writes.run(call, async (tx) => {
      const { record, row } = await this.store.lockForWriting(tx, call, kind, uuidOr404(kind, id));
      if (call.ifMatch !== undefined) assertMatch(call.ifMatch, (await this.views.concept(tx, kind, record, row)).etag, true);
      const { value, mistakes } = call.collect(IntrekkingInvoer);
      if (mistakes.length > 0) throw invalid(mistakes);
      if (record.nummer === 0) throw conflict('niet-gepubliceerd', `${kind.naam} is niet gepubliceerd. Verwijder het concept met DELETE.`);
      const intrekking = { reden: value.reden, titelVerbergen: value.titelVerbergen ?? false };
      const repeated =
        record.ingetrokkenOp !== null && record.intrekkingReden === intrekking.reden && record.titelVerbergen === intrekking.titelVerbergen;
      if (!repeated) await this.publishing.withdraw(tx, call, kind, record, intrekking);
      const body = JSON.stringify({ ...intrekking, ingetrokkenOp: record.ingetrokkenOp?.toISOString() });
      return new Answer(body, { etag: etagOf(body) });
    });
  }
}
