import type { Pool, PoolClient } from 'pg';
import { EntityManager, type DataSource } from 'typeorm';

/** SQL with a name: PostgreSQL keeps its plan for as long as the connection lives. Text that differs with every call has none. */
export interface Statement {
  name?: string;
  text: string;
}

/** Runs a statement: inside a transaction on its connection, otherwise on any connection of the pool. */
export async function query<T extends object>(
  on: EntityManager | DataSource,
  statement: Statement,
  values: readonly unknown[],
): Promise<T[]> {
  const client = on instanceof EntityManager ? await connectionOf(on) : poolOf(on);
  const result = await client.query<T>({ ...statement, values: [...values] });
  return result.rows;
}

/** The pool that TypeORM's PostgreSQL driver keeps; it is typed `any` there. */
export const poolOf = (dataSource: DataSource): Pool => (dataSource.driver as unknown as { master: Pool }).master;

async function connectionOf(tx: EntityManager): Promise<PoolClient | Pool> {
  // `connect` hands out the connection that the query runner already holds; typed `any` there.
  return tx.queryRunner ? ((await tx.queryRunner.connect()) as PoolClient) : poolOf(tx.dataSource);
}
