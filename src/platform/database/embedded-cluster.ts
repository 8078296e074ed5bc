import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from './embedded-lease.js';
import type { Place } from './embedded-place.js';
import { run } from './embedded-programs.js';

export const USER = 'register';

export interface ClusterOptions {
  fsync?: boolean;
  log?: (line: string) => void;
}

/** Makes the data the first time. @returns the password of the only user */
export async function initialise(place: Place, { fsync, log }: ClusterOptions): Promise<string> {
  const passwordFile = join(place.directory, 'password');
  if (existsSync(join(place.data, 'PG_VERSION'))) {
    const known = readText(passwordFile);
    if (known === undefined) throw new Error(`${passwordFile} is missing, so the database in ${place.data} cannot be opened. Put it back.`);
    return known;
  }
  if (readdirSync(place.data).length > 0) throw new Error(`${place.data} holds something else than a PostgreSQL database. Move it away.`);
  log?.(`making a new PostgreSQL database in ${place.data} ...`);
  const password = randomBytes(24).toString('base64url');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  await makeCluster(place, password, fsync === false ? ['--no-sync'] : []);
  return password;
}

/** Makes the data beside its place and moves it there when it is whole, so that a start that is cut off leaves no half database. */
async function makeCluster(place: Place, password: string, flags: readonly string[]): Promise<void> {
  const making = `${place.data}.${randomBytes(4).toString('hex')}`;
  const handover = `${making}.password`;
  mkdirSync(making, { mode: 0o700 });
  writeFileSync(handover, password, { mode: 0o600, flag: 'wx' });
  if (place.user) for (const path of [making, handover]) chownSync(path, place.user.uid, place.user.gid);
  const who = ['--username', USER, '--pwfile', handover, '--auth', 'scram-sha-256'];
  // The collation of PostgreSQL itself: the same order on every machine, and it knows the letters outside ASCII.
  const text = ['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'];
  try {
    await run(place, 'initdb', ['--pgdata', making, '--no-instructions', ...who, ...text, ...flags]);
    rmSync(place.data, { recursive: true });
    renameSync(making, place.data);
  } finally {
    rmSync(handover, { force: true });
    rmSync(making, { recursive: true, force: true });
  }
}
