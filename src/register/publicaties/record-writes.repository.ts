import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { query, type Statement } from '../../platform/database/sql.js';
import { insertChanges, type ChangeRow } from '../../platform/logging/change-log.js';
import type { RecordKind, RecordReference } from './record-kind.js';
import { RecordEntity, type ConceptEntity } from './record.entity.js';

/** A publication as its table holds it. `inhoud` is JSON text, kept byte for byte. */
export interface PublicatieRow {
  record: string;
  nummer: number;
  inhoud: string;
  invoer: object;
  gepubliceerd_op: string;
  organisatie: string;
  toelichting: string | null;
}

/** All that one change of a record stores. */
export interface RecordChange {
  record: RecordEntity;
  row?: ConceptEntity;
  publicatie?: PublicatieRow | undefined;
  log: ChangeRow[];
}

const REPLACE_REFERENCES = {
  name: 'record-references-replace',
  text: `with input as (select * from json_to_recordset($2::json) as x (field text, target uuid, part_of boolean)),
      gone as (delete from record_reference r where r.record = $1 and not exists (select from input n where n.field = r.field) returning target)
    insert into record_reference (record, field, target, part_of) select $1, field, target, part_of from input
      on conflict (record, field) do update set target = excluded.target`,
};
const WITHDRAW = {
  name: 'record-withdraw',
  text: `with recursive gone as (
      select $1::uuid as id union
      select f.record from record_reference f join gone on f.target = gone.id join registratie r on r.id = f.record and r.ingetrokken_op is null where f.part_of
    ), publicaties as (
      update publicatie p set ingetrokken_op = $2 from gone where p.record = gone.id and p.ingetrokken_op is null
    )
    update registratie r set ingetrokken_op = $2, intrekking_reden = case when r.id = $1 then $3 else $5 end,
        titel_verbergen = $4,
        openbaarheid = case when r.ingetrokken_op is not null or exists (select from record_index i where i.record = r.id and i.audience = 'openbaar') then r.openbaarheid else 'overheid' end
      from gone where r.id = gone.id returning r.id`,
};

type Columns = readonly { propertyName: string; databaseName: string }[];

const KEPT = ['id', 'soort', 'organisatie', 'aangemaakt_op', 'record'];

/** Inserts one row from JSON, or replaces what may change in it. */
function upsert(table: string, key: string, columns: Columns, parameter: string): string {
  const names = columns.map(({ databaseName }) => databaseName);
  const changes = names.filter((name) => !KEPT.includes(name)).map((name) => `${name} = excluded.${name}`);
  return `insert into ${table} (${names.join(', ')}) select ${names.join(', ')} from json_populate_recordset(null::${table}, ${parameter}::json)
    on conflict (${key}) do update set ${changes.join(', ')}`;
}

/** Everything that changes records; each change is one statement, so that it stands whole or not at all. */
@Injectable()
export class RecordWrites {
  private readonly statements = new Map<string, Statement>();

  constructor(private readonly dataSource: DataSource) {}

  /** Stores a record with its concept, publication and log lines, new or changed. */
  async save(tx: EntityManager, kind: RecordKind, { record, row, publicatie, log }: RecordChange): Promise<void> {
    const values = [[this.toRow(RecordEntity, record)], row ? [this.toRow(kind.entity, row)] : [], publicatie ? [publicatie] : [], log];
    await query(
      tx,
      this.saveStatement(kind),
      values.map((each) => JSON.stringify(each)),
    );
  }

  private saveStatement(kind: RecordKind): Statement {
    const known = this.statements.get(kind.soort);
    if (known) return known;
    const concept = this.dataSource.getMetadata(kind.entity);
    const text = `
      with stored_record as (${upsert('registratie', 'id', this.columnsOf(RecordEntity), '$1')}),
      stored_concept as (${upsert(concept.tableName, 'record', this.columnsOf(kind.entity), '$2')}),
      stored_publicatie as (
        insert into publicatie (record, nummer, inhoud, invoer, gepubliceerd_op, organisatie, toelichting)
          select record, nummer, inhoud::json, invoer, gepubliceerd_op, organisatie, toelichting from json_to_recordset($3::json)
            as x (record uuid, nummer integer, inhoud text, invoer jsonb, gepubliceerd_op timestamptz, organisatie text, toelichting text)
      )
      ${insertChanges('$4')}`;
    const statement = { name: `record-save-${kind.soort}`, text };
    this.statements.set(kind.soort, statement);
    return statement;
  }

  private columnsOf(entity: new () => object): Columns {
    return this.dataSource.getMetadata(entity).columns;
  }

  private toRow(entity: new () => object, source: object): Record<string, unknown> {
    return Object.fromEntries(
      this.columnsOf(entity).map(({ propertyName, databaseName }) => [databaseName, (source as Record<string, unknown>)[propertyName]]),
    );
  }

  async remove(tx: EntityManager, record: RecordEntity): Promise<void> {
    await tx.delete(RecordEntity, { id: record.id });
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
