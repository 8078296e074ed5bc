import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { binariesFor, dataFolderFor, otherUser, type OtherUser } from './embedded-binaries.js';
import { isAlive, Leases, readText, withLock } from './embedded-lease.js';

export interface EmbeddedPostgres {
  url: string;
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

const USER = 'register';
const DATABASE = 'register';
const PREDECESSOR_MS = 20_000;
const POLL_MS = 100;
const WATCH_MS = 500;

interface Cluster {
  directory: string;
  binaries: string;
  data: string;
  user: OtherUser | undefined;
  options: EmbeddedOptions;
}

/**
 * A real PostgreSQL from an npm package, for a machine that has none. Processes that use the same folder share one server:
 * the first starts it, the last stops it, and one that was left behind by a killed process is joined.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  mkdirSync(options.directory, { recursive: true });
  const directory = realpathSync(options.directory);
  const user = otherUser();
  const cluster: Cluster = { directory, binaries: binariesFor(user), data: dataFolderFor(directory, user), user, options };
  const leases = new Leases(directory);
  const { password, port } = await withLock(directory, async () => {
    leases.take();
    try {
      const password = await initialise(cluster);
      const port = (await runningPort(cluster, password)) ?? (await startServer(cluster, password, await freePort()));
      await ensureDatabase(urlOf(port, password, 'postgres'));
      return { password, port };
    } catch (error) {
      leases.drop();
      throw error;
    }
  });
  const watch = keepRunning(cluster, password, port);
  let stopped = false;
  const stop = async (): Promise<void> => {
    if (stopped) return;
    stopped = true;
    clearInterval(watch);
    await withLock(directory, async () => {
      leases.drop();
      if (leases.others() === 0) await stopServer(cluster);
    });
  };
  return { url: urlOf(port, password, DATABASE), stop };
}

/** Starts the server again, on its own port, when it has died under us. */
function keepRunning(cluster: Cluster, password: string, port: number): NodeJS.Timeout {
  let busy = false;
  const look = async (): Promise<void> => {
    const pid = Number(readText(join(cluster.data, 'postmaster.pid'))?.split('\n')[0]);
    if (busy || isAlive(pid)) return;
    busy = true;
    try {
      await withLock(cluster.directory, async () => {
        if ((await runningPort(cluster, password)) === undefined) await startServer(cluster, password, port);
      });
      cluster.options.log?.('PostgreSQL had stopped and was started again');
    } catch (error) {
      cluster.options.log?.(error instanceof Error ? error.message : String(error));
    } finally {
      busy = false;
    }
  };
  return setInterval(() => void look(), WATCH_MS).unref();
}

const urlOf = (port: number, password: string, database: string): string =>
  `postgres://${USER}:${password}@127.0.0.1:${String(port)}/${database}`;

/** Makes the data folder the first time. @returns the password of the only user */
async function initialise(cluster: Cluster): Promise<string> {
  const passwordFile = join(cluster.directory, 'password');
  const known = readText(passwordFile);
  if (known !== undefined && existsSync(join(cluster.data, 'PG_VERSION'))) return known;
  cluster.options.log?.('making a new PostgreSQL database ...');
  const password = randomBytes(24).toString('base64url');
  // A first run that was cut off leaves a folder that initdb refuses.
  rmSync(cluster.data, { recursive: true, force: true });
  mkdirSync(cluster.data, { recursive: true, mode: 0o700 });
  if (cluster.user) chownSync(cluster.data, cluster.user.uid, cluster.user.gid);
  const handover = join(dirname(cluster.data), `.pw-${randomBytes(6).toString('hex')}`);
  writeFileSync(handover, password, { mode: 0o600 });
  if (cluster.user) chownSync(handover, cluster.user.uid, cluster.user.gid);
  try {
    await run(cluster, 'initdb', [
      '-D',
      cluster.data,
      '-U',
      USER,
      '--pwfile',
      handover,
      '-A',
      'scram-sha-256',
      '-E',
      'UTF8',
      '--locale=C',
      '--no-instructions',
    ]);
  } finally {
    rmSync(handover, { force: true });
  }
  writeFileSync(passwordFile, password, { mode: 0o600 });
  return password;
}

/** The port of the server that runs on this data, when it does and lets us in. */
async function runningPort(cluster: Cluster, password: string): Promise<number | undefined> {
  const lines = readText(join(cluster.data, 'postmaster.pid'))?.split('\n');
  const port = Number(lines?.[3]);
  if (!Number.isInteger(port) || port <= 0) return undefined;
  return (await canConnect(urlOf(port, password, 'postgres'))) ? port : undefined;
}

async function canConnect(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function startServer(cluster: Cluster, password: string, port: number): Promise<number> {
  const { fsync = true, maxConnections = 100 } = cluster.options;
  const settings: Record<string, string> = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: String(maxConnections),
    shared_buffers: '256MB',
    ...(fsync ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const flags = Object.entries(settings).map(([name, value]) => `-c ${name}=${value === '' ? "''" : value}`);
  const log = join(cluster.data, 'server.log');
  // pg_ctl puts the server in a session of its own, so that Ctrl-C on the terminal does not reach it.
  const start = (): Promise<void> =>
    run(cluster, 'pg_ctl', ['start', '-w', '-t', '60', '-D', cluster.data, '-l', log, '-o', flags.join(' ')]);
  try {
    await untilPredecessorIsGone(cluster, start);
  } catch (error) {
    const tail = readText(log)?.trim().split('\n').slice(-5).join('\n') ?? '';
    throw new Error(`PostgreSQL did not start. The end of its log:\n${tail}`, { cause: error });
  }
  if (!(await canConnect(urlOf(port, password, 'postgres')))) throw new Error('PostgreSQL started, but does not let us in.');
  return port;
}

/** A server that was killed leaves processes that take a moment to notice; until then its data cannot be opened. */
async function untilPredecessorIsGone(cluster: Cluster, start: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + PREDECESSOR_MS;
  for (;;) {
    const leftBehind = existsSync(join(cluster.data, 'postmaster.pid'));
    try {
      await start();
      return;
    } catch (error) {
      if (!leftBehind || Date.now() > deadline) throw error;
      await wait(POLL_MS);
    }
  }
}

async function stopServer(cluster: Cluster): Promise<void> {
  if (!existsSync(join(cluster.data, 'postmaster.pid'))) return;
  await run(cluster, 'pg_ctl', ['stop', '-w', '-t', '30', '-m', 'fast', '-D', cluster.data]);
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** Runs one of the PostgreSQL programs, as the other user when we are root. */
async function run(cluster: Cluster, program: string, args: readonly string[]): Promise<void> {
  const { binaries, user } = cluster;
  const environment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', LD_LIBRARY_PATH: join(binaries, 'lib'), TZ: 'UTC' };
  // The server keeps the pipes of pg_ctl open, so its output is not waited for.
  const child = spawn(join(binaries, 'bin', program), args, {
    cwd: '/',
    env: environment,
    stdio: ['ignore', 'ignore', program === 'pg_ctl' ? 'ignore' : 'pipe'],
    detached: true,
    ...user,
  });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`${program} failed (${String(code)}). ${complaint.trim().split('\n').slice(-5).join('\n')}`);
}
