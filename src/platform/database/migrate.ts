import type { DataSource, QueryRunner } from 'typeorm';

// Any fixed number; all instances of this service ask for the same lock.
const LOCK = 7_301_204_517;

/** Runs `work` while no other instance does; others wait their turn. The lock goes with its connection, also after a crash. */
export async function oneAtATime<T>(dataSource: DataSource, work: () => Promise<T>): Promise<T> {
  const runner: QueryRunner = dataSource.createQueryRunner();
  try {
    await runner.query('set statement_timeout = 0');
    await runner.query('select pg_advisory_lock($1)', [LOCK]);
    return await work();
  } finally {
    await runner.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
    await runner.query('reset statement_timeout').catch(() => undefined);
    await runner.release();
  }
}

/** Brings the schema up to date. @returns the names of the migrations that ran */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  return (await dataSource.runMigrations()).map(({ name }) => name);
}
