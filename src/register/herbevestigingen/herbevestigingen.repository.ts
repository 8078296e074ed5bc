import { Injectable } from '@nestjs/common';
import { DataSource, In, type EntityManager } from 'typeorm';
import { Conditions } from '../../platform/database/conditions.js';
import { query } from '../../platform/database/sql.js';
import type { Answer } from '../../platform/http/answer.js';
import type { Call } from '../../platform/http/call.js';
import { tablePage } from '../../platform/http/table-page.js';
import { herbevestigingOf, openSql, saidSql, type Open } from '../kaders/herbevestiging.queries.js';
import { RecordEntity } from '../publicaties/record.entity.js';
import type { ConceptRow } from '../publicaties/records.repository.js';
import { UseCaseEntity } from '../use-cases/use-case.entity.js';
import type { BepalingKoppelingInvoer } from '../use-cases/use-case-parts.schema.js';
import type { BepalingVerwijzing } from '../verwijzingen/verwijzing.schema.js';
import type { HerbevestigingFilter, TeHerbevestigen, UseCaseVerwijzing } from './herbevestigingen.schema.js';

// Links of concept and latest publication side by side. What is withdrawn asks nothing until it is published again.
const LINKS = `
  select r.id, r.eigen_kenmerk, u.titel, k.link ->> 'bepaling' as bepaling, k.link as concept, null::jsonb as publicatie
    from registratie r join use_case u on u.record = r.id cross join jsonb_array_elements(u.bepalingen) as k (link)
    where r.organisatie = $1 and r.soort = 'use-case' and r.ingetrokken_op is null
  union all
  select r.id, r.eigen_kenmerk, u.titel, k.link ->> 'bepaling', null, k.link
    from registratie r join use_case u on u.record = r.id join publicatie p on p.record = r.id and p.nummer = r.nummer
      cross join jsonb_array_elements(p.invoer -> 'bepalingen') as k (link)
    where r.organisatie = $1 and r.soort = 'use-case' and r.ingetrokken_op is null`;

// An older confirmation, in concept or publication, is the one that asks; none at all is the oldest.
const OPEN_LINKS = `(
  select l.*, o.kader, o.vanaf
    from (select id, eigen_kenmerk, titel, bepaling, (array_agg(concept) filter (where concept is not null))[1] as concept,
              (array_agg(publicatie) filter (where publicatie is not null))[1] as publicatie,
              case when bool_and(coalesce(concept, publicatie) ->> 'bevestigdOp' is not null) then min(coalesce(concept, publicatie) ->> 'bevestigdOp') end as bevestigd
            from (${LINKS}) s group by 1, 2, 3, 4) l
      cross join lateral (${openSql('l.bepaling', 'l.bevestigd')}) o) h`;
const COLUMNS = `h.id, h.eigen_kenmerk, h.titel, h.concept, h.publicatie, ${saidSql('h.bepaling', 'h.bevestigd', 'h')},
  (select json_build_object('code', b.code, 'titel', b.titel, 'kader', b.kader) from bepaling b where b.code = h.bepaling) as verwijzing`;

const OF_CLAUSES = {
  name: 'bepaling-successors',
  text: `with recursive after (van, naar) as (
      select r.van, r.naar from bepaling_relatie r where r.van = any ($1::text[]) and r.naar is not null
      union
      select a.van, r.naar from after a join bepaling_relatie r on r.van = a.naar and r.naar is not null
    )
    select van, array_agg(naar) as naar from after group by van`,
};
const EXISTS = { name: 'organisatie-exists', text: 'select from organisatie where code = $1' };
const NOW = { name: 'moment-now', text: "select date_trunc('milliseconds', clock_timestamp()) as now" };

interface Row extends Open {
  id: string;
  eigen_kenmerk: string | null;
  titel: string;
  verwijzing: BepalingVerwijzing;
  concept: BepalingKoppelingInvoer | null;
  publicatie: BepalingKoppelingInvoer | null;
}

@Injectable()
export class HerbevestigingenRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The links of an organisation's use cases that must be confirmed again, published or not. */
  async list(call: Call, organisatie: string, filter: HerbevestigingFilter): Promise<Answer> {
    const conditions = new Conditions();
    conditions.value(organisatie); // $1 of the table
    conditions.oneOf('h.kader', filter.kader);
    conditions.oneOf('h.bepaling', filter.bepaling);
    return tablePage<Row>(this.dataSource, call, filter, {
      table: OPEN_LINKS,
      columns: COLUMNS,
      conditions,
      order: 'h.id::text',
      key: 'h.bepaling',
      scope: [organisatie],
      toWire,
    });
  }

  async exists(organisatie: string): Promise<boolean> {
    return (await query(this.dataSource, EXISTS, [organisatie])).length > 0;
  }

  /** These use cases with their concepts, locked in the order in which every writer locks records. */
  async lock(tx: EntityManager, ids: readonly string[]): Promise<ConceptRow[]> {
    const where = { id: In([...new Set(ids)]), soort: 'use-case' as const };
    const records = await tx.find(RecordEntity, { where, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
    const rows = await tx.findBy(UseCaseEntity, { record: In(records.map(({ id }) => id)) });
    return records.flatMap((record) => rows.filter((row) => row.record === record.id).map((row) => ({ record, row })));
  }

  /** For each clause what came in its place, also in steps. */
  async successors(tx: EntityManager, clauses: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await query<{ van: string; naar: string[] }>(tx, OF_CLAUSES, [clauses]);
    return new Map(rows.map(({ van, naar }) => [van, naar]));
  }

  /** By the clock that relations begin by. */
  async now(tx: EntityManager): Promise<string> {
    const [row] = await query<{ now: Date }>(tx, NOW, []);
    return (row?.now ?? new Date()).toISOString();
  }
}

export const useCaseVerwijzing = (id: string, titel: string, eigenKenmerk: string | null): UseCaseVerwijzing => ({
  id,
  titel,
  eigenKenmerk,
});

function toWire(row: Row): TeHerbevestigen {
  const { concept, publicatie } = row;
  const { soort, toelichting: reden, opvolgers, kader, vanaf } = herbevestigingOf(row);
  const link = concept ?? publicatie;
  return {
    useCase: useCaseVerwijzing(row.id, row.titel, row.eigen_kenmerk),
    bepaling: row.verwijzing,
    naleving: link?.naleving ?? null,
    werkbaarheid: link?.werkbaarheid ?? null,
    toelichting: link?.toelichting ?? null,
    bevestigdOp: link?.bevestigdOp ?? null,
    soort,
    reden,
    opvolgers,
    kader,
    vanaf,
    inConcept: concept !== null,
    inPublicatie: publicatie !== null,
  };
}
