import { afterEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/platform/database/data-source.js';
import { entities, migrations } from '../../src/schema.js';
import { testDatabase, type TestDatabase } from '../support/databases.js';

const open: { database: TestDatabase; dataSource: DataSource }[] = [];

async function connect(kind: 'clone' | 'empty'): Promise<DataSource> {
  const database = await testDatabase(kind);
  const dataSource = createDataSource({
    url: database.url,
    poolSize: 2,
    statementTimeoutMs: 60_000,
    entities,
    migrations,
    log: pino({ level: 'silent' }),
  });
  open.push({ database, dataSource });
  return dataSource.initialize();
}

afterEach(async () => {
  for (const { database, dataSource } of open.splice(0)) {
    await dataSource.destroy();
    await database.drop();
  }
});

const tables = async (dataSource: DataSource): Promise<string[]> =>
  (
    await dataSource.query<{ name: string }[]>(
      "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
    )
  ).map(({ name }) => name);

describe('migrations', () => {
  it('go up, all the way down, and up again', async () => {
    const dataSource = await connect('empty');
    expect(await dataSource.runMigrations()).toHaveLength(migrations.length);
    const all = await tables(dataSource);
    for (let step = 0; step < migrations.length; step += 1) await dataSource.undoLastMigration();
    expect(await tables(dataSource)).toEqual(['migration']);
    await dataSource.runMigrations();
    expect(await tables(dataSource)).toEqual(all);
  });

  it('go down and up the newest step on a database with rows', async () => {
    const dataSource = await connect('clone');
    await dataSource.undoLastMigration();
    expect(await dataSource.runMigrations()).toHaveLength(1);
    expect(await dataSource.query('select count(*)::int as n from organisatie')).toEqual([{ n: 1077 }]);
  });

  it('give relations between clauses that stood already the moment of the step, and keep them when it is taken back', async () => {
    const dataSource = await connect('clone');
    const step = migrations.findIndex(({ name }) => name.startsWith('LivingClauses'));
    const count = "select count(*)::int as n from bepaling_relatie where kader = 'standpunt-genai-2025'";
    const before = await dataSource.query(count);
    for (let undone = migrations.length; undone > step; undone -= 1) await dataSource.undoLastMigration();
    expect(await dataSource.query(count)).toEqual(before);
    await dataSource.runMigrations();
    expect(await dataSource.query(`${count} and vanaf between now() - interval '1 hour' and now()`)).toEqual(before);
    expect(before).toEqual([{ n: 23 }]);
  });

  it('make exactly the tables that the entities describe', async () => {
    const dataSource = await connect('clone');
    // Comments on tables and columns stand in the migrations alone.
    for (const { query } of (await dataSource.driver.createSchemaBuilder().log()).upQueries) {
      if (query.startsWith('COMMENT ON')) await dataSource.query(query);
    }
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('keep the log append-only', async () => {
    const dataSource = await connect('clone');
    await dataSource.query(
      "insert into logregel (subject, organisatie, handeling, resource, sleutel) values ('a', 'gm0363', 'x', 'y', 'z')",
    );
    await expect(dataSource.query("update logregel set handeling = 'anders'")).rejects.toThrow('append-only');
    await expect(dataSource.query('delete from logregel')).rejects.toThrow('append-only');
  });
});
