import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Answer, answer } from '../../platform/http/answer.js';
import type { Call } from '../../platform/http/call.js';
import { notFound, Problem } from '../../platform/http/problem.js';
import { audienceOf } from '../zichtbaarheid/audience.rule.js';
import { ConceptViews } from './concept-views.js';
import type { RecordKind, Wire } from './record-kind.js';
import type { ConceptEntity, RecordEntity } from './record.entity.js';
import { RecordsRepository } from './records.repository.js';
import { resolve } from '../verwijzingen/resolve.queries.js';
import { assertMaySeeConcept, maySee, maySeeConcept, uuidOr404 } from './rights.js';

/** Reading records, concepts and publications, the same for every kind of record. */
@Injectable()
export class PublicatieReads {
  constructor(
    private readonly repository: RecordsRepository,
    private readonly views: ConceptViews,
    private readonly dataSource: DataSource,
  ) {}

  /** GET of a record: one read of its ready answer. */
  async read(kind: RecordKind, call: Call, id: string, ifNoneMatch: string | undefined): Promise<Answer> {
    const view = await this.repository.view(audienceOf(call.caller), kind.soort, uuidOr404(kind, id), ifNoneMatch);
    if (!view) throw await this.absent(kind, call, id);
    call.noParameters();
    return new Answer(view.body ?? '', { etag: view.etag });
  }

  /** Why a record cannot be read: withdrawn (a tombstone), or not there for this caller. */
  private async absent(kind: RecordKind, call: Call, id: string): Promise<Problem> {
    const record = await this.repository.findRecord(kind.soort, id);
    if (!record?.ingetrokkenOp || !maySee(call.caller, record)) return notFound(kind.naam);
    return this.gone(kind, record);
  }

  private async gone(kind: RecordKind, record: RecordEntity, on?: EntityManager): Promise<Problem> {
    const latest = JSON.parse((await this.repository.latestInhoud(record, on)) ?? '{}') as Wire;
    const members = {
      id: record.id,
      titel: record.titelVerbergen ? null : latest['titel'],
      ingetrokkenOp: record.ingetrokkenOp?.toISOString(),
      reden: record.intrekkingReden,
    };
    return new Problem(410, 'ingetrokken', `${kind.naam} is ingetrokken.`, { members });
  }

  async readConcept(kind: RecordKind, call: Call, id: string): Promise<Answer> {
    const record = await this.conceptRecord(kind, call, id);
    call.noParameters();
    return this.views.read(kind, record);
  }

  /**
   * What a record says, for work on top of it: the concept for those who may see it, unless they ask for the publication.
   * @throws Problem 401, 403, 404 or 410 as reading that version does
   */
  async content(
    kind: RecordKind,
    call: Call,
    id: string,
    versie: string | null | undefined,
  ): Promise<{ record: RecordEntity; content: Wire }> {
    const caller = versie === 'concept' ? call.knownCaller : call.caller;
    const record = await this.repository.findRecord(kind.soort, uuidOr404(kind, id));
    if (!record) throw notFound(kind.naam);
    const standing = caller && versie !== 'publicatie' ? await this.views.standing(undefined, caller, record) : undefined;
    if (caller && standing && versie === 'concept') assertMaySeeConcept(caller, kind, record, standing);
    if (standing && maySeeConcept(record, standing)) return { record, content: await this.views.content(kind, record) };
    const view = await this.repository.view(audienceOf(call.caller), kind.soort, record.id, undefined);
    if (!view) throw await this.absent(kind, call, record.id);
    return { record, content: JSON.parse(view.body ?? '{}') as Wire };
  }

  /** The organisation's own record by its own key, as a concept. */
  async readByKey(kind: RecordKind, call: Call, organisatie: string, eigenKenmerk: string): Promise<Answer> {
    const caller = call.knownCaller;
    const record = await this.repository.findByKey(this.dataSource.manager, kind.soort, organisatie, eigenKenmerk);
    if (!record) throw notFound(kind.naam);
    assertMaySeeConcept(caller, kind, record, await this.views.standing(undefined, caller, record));
    call.noParameters();
    return this.views.read(kind, record);
  }

  async listPublicaties(
    kind: RecordKind,
    call: Call,
    id: string,
    page: { below: number | undefined; limit: number },
  ): Promise<{ totaal: number; resultaten: { nummer: number }[] }> {
    const record = await this.visible(kind, call, id);
    const { totaal, rows } = await this.repository.publicaties(record.id, page.below, page.limit);
    const resolved = await resolve(this.dataSource.manager, {
      organisaties: rows.map(({ organisatie }) => organisatie),
    });
    const resultaten = rows.map((row) => ({
      nummer: row.nummer,
      gepubliceerdOp: row.gepubliceerdOp.toISOString(),
      organisatie: resolved.get('organisatie', row.organisatie),
      toelichting: row.ingetrokkenOp ? null : row.toelichting,
      ingetrokken: row.ingetrokkenOp !== null,
      ingetrokkenOp: row.ingetrokkenOp?.toISOString() ?? null,
    }));
    return { totaal, resultaten };
  }

  async readPublicatie(kind: RecordKind, call: Call, id: string, nummer: string): Promise<Answer> {
    const record = await this.visible(kind, call, id);
    const found = /^[1-9]\d{0,8}$/.test(nummer)
      ? await this.repository.publicatie(record.id, Number(nummer), audienceOf(call.caller))
      : undefined;
    if (!found) throw notFound('Deze publicatie');
    if (found.ingetrokken)
      throw new Problem(410, 'ingetrokken', 'Deze publicatie is ingetrokken.', {
        members: { id: record.id, nummer: Number(nummer) },
      });
    call.noParameters();
    return new Answer(found.hidden.length === 0 ? found.inhoud : hide(found.inhoud, found.hidden));
  }

  /** The id of a record that the caller may see, for lists below it. */
  async visibleId(kind: RecordKind, call: Call, id: string): Promise<string> {
    const record = await this.visible(kind, call, id);
    if (record.ingetrokkenOp && record.organisatie !== call.caller?.organisatie) throw await this.gone(kind, record);
    return record.id;
  }

  /** The id of a record that the caller can read, for what stands below its publication: 404 and 410 as reading it gives. */
  async publishedId(kind: RecordKind, call: Call, id: string): Promise<string> {
    const record = uuidOr404(kind, id);
    if (await this.repository.view(audienceOf(call.caller), kind.soort, record, '')) return record;
    throw await this.absent(kind, call, record);
  }

  /** The same for a write: locked, so that it is neither withdrawn nor changed meanwhile. */
  async lockPublished(tx: EntityManager, kind: RecordKind, call: Call, id: string): Promise<RecordEntity> {
    const record = await this.repository.lock(tx, kind.soort, uuidOr404(kind, id));
    // The owner may see a concept too, but nothing stands below what was never published.
    if (!record || record.nummer === 0 || !maySee(call.caller, record)) throw notFound(kind.naam);
    if (record.ingetrokkenOp) throw await this.gone(kind, record, tx);
    return record;
  }

  /** The concept's row, for those who may see it. */
  async conceptRow<Inhoud extends object>(kind: RecordKind<Inhoud>, call: Call, id: string): Promise<ConceptEntity> {
    return this.repository.conceptRow(kind, await this.conceptRecord(kind, call, id));
  }

  private async conceptRecord(kind: RecordKind, call: Call, id: string): Promise<RecordEntity> {
    const caller = call.knownCaller;
    const record = await this.repository.findRecord(kind.soort, uuidOr404(kind, id));
    if (!record) throw notFound(kind.naam);
    assertMaySeeConcept(caller, kind, record, await this.views.standing(undefined, caller, record));
    return record;
  }

  /** @throws Problem 404 when the caller may not see the record */
  async assertVisible(kind: RecordKind, call: Call, id: string): Promise<void> {
    await this.visible(kind, call, id);
  }

  private async visible(kind: RecordKind, call: Call, id: string): Promise<RecordEntity> {
    const record = await this.repository.findRecord(kind.soort, uuidOr404(kind, id));
    if (!record || !maySee(call.caller, record)) throw notFound(kind.naam);
    const own = call.caller?.organisatie === record.organisatie;
    // A part is only visible together with what it is a part of.
    if (!own && !record.ingetrokkenOp && !(await this.repository.view(audienceOf(call.caller), kind.soort, record.id, undefined)))
      throw notFound(kind.naam);
    return record;
  }

  async readIntrekking(kind: RecordKind, call: Call, id: string): Promise<Answer> {
    const record = await this.visible(kind, call, id);
    if (!record.ingetrokkenOp) throw notFound('Deze intrekking');
    call.noParameters();
    return answer({
      reden: record.intrekkingReden,
      titelVerbergen: record.titelVerbergen,
      ingetrokkenOp: record.ingetrokkenOp.toISOString(),
    });
  }
}

function hide(inhoud: string, fields: readonly string[]): string {
  const content = JSON.parse(inhoud) as Wire;
  for (const name of fields) content[name] = null;
  return JSON.stringify(content);
}
