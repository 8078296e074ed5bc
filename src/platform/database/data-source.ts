import { DataSource, type EntitySchema, type MigrationInterface } from 'typeorm';
import type { Logger } from 'pino';

export interface DatabaseOptions {
  url: string;
  poolSize: number;
  statementTimeoutMs: number;
  entities: (new () => object)[] | EntitySchema[];
  migrations: (new () => MigrationInterface)[];
  log: Logger;
}

const CONNECT_TIMEOUT_MS = 5000;

/** A bounded pool on PostgreSQL 15 or newer; broken connections are replaced, and nothing waits for ever. */
export function createDataSource(options: DatabaseOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    entities: options.entities,
    migrations: options.migrations,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    installExtensions: false,
    logging: false,
    poolSize: options.poolSize,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    applicationName: 'usecaseregister',
    poolErrorHandler: (error: Error) => {
      options.log.warn({ err: error }, 'database connection lost');
    },
    extra: {
      statement_timeout: options.statementTimeoutMs,
      idle_in_transaction_session_timeout: 60_000,
      keepAlive: true,
      options: '-c timezone=UTC -c jit=off',
    },
  });
}
