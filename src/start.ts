import type { AddressInfo } from 'node:net';
import { createApp, type App } from './app.js';
import { LinkedRecords } from './overview/registratie/linked-records.service.js';
import type { Config } from './platform/config.js';
import { startEmbedded } from './platform/database/embedded.js';
import { migrate, oneAtATime } from './platform/database/migrate.js';
import { loadReferenceData } from './register/reference-data.js';

export interface Database {
  url: string;
  release: () => Promise<void>;
}

/** The database of the settings, or the embedded PostgreSQL: joined when it runs already, else started for as long as we need it. */
export async function openDatabase(config: Config, report: (line: string) => void): Promise<Database> {
  if (config.databaseUrl !== undefined) return { url: config.databaseUrl, release: () => Promise.resolve() };
  const embedded = await startEmbedded({ directory: config.dataDirectory, log: report });
  return { url: embedded.url, release: () => embedded.stop() };
}

/** Brings schema, reference data and what records show of it up to date, one instance at a time. */
export async function prepare(app: App, report: (line: string) => void): Promise<void> {
  if (!app.dataSource.isInitialized) await app.dataSource.initialize();
  await oneAtATime(app.dataSource, async () => {
    for (const name of await migrate(app.dataSource)) report(`migration ${name}`);
    await loadReferenceData(app.dataSource, report);
    await app.nest.get(LinkedRecords, { strict: false }).renew(report);
  });
}

export interface Running {
  app: App;
  url: string;
  /** Finishes what is under way and leaves nothing behind. */
  stop: () => Promise<void>;
}

/** Starts the service on a prepared database. The port opens last, so an open port means ready. */
export async function start(
  config: Config,
  report: (line: string) => void,
  first?: (app: App, database: Database) => Promise<void>,
): Promise<Running> {
  const database = await openDatabase(config, report);
  try {
    const app = await createApp(config, database.url);
    try {
      await prepare(app, report);
      await first?.(app, database);
      const url = await listen(app, config, report);
      const stop = async (): Promise<void> => {
        await app.close();
        await database.release();
      };
      return { app, url, stop };
    } catch (error) {
      await app.close();
      throw error;
    }
  } catch (error) {
    await database.release();
    throw error;
  }
}

const PORTS_TO_TRY = 50;

/** Listens on the port of the settings; when that is only the default and taken, on the next free one. */
export async function listen(app: App, config: Config, report: (line: string) => void): Promise<string> {
  const last = config.portIsFixed || config.port === 0 ? config.port : config.port + PORTS_TO_TRY;
  for (let port = config.port; ; port += 1) {
    try {
      await app.server.listen({ port, host: config.host });
      const { port: chosen } = app.server.server.address() as AddressInfo;
      if (config.port !== 0 && chosen !== config.port) report(`port ${String(config.port)} is taken, so port ${String(chosen)} was chosen`);
      const host = config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host;
      return `http://${host.includes(':') ? `[${host}]` : host}:${String(chosen)}`;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || port >= last) throw error;
    }
  }
}
