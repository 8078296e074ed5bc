import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { query } from '../../platform/database/sql.js';

const LINKED = {
  name: 'records-linked',
  text: `select distinct record from record_index where soort = 'use-case' and tokens && $1::text[] order by record`,
};
const NEXT = {
  name: 'records-published-after',
  text: 'select distinct record from record_index where ($1::uuid is null or record > $1) order by record limit $2',
};
const READ_VERSION = { name: 'view-version-read', text: "select hash from reference_load where name = 'weergave'" };
const WRITE_VERSION = {
  name: 'view-version-write',
  text: "insert into reference_load (name, hash) values ('weergave', $1) on conflict (name) do update set hash = excluded.hash",
};

/** Which published records must be made anew, and of which version all of them are. */
@Injectable()
export class LinkedRecordsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Published use cases with a link to one of these clauses. */
  async linkedTo(tx: EntityManager, clauses: readonly string[]): Promise<string[]> {
    const rows = await query<{ record: string }>(tx, LINKED, [clauses.map((clause) => `bepaling:${clause}`)]);
    return rows.map(({ record }) => record);
  }

  async publishedAfter(record: string | null, limit: number): Promise<string[]> {
    return (await query<{ record: string }>(this.dataSource, NEXT, [record, limit])).map((row) => row.record);
  }

  async version(): Promise<string | undefined> {
    return (await query<{ hash: string }>(this.dataSource, READ_VERSION, []))[0]?.hash;
  }

  async setVersion(version: string): Promise<void> {
    await query(this.dataSource, WRITE_VERSION, [version]);
  }
}
