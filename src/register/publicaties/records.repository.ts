import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { query } from '../../platform/database/sql.js';
import type { Audience } from '../zichtbaarheid/audience.rule.js';
import type { RecordKind, RecordReference } from './record-kind.js';
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
const REPLACE_REFERENCES = {
  name: 'record-references-replace',
  text: `with input as (select * from json_to_recordset($2::json) as x (field text, target uuid, part_of boolean)),
      gone as (delete from record_reference r where r.record = $1 and not exists (select from input n where n.field = r.field) returning target)
    insert into record_reference (record, field, target, part_of) select $1, field, target, part_of from input
      on conflict (record, field) do update set target = excluded.target`,
};
const TARGETS = { name: 'record-targets', text: 'select target from record_reference where record = $1' };
const INSERT_PUBLICATIE = {
  name: 'publicatie-insert',
  text: `with changed as (update record set nummer = $2, openbaarheid = $6, inhoud_hash = concept_hash, gepubliceerd_op = $4,
        eerst_gepubliceerd_op = coalesce(eerst_gepubliceerd_op, $4), ingetrokken_op = null, intrekking_reden = null, titel_verbergen = false
      where id = $1)
    insert into publicatie (record, nummer, inhoud, gepubliceerd_op, organisatie, toelichting, invoer) values ($1, $2, $3, $4, $5, $7, $8)`,
};
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
const WITHDRAW = {
  name: 'record-withdraw',
  text: `with recursive gone as (
      select $1::uuid as id union
      select f.record from record_reference f join gone on f.target = gone.id join record r on r.id = f.record and r.ingetrokken_op is null where f.part_of
    ), publicaties as (
      update publicatie p set ingetrokken_op = $2 from gone where p.record = gone.id and p.ingetrokken_op is null
    )
    update record r set ingetrokken_op = $2, intrekking_reden = case when r.id = $1 then $3 else $5 end,
        titel_verbergen = $4,
        openbaarheid = case when exists (select from record_index i where i.record = r.id and i.audience = 'openbaar') then r.openbaarheid else 'overheid' end
      from gone where r.id = gone.id returning r.id`,
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

  async insert(tx: EntityManager, kind: RecordKind, { record, row }: ConceptRow): Promise<void> {
    await tx.insert(RecordEntity, record);
    await tx.insert(kind.entity, row);
  }

  async update(tx: EntityManager, kind: RecordKind, { record, row }: ConceptRow): Promise<void> {
    const { id, conceptHash, eigenKenmerk, zelfBewerkt, voorbeeld, gewijzigdOp, gewijzigdDoor } = record;
    await tx.update(RecordEntity, { id }, { conceptHash, eigenKenmerk, zelfBewerkt, voorbeeld, gewijzigdOp, gewijzigdDoor });
    await tx.update(kind.entity, { record: id }, row);
  }

  async remove(tx: EntityManager, record: RecordEntity): Promise<void> {
    await tx.delete(RecordEntity, { id: record.id });
  }

  async insertPublicatie(
    tx: EntityManager,
    publicatie: {
      record: string;
      nummer: number;
      inhoud: string;
      gepubliceerdOp: string;
      organisatie: string;
      openbaarheid: string;
      toelichting: string | null;
      invoer: object;
    },
  ): Promise<void> {
    const { record, nummer, inhoud, gepubliceerdOp, organisatie, openbaarheid, toelichting, invoer } = publicatie;
    await query(tx, INSERT_PUBLICATIE, [
      record,
      nummer,
      inhoud,
      gepubliceerdOp,
      organisatie,
      openbaarheid,
      toelichting,
      JSON.stringify(invoer),
    ]);
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

  async replaceReferences(tx: EntityManager, record: string, references: readonly RecordReference[]): Promise<void> {
    const rows = references.map(({ field, target, partOf = false }) => ({ field, target, part_of: partOf }));
    await query(tx, REPLACE_REFERENCES, [record, JSON.stringify(rows)]);
  }

  /** Withdraws a record and its parts. @returns the ids withdrawn */
  async withdraw(
    tx: EntityManager,
    record: string,
    at: Date,
    intrekking: { reden: string; titelVerbergen: boolean },
    partReason: string,
  ): Promise<string[]> {
    const rows = await query<{ id: string }>(tx, WITHDRAW, [record, at, intrekking.reden, intrekking.titelVerbergen, partReason]);
    return rows.map(({ id }) => id);
  }
}
