import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Caller } from '../../platform/auth/caller.js';
import { today } from '../../platform/fields/dates.js';
import { Answer, noContent } from '../../platform/http/answer.js';
import { etagOf } from '../../platform/http/conditional.js';
import type { RecordKind, Wire } from './record-kind.js';
import { RecordKinds } from './record-kinds.js';
import type { ConceptEntity, RecordEntity } from './record.entity.js';
import { RecordsRepository } from './records.repository.js';
import { resolve, type Resolved } from '../verwijzingen/resolve.queries.js';
import { standingOf, type Standing } from './rights.js';
import { inhoudOf, wireOf } from './wire.js';

interface Written {
  record: RecordEntity;
  inhoud: object;
  resolved: Resolved;
  status: 200 | 201;
  /** Whether the content is new; what has not changed asks for no advice. */
  changed: boolean;
}

/** How a concept looks to those who may see it. */
@Injectable()
export class ConceptViews {
  constructor(
    private readonly repository: RecordsRepository,
    private readonly dataSource: DataSource,
    private readonly kinds: RecordKinds,
  ) {}

  async concept(on: EntityManager, kind: RecordKind, record: RecordEntity, row: ConceptEntity): Promise<{ body: string; etag: string }> {
    const inhoud = inhoudOf(kind, row);
    const resolved = await resolve(on, { shown: [inhoud], organisaties: [record.organisatie, record.gewijzigdDoor] });
    return render(record, inhoud, resolved);
  }

  /** Several concepts with one look-up of everything they name. */
  async concepts(on: EntityManager, kind: RecordKind, pairs: readonly { record: RecordEntity; row: ConceptEntity }[]): Promise<string[]> {
    const contents = pairs.map(({ record, row }) => ({ record, inhoud: inhoudOf(kind, row) }));
    const organisaties = pairs.flatMap(({ record }) => [record.organisatie, record.gewijzigdDoor]);
    const resolved = await resolve(on, { shown: contents.map(({ inhoud }) => inhoud), organisaties });
    return contents.map(({ record, inhoud }) => render(record, inhoud, resolved).body);
  }

  async read(kind: RecordKind, record: RecordEntity): Promise<Answer> {
    const row = await this.repository.conceptRow(kind, record);
    const { body, etag } = await this.concept(this.dataSource.manager, kind, record, row);
    return new Answer(body, { etag });
  }

  /** What the concept says, in the shape of a publication. */
  async content(kind: RecordKind, record: RecordEntity): Promise<Wire> {
    const inhoud = inhoudOf(kind, await this.repository.conceptRow(kind, record));
    const resolved = await resolve(this.dataSource.manager, { shown: [inhoud], organisaties: [record.organisatie] });
    return contentOf(kind, record, inhoud, resolved);
  }

  /** The concept after a write, with what the register has to say about it. The tag is that of the concept alone. */
  async answer(
    tx: EntityManager,
    caller: Caller,
    kind: RecordKind,
    { record, inhoud, resolved, status, changed }: Written,
  ): Promise<Answer> {
    const { body, etag } = render(record, inhoud, resolved);
    const published = record.nummer > 0 && record.ingetrokkenOp === null;
    const location = `/v1/${kind.path}/${record.id}${published ? '' : '/concept'}`;
    const adviser = changed ? this.kinds.adviserOf(record.soort) : undefined;
    const advice = adviser ? await adviser(tx, caller, record, contentOf(kind, record, inhoud, resolved)) : {};
    const more = JSON.stringify(advice).slice(1, -1);
    return new Answer(more === '' ? body : `${body.slice(0, -1)},${more}}`, { etag, location }, status);
  }

  nothing(): Answer {
    return noContent();
  }

  async standing(on: EntityManager | undefined, caller: Caller, record: RecordEntity): Promise<Standing> {
    const successors = caller.organisatie === record.organisatie ? [] : await this.repository.successors(record.organisatie, today(), on);
    return standingOf(caller, record, successors);
  }

  /** Whose code a publication gets: the writer's when it succeeded the owner, else the owner's. */
  async publisher(on: EntityManager, caller: Caller, record: RecordEntity): Promise<string> {
    return (await this.standing(on, caller, record)).isSuccessor ? caller.organisatie : record.organisatie;
  }

  /** The content that the latest publication was made from. */
  async publishedContent(on: EntityManager, kind: RecordKind, record: RecordEntity): Promise<object> {
    return inhoudOf(kind, (await this.repository.invoer(record, on)) ?? {});
  }
}

const contentOf = (kind: RecordKind, record: RecordEntity, inhoud: object, resolved: Resolved): Wire => ({
  ...wireOf(inhoud, resolved, kind.unknowns),
  organisatie: resolved.get('organisatie', record.organisatie),
});

function render(record: RecordEntity, inhoud: object, resolved: Resolved): { body: string; etag: string } {
  const body = JSON.stringify({
    id: record.id,
    organisatie: resolved.get('organisatie', record.organisatie),
    eigenKenmerk: record.eigenKenmerk,
    ...wireOf(inhoud, resolved),
    gepubliceerd: record.nummer > 0 && record.ingetrokkenOp === null,
    nummer: record.nummer === 0 ? null : record.nummer,
    ongepubliceerdeWijzigingen: record.conceptHash !== record.inhoudHash,
    ingetrokken: record.ingetrokkenOp !== null,
    voorbeeld: record.voorbeeld,
    aangemaaktOp: record.aangemaaktOp.toISOString(),
    gewijzigdOp: record.gewijzigdOp.toISOString(),
    gewijzigdDoor: resolved.get('organisatie', record.gewijzigdDoor),
    namensOrganisatie: record.gewijzigdDoor !== record.organisatie,
  });
  return { body, etag: etagOf(body) };
}
