import { afterEach, describe, expect, it } from '@jest/globals';
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startProgram, type Program } from '../support/processes.js';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'usecaseregister-embedded-'));
  // As root, PostgreSQL runs as another user, who must be able to come here.
  chmodSync(folder, 0o755);
  folders.push(folder);
  return folder;
}

/** A process that uses the embedded PostgreSQL until it is told to stop. */
function user(folder: string): Program {
  const code = `
    const { startEmbedded } = await import(${JSON.stringify(resolve('dist/src/platform/database/embedded.js'))});
    const running = await startEmbedded({ directory: ${JSON.stringify(folder)}, fsync: false });
    process.on('SIGTERM', () => running.stop().then(() => process.exit(0)));
    setInterval(() => undefined, 1000);
    console.log('url ' + running.url);`;
  return startProgram(['--input-type=module', '--eval', code], {});
}

const urlOf = async (program: Program): Promise<string> => (await program.until(/url (\S+)/))[1] ?? '';
const leave = async (program: Program): Promise<void> => {
  program.child.kill('SIGTERM');
  expect((await program.ended).code).toBe(0);
};
const pidFile = (folder: string): string => join(folder, 'postgres', 'postmaster.pid');

describe('the embedded PostgreSQL', () => {
  it('is shared: the first starts it, others join, the last to leave stops it', async () => {
    const folder = newFolder();
    const [first, second] = [user(folder), user(folder)];
    expect(await urlOf(first)).toBe(await urlOf(second));
    await leave(first);
    expect(existsSync(pidFile(folder))).toBe(true);
    await leave(second);
    expect(existsSync(pidFile(folder))).toBe(false);
    expect(readdirSync(join(folder, 'in-use'))).toEqual([]);
  });

  it('that a killed process left behind is joined, and then stopped', async () => {
    const folder = newFolder();
    const killed = user(folder);
    const url = await urlOf(killed);
    killed.child.kill('SIGKILL');
    await killed.ended;
    const next = user(folder);
    expect(await urlOf(next)).toBe(url);
    await leave(next);
    expect(existsSync(pidFile(folder))).toBe(false);
  });

  it('that was killed itself starts again with its data', async () => {
    const folder = newFolder();
    const first = user(folder);
    await urlOf(first);
    process.kill(Number(readFileSync(pidFile(folder), 'utf8').split('\n')[0]), 'SIGKILL');
    first.child.kill('SIGKILL');
    await first.ended;
    const next = user(folder);
    expect(await urlOf(next)).toMatch(/^postgres:/);
    await leave(next);
  }, 60_000);
});
