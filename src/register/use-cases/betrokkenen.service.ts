import { Injectable } from '@nestjs/common';
import { noContent, type Answer } from '../../platform/http/answer.js';
import type { Call } from '../../platform/http/call.js';
import { IdempotentWrites } from '../../platform/http/idempotency.js';
import { forbidden, notFound } from '../../platform/http/problem.js';
import { changeRow } from '../../platform/logging/change-log.js';
import { Publishing } from '../publicaties/publishing.service.js';
import { RecordsRepository } from '../publicaties/records.repository.js';
import { RecordWrites } from '../publicaties/record-writes.repository.js';
import { maySee, uuidOr404 } from '../publicaties/rights.js';
import { hashOf, inhoudOf } from '../publicaties/wire.js';
import { resolve } from '../verwijzingen/resolve.queries.js';
import { useCaseKind } from './use-case.kind.js';
import type { UseCaseInhoud } from './use-case.schema.js';

/** An organisation that a use case names may take itself off, without waiting for the owner. */
@Injectable()
export class Betrokkenen {
  constructor(
    private readonly writes: IdempotentWrites,
    private readonly repository: RecordsRepository,
    private readonly store: RecordWrites,
    private readonly publishing: Publishing,
  ) {}

  /** Publishes what stands, without the organisation; unpublished edits of the owner stay unpublished. */
  async remove(call: Call, id: string, organisatie: string): Promise<Answer> {
    return this.writes.run(call, async (tx) => {
      const record = await this.repository.lock(tx, 'use-case', uuidOr404(useCaseKind, id));
      if (!record || record.nummer === 0 || record.ingetrokkenOp || !maySee(call.caller, record)) throw notFound(useCaseKind.naam);
      const published = inhoudOf(useCaseKind, (await this.repository.invoer(record, tx)) ?? {});
      if (!published.betrokkenOrganisaties?.includes(organisatie)) throw notFound('Deze betrokkenheid');
      const caller = call.assertRole();
      if (caller.organisatie !== organisatie) throw forbidden('niet-uw-organisatie', 'Een organisatie kan alleen zichzelf afmelden.');
      call.noParameters();
      const at = new Date();
      const concept = without(inhoudOf(useCaseKind, await this.repository.conceptRow(useCaseKind, record, tx)), organisatie);
      const inhoud = without(published, organisatie);
      const resolved = await resolve(tx, { shown: [inhoud], organisaties: [record.organisatie] });
      const toelichting = `${organisatie} heeft zich afgemeld als betrokken organisatie.`;
      const prepared = await this.publishing.prepare(tx, call, useCaseKind, {
        record,
        inhoud,
        resolved,
        publisher: record.organisatie,
        toelichting,
        at,
      });
      Object.assign(record, {
        conceptHash: hashOf(concept),
        inhoudHash: hashOf(inhoud),
        gewijzigdOp: at,
        gewijzigdDoor: caller.organisatie,
      });
      const change = changeRow(call, { handeling: 'afmelden', resource: 'use-case', sleutel: record.id, inhoud: { organisatie } });
      const row = Object.assign({ titel: concept.titel }, concept, { record: record.id });
      await this.store.save(tx, useCaseKind, { record, row, publicatie: prepared.publicatie, log: [change, ...prepared.log] });
      await this.publishing.finish(tx, call, record, prepared);
      return noContent();
    });
  }
}

const without = (inhoud: UseCaseInhoud, organisatie: string): UseCaseInhoud =>
  Object.assign(inhoud, { betrokkenOrganisaties: inhoud.betrokkenOrganisaties?.filter((each) => each !== organisatie) ?? [] });
