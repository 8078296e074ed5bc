import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { query } from '../../platform/database/sql.js';
import type { Audience } from '../zichtbaarheid/audience.rule.js';
import type { RecordKind } from './record-kind.js';
import { RecordEntity, type ConceptEntity, type Soort } from './record.entity.js';

export interface PublicatieRow {
  nummer: number;
  gepubliceerdOp: Date;
  organisatie: string;
  toelichting: string | null;
  ingetrokkenOp: Date | null;
}

export interface ConceptRow {
  record: RecordEntity;
  row: ConceptEntity;
}

const VIEW = {
  name: 'record-view',
  text: 'select etag, case when etag = $4 then null else body end as body from record_view where audience = $1 and record = $2 and soort = $3',
};
const TARGETS = { name: 'record-targets', text: 'select target from record_reference where record = $1' };
const INVOER = { name: 'publicatie-invoer', text: 'select invoer from publicatie where record = $1 and nummer = $2' };
const PUBLICATIE = {
  name: 'publicatie-read',
  text: `select p.inhoud::text as inhoud, p.ingetrokken_op is not null as ingetrokken,
      array(select f.field from record_reference f where f.record = p.record
        and not exists (select from record_index i where i.record = f.target and i.audience = $3)) as hidden
    from publicatie p where p.record = $1 and p.nummer = $2`,
};
const PUBLICATIES = {
  name: 'publicatie-list',
  text: `select nummer, gepubliceerd_op as "gepubliceerdOp", organisatie, toelichting, ingetrokken_op as "ingetrokkenOp"
    from publicatie where record = $1 and ($2::int is null or nummer < $2) order by nummer desc limit $3`,
};
const COUNT_PUBLICATIES = {
  name: 'publicatie-count',
  text: 'select count(*)::int as totaal from publicatie where record = $1',
};
const SUCCESSORS = {
  name: 'organisatie-successors',
  text: `select opvolgers from organisatie where code = $1 and actief_tot_datum <= $2::date`,
};
const LATEST = {
  name: 'publicatie-latest',
  text: 'select inhoud::text as inhoud from publicatie where record = $1 and nummer = $2',
};
const KEY_LOCK = {
  name: 'eigen-kenmerk-lock',
  text: "select pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2 || ' ' || $3, 0))",
};

/** State of records, their concepts and publications; the lists of published records stand in record-lists.repository. */
@Injectable()
export class RecordsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The answer to GET of a published record; the body is left out when the client has it already. */
  async view(
    audience: Audience,
    soort: Soort,
    id: string,
    etag: string | undefined,
  ): Promise<{ etag: string; body: string | null } | undefined> {
    const [found] = await query<{ etag: string; body: string | null }>(this.dataSource, VIEW, [audience, id, soort, etag ?? null]);
    return found;
  }

  async findRecord(soort: Soort, id: string): Promise<RecordEntity | null> {
    return this.dataSource.manager.findOneBy(RecordEntity, { id, soort });
  }

  /** The organisation's record of that key; inside a transaction other calls with the same key wait. */
  async findByKey(tx: EntityManager, soort: Soort, organisatie: string, eigenKenmerk: string): Promise<RecordEntity | null> {
    return tx.findOneBy(RecordEntity, { soort, organisatie, eigenKenmerk });
  }

  async lockKey(tx: EntityManager, soort: Soort, organisatie: string, eigenKenmerk: string): Promise<void> {
    await query(tx, KEY_LOCK, [soort, organisatie, eigenKenmerk]);
  }

  async lock(tx: EntityManager, soort: Soort, id: string): Promise<RecordEntity | null> {
    return tx.findOne(RecordEntity, { where: { id, soort }, lock: { mode: 'pessimistic_write' } });
  }

  async conceptRow(kind: RecordKind, record: RecordEntity, tx: EntityManager = this.dataSource.manager): Promise<ConceptEntity> {
    return tx.findOneByOrFail(kind.entity, { record: record.id });
  }

  async latestInhoud(record: RecordEntity, tx: EntityManager = this.dataSource.manager): Promise<string | undefined> {
    const [found] = await query<{ inhoud: string }>(tx, LATEST, [record.id, record.nummer]);
    return found?.inhoud;
  }

  async invoer(record: RecordEntity, tx: EntityManager): Promise<object | undefined> {
    const [found] = await query<{ invoer: object }>(tx, INVOER, [record.id, record.nummer]);
    return found?.invoer;
  }

  /** One publication, with the names of reference fields whose target the audience may not see. */
  async publicatie(
    record: string,
    nummer: number,
    audience: Audience,
  ): Promise<{ inhoud: string; ingetrokken: boolean; hidden: string[] } | undefined> {
    const [found] = await query<{ inhoud: string; ingetrokken: boolean; hidden: string[] }>(this.dataSource, PUBLICATIE, [
      record,
      nummer,
      audience,
    ]);
    return found;
  }

  async publicaties(record: string, below: number | undefined, limit: number): Promise<{ totaal: number; rows: PublicatieRow[] }> {
    const [rows, [count]] = await Promise.all([
      query<PublicatieRow>(this.dataSource, PUBLICATIES, [record, below ?? null, limit]),
      query<{ totaal: number }>(this.dataSource, COUNT_PUBLICATIES, [record]),
    ]);
    return { totaal: count?.totaal ?? 0, rows };
  }

  /** Organisations that took the place of one that has ended; none while it is active. */
  async successors(organisatie: string, day: string, on: EntityManager = this.dataSource.manager): Promise<string[]> {
    const [found] = await query<{ opvolgers: string[] }>(on, SUCCESSORS, [organisatie, day]);
    return found?.opvolgers ?? [];
  }

  async targets(tx: EntityManager, record: string): Promise<string[]> {
    return (await query<{ target: string }>(tx, TARGETS, [record])).map(({ target }) => target);
  }
}
