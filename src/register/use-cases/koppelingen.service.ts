import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Answer, noContent } from '../../platform/http/answer.js';
import type { Call } from '../../platform/http/call.js';
import { assertMatch, etagOf } from '../../platform/http/conditional.js';
import { IdempotentWrites } from '../../platform/http/idempotency.js';
import { invalid, notFound } from '../../platform/http/problem.js';
import { ConceptStore } from '../publicaties/concept-store.js';
import { PublicatieReads } from '../publicaties/publicatie-reads.js';
import type { ConceptRow } from '../publicaties/records.repository.js';
import { resolve } from '../verwijzingen/resolve.queries.js';
import { uuidOr404 } from '../publicaties/rights.js';
import { inhoudOf } from '../publicaties/wire.js';
import { checkBody } from '../../platform/http/validation.js';
import { renderLinks } from './actuele-koppelingen.js';
import { needsExplanation } from './codes.js';
import { useCaseKind } from './use-case.kind.js';
import { UseCaseInvoer } from './use-case.schema.js';
import { BepalingKoppelingInhoud, BepalingKoppelingInvoer } from './use-case-parts.schema.js';

const NAME = 'Deze koppeling';

/** The links of a concept with clauses, one at a time. They are part of the concept: changing one changes the concept. */
@Injectable()
export class Koppelingen {
  constructor(
    private readonly writes: IdempotentWrites,
    private readonly store: ConceptStore,
    private readonly reads: PublicatieReads,
    private readonly dataSource: DataSource,
  ) {}

  async list(call: Call, id: string): Promise<string[]> {
    return renderLinks(this.dataSource.manager, await this.linksOf(call, id));
  }

  async read(call: Call, id: string, code: string): Promise<Answer> {
    const link = (await this.linksOf(call, id)).find(({ bepaling }) => bepaling === code);
    if (!link) throw notFound(NAME);
    call.noParameters();
    return new Answer(await this.render(this.dataSource.manager, link));
  }

  private async linksOf(call: Call, id: string): Promise<BepalingKoppelingInvoer[]> {
    const row = await this.reads.conceptRow(useCaseKind, call, id);
    return inhoudOf(useCaseKind, row).bepalingen ?? [];
  }

  /** PUT: a new link or a changed one; the clause in the path must exist. */
  async put(call: Call, id: string, code: string): Promise<Answer> {
    return this.writes.run(call, async (tx) => {
      const { record, row } = await this.store.lockForWriting(tx, call, useCaseKind, uuidOr404(useCaseKind, id));
      const links = inhoudOf(useCaseKind, row).bepalingen ?? [];
      const known = links.find(({ bepaling }) => bepaling === code);
      if (!known && !(await this.exists(tx, code))) throw notFound('Deze bepaling');
      if (known || call.ifMatch !== undefined) assertMatch(call.ifMatch, known ? etagOf(await this.render(tx, known)) : undefined, true);
      const link = await this.check(tx, call, code, known?.bevestigdOp);
      const bepalingen = known ? links.map((each) => (each === known ? link : each)) : [...links, link];
      const stored = await this.save(tx, call, { record, row }, bepalingen);
      const body = await this.render(tx, stored.find(({ bepaling }) => bepaling === code) ?? link);
      return new Answer(body, { etag: etagOf(body) }, known ? 200 : 201);
    });
  }

  private async check(tx: EntityManager, call: Call, code: string, confirmed: string | null | undefined): Promise<BepalingKoppelingInvoer> {
    const { value, mistakes } = call.collect(BepalingKoppelingInhoud);
    const resolved = await resolve(tx, { checked: value });
    const all = [...mistakes, ...resolved.mistakes(call.knownCaller.organisatie)];
    if (needsExplanation(value.naleving, value.werkbaarheid) && !value.toelichting && all.length === 0) {
      all.push({
        in: 'body',
        location: '/toelichting',
        code: 'verplicht',
        detail: 'Bij dit oordeel hoort een toelichting.',
      });
    }
    if (all.length > 0) throw invalid(all);
    // Left out, a confirmation stays as it is.
    const { bevestigdOp = confirmed } = value;
    return Object.assign(new BepalingKoppelingInvoer(), value, { bepaling: code, bevestigdOp });
  }

  async remove(call: Call, id: string, code: string): Promise<Answer> {
    return this.writes.run(call, async (tx) => {
      const { record, row } = await this.store.lockForWriting(tx, call, useCaseKind, uuidOr404(useCaseKind, id));
      const links = inhoudOf(useCaseKind, row).bepalingen ?? [];
      const known = links.find(({ bepaling }) => bepaling === code);
      if (!known) throw notFound(NAME);
      assertMatch(call.ifMatch, etagOf(await this.render(tx, known)), true);
      call.noParameters();
      await this.save(
        tx,
        call,
        { record, row },
        links.filter((each) => each !== known),
      );
      return noContent();
    });
  }

  private async save(
    tx: EntityManager,
    call: Call,
    { record, row }: ConceptRow,
    bepalingen: BepalingKoppelingInvoer[],
  ): Promise<BepalingKoppelingInvoer[]> {
    const inhoud = inhoudOf(useCaseKind, Object.assign({}, row, { bepalingen }));
    await this.store.change(tx, call, useCaseKind, {
      record,
      row,
      input: checkBody(UseCaseInvoer, plain(inhoud)),
      publish: false,
      quiet: true,
    });
    return inhoud.bepalingen ?? [];
  }

  private async exists(tx: EntityManager, code: string): Promise<boolean> {
    const probe = Object.assign(new BepalingKoppelingInvoer(), { bepaling: code });
    return (await resolve(tx, { shown: [probe] })).get('bepaling', code) !== undefined;
  }

  private async render(on: EntityManager, link: BepalingKoppelingInvoer): Promise<string> {
    return (await renderLinks(on, [link])).join();
  }
}

// Nulls in optional fields are left out, as a client would.
const plain = (value: object): unknown => JSON.parse(JSON.stringify(value)) as unknown;
