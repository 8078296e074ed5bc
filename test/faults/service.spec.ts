import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations } from '../../src/schema.js';
import { useCase } from '../support/builders.js';
import { testDatabase, type TestDatabase } from '../support/databases.js';
import { eventually, startProgram, type Program } from '../support/processes.js';

const MAIN = 'dist/src/main.js';
let database: TestDatabase;
let key: string;

beforeAll(async () => {
  database = await testDatabase();
  key = execFileSync(process.execPath, ['dist/src/cli/sleutel.js', '--organisatie', 'gm0363', '--rol', 'registrar'], {
    env: { DATABASE_URL: database.url },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
    .toString()
    .trim();
});
afterAll(() => database.drop());

async function startService(settings: Record<string, string> = {}): Promise<{ program: Program; url: string }> {
  const program = startProgram([MAIN], { PORT: '0', DATABASE_URL: database.url, ...settings });
  const [, url = ''] = await program.until(/"url":"([^"]+)"/);
  return { program, url };
}

async function stop(program: Program): Promise<void> {
  program.child.kill('SIGKILL');
  await program.ended;
}

const register = (url: string, idempotencyKey: string): Promise<Response> =>
  fetch(`${url}/v1/use-cases`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key, 'idempotency-key': idempotencyKey },
    body: JSON.stringify(useCase({ titel: idempotencyKey, publiceren: true })),
  });

describe('the service', () => {
  it('says all that is wrong with its settings at once, and does not start', async () => {
    const program = startProgram([MAIN], { PORT: 'veel', LOG_LEVEL: 'luid', DATABASE_URL: 'mysql://geheim@x/y', DB_POOL_SIZE: '0' });
    expect((await program.ended).code).toBe(2);
    for (const name of ['PORT', 'LOG_LEVEL', 'DATABASE_URL', 'DB_POOL_SIZE']) expect(program.said()).toContain(`${name} must be`);
    expect(program.said()).not.toContain('geheim');
  });

  it('fails on a port of its settings that is taken', async () => {
    const taken: Server = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port));
    });
    const program = startProgram([MAIN], { PORT: String(port), DATABASE_URL: database.url });
    expect((await program.ended).code).toBe(1);
    expect(program.said()).toContain('EADDRINUSE');
    await new Promise((resolve) => taken.close(resolve));
  });

  it('finishes what is under way on SIGTERM and ends with exit code 0', async () => {
    const { program, url } = await startService();
    const calls = Promise.allSettled(Array.from({ length: 30 }, (_each, index) => register(url, `sigterm-${String(index)}`)));
    await register(url, 'sigterm-first');
    program.child.kill('SIGTERM');
    const { code } = await program.ended;
    expect([code, program.said()]).toEqual([0, expect.not.stringMatching(/Error|failed/)]);
    for (const outcome of await calls) if (outcome.status === 'fulfilled') expect([201, 503]).toContain(outcome.value.status);
  });

  it('loses nothing that it acknowledged when it is killed, and a repetition makes no second record', async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const { program, url } = await startService();
      const names = Array.from({ length: 40 }, (_each, index) => `kill-${String(round)}-${String(index)}`);
      let sent = 0;
      const writers = Array.from({ length: 4 }, async () => {
        for (let name = names[sent++]; name !== undefined; name = names[sent++]) {
          const response = await register(url, name).catch(() => undefined);
          if (response?.status === 201) acknowledged.push(name);
          if (acknowledged.length >= (round + 1) * 15) program.child.kill('SIGKILL');
        }
      });
      await Promise.all(writers);
      await program.ended;
      const again = await startService();
      for (const name of names) expect((await register(again.url, name)).status).toBe(201);
      const titles: string[] = [];
      for (let path: string | null = '/v1/use-cases?limiet=100'; path !== null;) {
        const page = (await (await fetch(again.url + path)).json()) as { resultaten: { titel: string }[]; volgende: string | null };
        titles.push(...page.resultaten.map(({ titel }) => titel));
        path = page.volgende;
      }
      for (const name of [...names, ...acknowledged]) expect([name, titles.filter((titel) => titel === name).length]).toEqual([name, 1]);
      await stop(again.program);
    }
  });

  it('does its migrations once when two instances start together', async () => {
    const empty = await testDatabase('empty');
    const programs = [1, 2].map(() => startProgram([MAIN], { PORT: '0', DATABASE_URL: empty.url }));
    await Promise.all(programs.map((program) => program.until(/"url":"/)));
    expect(programs.map((program) => program.said().match(/migration /g)?.length ?? 0).sort((a, b) => a - b)).toEqual([
      0,
      migrations.length,
    ]);
    await Promise.all(programs.map(stop));
    await empty.drop();
  });
});

describe('a database that cannot be reached for a while', () => {
  it('gives 503 with Retry-After on reads and writes, and needs no restart', async () => {
    const target = new URL(database.url);
    const sockets = new Set<Socket>();
    const proxy = createServer((socket) => {
      const onward = connect(Number(target.port), target.hostname);
      for (const each of [socket, onward]) {
        sockets.add(each);
        each.on('error', () => each.destroy()).on('close', () => sockets.delete(each));
      }
      socket.pipe(onward).pipe(socket);
    });
    const open = (port: number): Promise<number> =>
      new Promise((resolve) => {
        proxy.listen(port, '127.0.0.1', () => resolve((proxy.address() as { port: number }).port));
      });
    const port = await open(0);
    const through = new URL(database.url);
    through.host = `127.0.0.1:${String(port)}`;
    const { program, url } = await startService({ DATABASE_URL: through.href });
    const read = (): Promise<number> => fetch(`${url}/v1/use-cases`).then(({ status }) => status);
    expect(await read()).toBe(200);
    sockets.forEach((socket) => socket.destroy());
    await new Promise((resolve) => proxy.close(resolve));
    expect(await eventually(read, (status) => status === 503)).toBe(503);
    const write = await register(url, 'gone');
    expect([write.status, write.headers.get('retry-after')]).toEqual([503, '2']);
    expect((await fetch(`${url}/health/ready`)).status).toBe(503);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    await open(port);
    expect(await eventually(read, (status) => status === 200, 2000)).toBe(200);
    expect((await register(url, 'gone')).status).toBe(201);
    await stop(program);
    sockets.forEach((socket) => socket.destroy());
    await new Promise((resolve) => proxy.close(resolve));
  });
});

describe('an embedded PostgreSQL that is killed under the service', () => {
  it('gives 503 with Retry-After, and work goes on by itself when it is back', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'usecaseregister-fault-'));
    chmodSync(folder, 0o755);
    const program = startProgram([MAIN], { PORT: '0', DATA_DIR: folder });
    const [, url = ''] = await program.until(/"url":"([^"]+)"/);
    const ready = (): Promise<number> => fetch(`${url}/health/ready`).then(({ status }) => status);
    expect(await ready()).toBe(200);
    const pid = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGQUIT');
    expect(await eventually(ready, (status) => status === 503)).toBe(503);
    const gone = await fetch(`${url}/v1/use-cases`);
    expect([gone.status, gone.headers.get('retry-after'), gone.headers.get('content-type')]).toEqual([
      503,
      '2',
      'application/problem+json; charset=utf-8',
    ]);
    expect(((await gone.json()) as { code: string }).code).toBe('niet-beschikbaar');
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect(await eventually(ready, (status) => status === 200, 30_000)).toBe(200);
    expect((await fetch(`${url}/v1/organisaties?limiet=1`)).status).toBe(200);
    program.child.kill('SIGTERM');
    expect((await program.ended).code).toBe(0);
    rmSync(folder, { recursive: true, force: true });
  }, 120_000);
});
