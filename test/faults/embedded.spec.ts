import { afterEach, describe, expect, it } from '@jest/globals';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { removeEmbedded } from '../../src/platform/database/embedded.js';
import { startProgram, type Program } from '../support/processes.js';

const folders: string[] = [];
const programs: Program[] = [];

afterEach(async () => {
  for (const program of programs.splice(0)) {
    program.child.kill('SIGKILL');
    await program.ended;
  }
  for (const folder of folders.splice(0)) {
    await removeEmbedded(join(folder, 'data'));
    rmSync(folder, { recursive: true, force: true });
  }
});

/** As root, PostgreSQL runs as another user, who can come here with mode 755 and not with 700. */
function newFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), 'usecaseregister-embedded-'));
  chmodSync(folder, mode);
  folders.push(folder);
  return join(folder, 'data');
}

const ON_TERM = `process.on('SIGTERM', () => running.stop().then(() => process.exit(0)));`;

/** A process that uses the embedded PostgreSQL until it is told to stop. */
function user(folder: string, then = ON_TERM): Program {
  const code = `
    const { startEmbedded } = await import(${JSON.stringify(resolve('dist/src/platform/database/embedded.js'))});
    const running = await startEmbedded({ directory: ${JSON.stringify(folder)}, fsync: false, log: console.log });
    ${then}
    setInterval(() => undefined, 1000);
    console.log('url ' + running.url);`;
  const program = startProgram(['--input-type=module', '--eval', code], {});
  programs.push(program);
  return program;
}

const urlOf = async (program: Program): Promise<string> => (await program.until(/url (\S+)/))[1] ?? '';
const leave = async (program: Program): Promise<void> => {
  program.child.kill('SIGTERM');
  expect((await program.ended).code).toBe(0);
};
const kill = async (program: Program): Promise<void> => {
  program.child.kill('SIGKILL');
  await program.ended;
};
const pidFile = (folder: string): string => join(folder, 'postgres', 'postmaster.pid');
const serverOf = (folder: string): number => Number(readFileSync(pidFile(folder), 'utf8').split('\n')[0]);

/** Nothing runs, nobody is on the list, and no lock is in the way of the next. */
function expectNothingLeft(folder: string): void {
  expect(existsSync(pidFile(folder))).toBe(false);
  expect(readdirSync(join(folder, 'in-use'))).toEqual([]);
  expect(existsSync(join(folder, 'lock'))).toBe(false);
}

async function ask(url: string, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: unknown }>(text);
    return rows[0]?.answer;
  } finally {
    await client.end();
  }
}

describe('the embedded PostgreSQL', () => {
  it('is shared: the first starts it, others join, the last to leave stops it', async () => {
    const folder = newFolder();
    const [first, second] = [user(folder), user(folder)];
    const url = await urlOf(first);
    expect(await urlOf(second)).toBe(url);
    await leave(first);
    expect(await ask(url, 'select 1 as answer')).toBe(1);
    await leave(second);
    expectNothingLeft(folder);
  });

  it('sorts and lower-cases the same on every machine', async () => {
    const program = user(newFolder());
    const url = await urlOf(program);
    expect(await ask(url, `select lower('ÉÉN') as answer`)).toBe('één');
    expect(await ask(url, `select string_agg(x, '' order by x) as answer from unnest(array['b', 'é', 'A', 'z', 'Z']) x`)).toBe('AZbzé');
    await leave(program);
  });

  it('that a killed process left behind is joined, and then stopped', async () => {
    const folder = newFolder();
    const killed = user(folder);
    const url = await urlOf(killed);
    await kill(killed);
    const next = user(folder);
    expect(await urlOf(next)).toBe(url);
    await leave(next);
    expectNothingLeft(folder);
  });

  it.each(['SIGKILL', 'SIGQUIT'])('that got %s itself starts again with its data, at the address that others hold', async (signal) => {
    const folder = newFolder();
    const first = user(folder);
    const url = await urlOf(first);
    await ask(url, 'create table kept as select 7 as answer');
    // Without fsync, as in all tests, only a checkpoint makes sure.
    await ask(url, 'checkpoint');
    process.kill(serverOf(folder), signal);
    const next = user(folder);
    expect(await urlOf(next)).toBe(url);
    expect(await ask(url, 'select answer from kept')).toBe(7);
    await leave(first);
    await leave(next);
    expectNothingLeft(folder);
  });

  it('is not kept from starting by files of the dead whose numbers others have now', async () => {
    const folder = newFolder();
    const killed = user(folder);
    await urlOf(killed);
    const server = serverOf(folder);
    await kill(killed);
    process.kill(server, 'SIGKILL');
    const text = readFileSync(pidFile(folder), 'utf8');
    writeFileSync(pidFile(folder), text.replace(String(server), String(process.pid)));
    mkdirSync(join(folder, 'lock'));
    for (const name of ['lock/', 'in-use/']) writeFileSync(join(folder, `${name}${String(process.pid)}`), 'another begin');
    const next = user(folder);
    await urlOf(next);
    await leave(next);
    // Only Linux tells when a process began.
    if (process.platform === 'linux') expectNothingLeft(folder);
  });
});

describe('a process that uses the embedded PostgreSQL', () => {
  it.each(['url', 'making'])('and does not listen for Ctrl-C leaves nothing behind (after "%s")', async (word) => {
    const folder = newFolder();
    const program = user(folder, '');
    await program.until(new RegExp(word));
    program.child.kill('SIGINT');
    expect((await program.ended).signal).toBe('SIGINT');
    expectNothingLeft(folder);
  });

  it('and exits without stopping leaves nothing behind', async () => {
    const folder = newFolder();
    expect((await user(folder, 'process.exit(3);').ended).code).toBe(3);
    expectNothingLeft(folder);
  });

  it('does not replace a database that it cannot open by an empty one', async () => {
    const folder = newFolder();
    await user(folder, 'process.exit(0);').ended;
    const password = join(folder, 'password');
    renameSync(password, `${password}.away`);
    const program = user(folder);
    expect((await program.ended).code).not.toBe(0);
    expect(program.said()).toContain(`${password} is missing`);
    renameSync(`${password}.away`, password);
  });
});

describe('in a folder that others cannot enter', () => {
  it('keeps the data elsewhere, and finds it after the folder has moved', async () => {
    const folder = newFolder(0o700);
    const [first, second] = [user(folder), user(folder)];
    const url = await urlOf(first);
    expect(await urlOf(second)).toBe(url);
    await ask(url, 'create table kept as select 7 as answer');
    await leave(first);
    await leave(second);
    const moved = newFolder(0o700);
    renameSync(folder, moved);
    const next = user(moved);
    expect(await ask(await urlOf(next), 'select answer from kept')).toBe(7);
    await leave(next);
  });

  it('takes the data along that it made when the user could still enter', async () => {
    const folder = newFolder();
    const first = user(folder);
    await ask(await urlOf(first), 'create table kept as select 7 as answer');
    await leave(first);
    chmodSync(resolve(folder, '..'), 0o700);
    const next = user(folder);
    expect(await ask(await urlOf(next), 'select answer from kept')).toBe(7);
    await leave(next);
  });
});
