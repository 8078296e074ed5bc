import { spawn, spawnSync, type SpawnOptions } from 'node:child_process';
import { join } from 'node:path';
import type { Place } from './embedded-place.js';

/** In a session of its own, so that Ctrl-C on the terminal does not reach it, and without the PG settings of the environment. */
const spawnOptions = (place: Place): SpawnOptions => ({
  cwd: '/',
  env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', LD_LIBRARY_PATH: join(place.binaries, 'lib'), TZ: 'UTC' },
  detached: process.platform !== 'win32',
  windowsHide: true,
  ...place.user,
});

/** Runs one of the PostgreSQL programs, as the other user when we are root. */
export async function run(place: Place, program: string, args: readonly string[]): Promise<void> {
  // On Windows the server keeps the pipes of pg_ctl open.
  const hasPipe = process.platform !== 'win32' || program !== 'pg_ctl';
  const child = spawn(join(place.binaries, 'bin', program), args, {
    ...spawnOptions(place),
    stdio: ['ignore', 'ignore', hasPipe ? 'pipe' : 'ignore'],
  });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return;
  const isFull = /No space left on device/.test(complaint) ? ' The disk is full.' : '';
  throw new Error(`${program} failed (${String(code)}).${isFull} ${complaint.trim().split('\n').slice(-5).join('\n')}`);
}

/** The same for the end of the process, when nothing can be waited for. */
export function runNow(place: Place, program: string, args: readonly string[]): void {
  spawnSync(join(place.binaries, 'bin', program), args, spawnOptions(place));
}
