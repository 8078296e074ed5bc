import { existsSync, rmSync } from 'node:fs';
import { codeOf, Leases, withLock, withLockNow } from './embedded-lease.js';
import { initialise } from './embedded-cluster.js';
import { stopAtExit } from './embedded-exit.js';
import { openDirectory, placeFor, type Place } from './embedded-place.js';
import { DATABASE, ensureDatabase, isServerAlive, runningPort, startServer, stopServer, stopServerNow, urlOf } from './embedded-server.js';

export interface EmbeddedPostgres {
  url: string;
  version: string;
  /** Leaves the database; the last to leave stops it. */
  stop: () => Promise<void>;
}

export interface EmbeddedOptions {
  /** Everything of the database stands in or is found from this folder. */
  directory: string;
  /** False only for tests: a power cut may then lose data. */
  fsync?: boolean;
  log?: (line: string) => void;
  maxConnections?: number;
}

const WATCH_MS = 500;

/**
 * A real PostgreSQL from an npm package, for a machine that has none. Processes that use the same folder share one server:
 * the first starts it, the last stops it, and one that was left behind by a killed process is joined.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const session = new Session(openDirectory(options.directory), options);
  try {
    const { port, password, version } = await session.entering;
    return { url: urlOf(port, password, DATABASE), version, stop: () => session.stop() };
  } catch (error) {
    await session.stop().catch(() => undefined);
    throw codeOf(error) === 'ENOSPC' ? new Error(`The disk of ${options.directory} is full.`, { cause: error }) : error;
  }
}

/** Removes the database of a folder, wherever it stands; throws when a process uses it. */
export async function removeEmbedded(directory: string): Promise<void> {
  if (!existsSync(directory)) return;
  const folder = openDirectory(directory);
  await withLock(folder, async () => {
    const leases = new Leases(folder);
    leases.take();
    if (leases.others() > 0) {
      leases.drop();
      throw new Error(`The database of ${directory} is in use.`);
    }
    const place = placeFor(folder);
    await stopServer(place);
    for (const path of [place.data, `${place.data}.origin`]) rmSync(path, { recursive: true, force: true });
  });
  rmSync(directory, { recursive: true, force: true });
}

interface Entered {
  place: Place;
  password: string;
  port: number;
  version: string;
}

/** One use of the database by this process, from asking for it to leaving it. */
class Session {
  readonly entering: Promise<Entered>;
  private readonly leases: Leases;
  private readonly forget: () => void;
  private place: Place | undefined;
  private watch: NodeJS.Timeout | undefined;
  private stopping: Promise<void> | undefined;

  constructor(
    private readonly directory: string,
    private readonly options: EmbeddedOptions,
  ) {
    this.leases = new Leases(directory);
    this.forget = stopAtExit({
      stop: () => this.stop(),
      stopNow: () => {
        this.stopNow();
      },
    });
    this.entering = withLock(directory, () => this.enter());
  }

  private async enter(): Promise<Entered> {
    this.leases.take();
    const place = placeFor(this.directory);
    this.place = place;
    const password = await initialise(place, this.options);
    let port = await runningPort(place, password);
    if (port === undefined) {
      port = await startServer(place, this.options);
      // Tells apart a password that is wrong.
      await runningPort(place, password);
    }
    const version = await ensureDatabase(urlOf(port, password, 'postgres'));
    this.watch = this.keepRunning(place, password);
    return { place, password, port, version };
  }

  /** Starts the server again, on its own port, when it has died under us. */
  private keepRunning(place: Place, password: string): NodeJS.Timeout {
    let busy = false;
    let complaint = '';
    const look = async (): Promise<void> => {
      if (busy || isServerAlive(place.data)) return;
      busy = true;
      try {
        await withLock(this.directory, async () => {
          if (this.stopping || (await runningPort(place, password)) !== undefined) return;
          await startServer(place, this.options);
          this.options.log?.('PostgreSQL had stopped and was started again');
        });
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        if (message !== complaint) this.options.log?.(message);
        complaint = message;
      } finally {
        busy = false;
      }
    };
    return setInterval(() => void look(), WATCH_MS).unref();
  }

  stop(): Promise<void> {
    this.stopping ??= this.leave();
    return this.stopping;
  }

  private async leave(): Promise<void> {
    await this.entering.catch(() => undefined);
    clearInterval(this.watch);
    await withLock(this.directory, async () => {
      this.leases.drop();
      if (this.place && this.leases.others() === 0) await stopServer(this.place);
    }).finally(this.forget);
  }

  private stopNow(): void {
    withLockNow(this.directory, () => {
      this.leases.drop();
      if (this.place && this.leases.others() === 0) stopServerNow(this.place);
    });
  }
}
