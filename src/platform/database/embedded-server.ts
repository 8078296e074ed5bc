import { lchownSync, readlinkSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { USER } from './embedded-cluster.js';
import { beginOf, codeOf, readText } from './embedded-lease.js';
import type { Place } from './embedded-place.js';
import { run, runNow } from './embedded-programs.js';

export const DATABASE = 'register';
const START_S = 120;
const STOP_S = 30;
const PREDECESSOR_MS = 20_000;
const POLL_MS = 50;
/** One above the highest number that Linux gives a process. */
const NO_PROCESS = '4194305';
const LOG_LIMIT_BYTES = 10_000_000;

export interface ServerOptions {
  fsync?: boolean;
  maxConnections?: number;
}

export const urlOf = (port: number, password: string, database: string): string =>
  `postgres://${USER}:${password}@127.0.0.1:${String(port)}/${database}`;

interface Postmaster {
  pid: number;
  port: number;
}

function postmaster(data: string): Postmaster | undefined {
  const lines = readText(join(data, 'postmaster.pid'))?.split('\n');
  return lines && { pid: Number(lines[0]), port: Number(lines[3]) };
}

/** Whether the server of this data lives. Linux tells that by its working folder, so that another process with its number is not meant. */
export function isServerAlive(data: string): boolean {
  const found = postmaster(data);
  if (!found || beginOf(found.pid) === undefined) return false;
  if (process.platform !== 'linux') return true;
  try {
    return readlinkSync(`/proc/${String(found.pid)}/cwd`) === realpathSync(data);
  } catch (error) {
    return codeOf(error) !== 'ENOENT';
  }
}

/** The port of the server that runs on this data. Waits for one that is starting, or stopping. */
export async function runningPort(place: Place, password: string): Promise<number | undefined> {
  const deadline = Date.now() + START_S * 1000;
  while (isServerAlive(place.data)) {
    const { pid, port } = postmaster(place.data) ?? { pid: 0, port: 0 };
    const answer = port > 0 ? await connectionFault(urlOf(port, password, 'postgres')) : 'not yet';
    if (answer === undefined) return port;
    if (answer === '28P01')
      throw new Error(`The password in ${join(place.directory, 'password')} is not that of the database in ${place.data}.`);
    // Only Linux tells for certain that the process is this server; elsewhere pg_ctl judges.
    if (answer === 'ECONNREFUSED' && process.platform !== 'linux') return undefined;
    if (Date.now() > deadline)
      throw new Error(`PostgreSQL (process ${String(pid)}) runs on ${place.data}, but does not answer (${answer}).`);
    await wait(POLL_MS);
  }
  return undefined;
}

/** Why the server does not let us in, as a code; undefined when it does. */
async function connectionFault(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return undefined;
  } catch (error) {
    return codeOf(error) ?? 'no answer';
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The wanted port when it is free, so that the addresses others hold stay good; else any other. */
async function freePort(wanted: number): Promise<number> {
  for (const port of wanted > 0 ? [wanted, 0] : [0]) {
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => {
        resolve(false);
      });
      server.listen(port, '127.0.0.1', () => {
        resolve(true);
      });
    });
    if (!isFree) continue;
    const address = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    return address.port;
  }
  throw new Error('There is no free port on 127.0.0.1.');
}

/** Starts the server, on the port of the time before when it can: whoever uses a server that died has its address. */
export async function startServer(place: Place, options: ServerOptions): Promise<number> {
  const log = join(place.data, 'server.log');
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES) renameSync(log, `${log}.old`);
  const logged = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  const portFile = join(place.directory, 'port');
  if (postmaster(place.data) && !isServerAlive(place.data)) disownPidFile(place);
  const deadline = Date.now() + PREDECESSOR_MS;
  for (;;) {
    const port = await freePort(Number(readText(portFile) ?? 0));
    const from = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
    try {
      await run(place, 'pg_ctl', ['start', '-w', '-t', String(START_S), '-D', place.data, '-l', log, '-o', settings(port, options)]);
      writeFileSync(portFile, String(port));
      return port;
    } catch (error) {
      const reason = readText(log)?.slice(from) ?? '';
      // A killed server leaves processes that take a moment to notice, and another program can be faster with the port.
      const passes = /shared memory block|could not bind|lock file .* already exists/.test(reason);
      if (!passes || Date.now() > deadline) throw startFault(log, logged, error);
      await wait(POLL_MS);
    }
  }
}

/** PostgreSQL takes any process with the number of its dead predecessor for a running server, also one that nobody has reaped yet. */
function disownPidFile({ data, user }: Place): void {
  const file = join(data, 'postmaster.pid');
  const lines = (readText(file) ?? '').split('\n');
  rmSync(file);
  writeFileSync(file, [NO_PROCESS, ...lines.slice(1)].join('\n'), { mode: 0o600, flag: 'wx' });
  if (user) lchownSync(file, user.uid, user.gid);
}

function settings(port: number, { fsync = true, maxConnections = 100 }: ServerOptions): string {
  const values: Record<string, string> = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: "''",
    max_connections: String(maxConnections),
    shared_buffers: '256MB',
    timezone: 'UTC',
    // Faulty statements can quote what somebody sent; the log tells about the server only.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    ...(fsync ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(values)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
}

function startFault(log: string, from: number, cause: unknown): Error {
  const tail = (readText(log) ?? '').slice(from).trim().split('\n').slice(-10).join('\n');
  const isFull = tail.includes('No space left on device') ? 'The disk is full. ' : '';
  return new Error(`PostgreSQL did not start. ${isFull}${(cause as Error).message}\nThe end of ${log}:\n${tail}`, { cause });
}

const stopArguments = (data: string, mode: string): string[] => ['stop', '-w', '-t', String(STOP_S), '-m', mode, '-D', data];

export async function stopServer(place: Place): Promise<void> {
  for (const mode of ['fast', 'immediate']) {
    if (!isServerAlive(place.data)) return;
    try {
      await run(place, 'pg_ctl', stopArguments(place.data, mode));
    } catch (error) {
      if (mode === 'immediate' && isServerAlive(place.data)) throw error;
    }
  }
}

/** The same for the end of the process, when nothing can be waited for. */
export function stopServerNow(place: Place): void {
  if (isServerAlive(place.data)) runNow(place, 'pg_ctl', stopArguments(place.data, 'fast'));
}

/** @returns the version of the server */
export async function ensureDatabase(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    return rows[0]?.server_version ?? '';
  } finally {
    await client.end();
  }
}
