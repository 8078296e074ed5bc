// The measured services as processes of their own, and the scratch database they share.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

const READY_TIMEOUT_MS = 30_000;
const POLL_MS = 5;
const SAMPLE_MS = 100;
const children = new Set();
const scratch = new Map();

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const isReady = (url) =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

/** Starts a service on a free port. @returns when `readyPath` answers with success, with the time that took */
async function startService(args, environment, readyPath) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, PORT: String(port), ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  children.add(child);
  let said = '';
  child.stderr.on('data', (chunk) => (said = `${said}${chunk}`.slice(-2000)));
  const ended = new Promise((resolve) => child.once('close', resolve));
  while (!(await isReady(url + readyPath))) {
    if (child.exitCode !== null || performance.now() - started > READY_TIMEOUT_MS) throw new Error(`The service did not start: ${said}`);
    await wait(POLL_MS);
  }
  const startMs = Math.round(performance.now() - started);
  const memory = watchMemory(child.pid);
  const stop = async () => {
    memory.stop();
    child.kill('SIGTERM');
    await ended;
    children.delete(child);
  };
  return { url, startMs, stop, peakMb: memory.peakMb };
}

/** Highest resident memory seen; undefined where there is no /proc. */
function watchMemory(pid) {
  let peak;
  const sample = () => {
    try {
      const kib = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
      if (kib > 0) peak = Math.max(peak ?? 0, Math.round(kib / 1024));
    } catch {
      // The process has ended, or this is no Linux.
    }
  };
  const timer = setInterval(sample, SAMPLE_MS);
  return { stop: () => clearInterval(timer), peakMb: () => peak };
}

export const startProduct = (url) =>
  startService(['--max-semi-space-size=16', 'dist/src/main.js'], { DATABASE_URL: url, LOG_LEVEL: 'warn' }, '/health/ready');

export const startBaseline = (url) => startService(['test/bench/baseline/server.mjs'], { DATABASE_URL: url }, '/use-cases');

/** A database of its own for one measurement; `cleanUp` drops it. */
export async function createScratch(server) {
  const name = `bench_${randomBytes(4).toString('hex')}`;
  await onServer(server, `create database ${name}`);
  scratch.set(name, server);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** Ends every process started here and drops every scratch database, also halfway a measurement. */
export async function cleanUp() {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
  for (const [name, server] of scratch) await onServer(server, `drop database if exists ${name} with (force)`);
  scratch.clear();
}

async function onServer(server, text) {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

/** How a measurement ends: once, with its scratch databases gone, also on Ctrl-C. `begun` tells whether it is ending already. */
export function endWith(database, say, close = () => undefined) {
  let ending;
  const end = (code) => {
    ending ??= (async () => {
      await Promise.resolve(close()).catch((error) => say(error.message));
      await cleanUp().catch((error) => say(error.message));
      await database.release();
      process.exit(code);
    })();
    return ending;
  };
  end.begun = () => ending !== undefined;
  process.on('SIGINT', () => void end(130));
  process.on('SIGTERM', () => void end(143));
  return end;
}
