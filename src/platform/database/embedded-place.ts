import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { binariesFor, type OtherUser } from './embedded-binaries.js';
import { beginOf, codeOf, readText } from './embedded-lease.js';

export interface Place {
  directory: string;
  binaries: string;
  data: string;
  /** Present when we are root. */
  user: OtherUser | undefined;
}

/** The folder that everything is found from, made when it is not there. */
export function openDirectory(directory: string): string {
  try {
    mkdirSync(directory, { recursive: true });
    accessSync(directory, constants.W_OK);
  } catch (error) {
    throw new Error(`The folder ${directory} cannot be written to (${codeOf(error) ?? 'unknown'}).`, { cause: error });
  }
  return realpathSync(directory);
}

/** Where the database of a directory stands, and the programs and the user to run it with. Makes what is missing. */
export function placeFor(directory: string): Place {
  const known = knownData(directory);
  const user = otherUser(known);
  const binaries = binariesFor(user, () => (user ? sharedFolder() : directory));
  const data = known ?? join(directory, INSIDE);
  if (!user) {
    mkdirSync(data, { recursive: true, mode: 0o700 });
    checkOwner(data, process.getuid?.());
    return { directory, binaries, data, user };
  }
  return {
    directory,
    binaries,
    data: isNoted(directory) || !canEnter(directory, user) ? outside(directory, user) : owned(data, user),
    user,
  };
}

const INSIDE = 'postgres';
const noteOf = (directory: string): string => join(directory, 'postgres-location');
const noted = (directory: string): string | undefined => readText(noteOf(directory))?.trim();
const isNoted = (directory: string): boolean => noted(directory) !== undefined;
const isCluster = (folder: string): boolean => existsSync(join(folder, 'PG_VERSION'));

/** The data folder of an earlier time. A missing one is not quietly replaced by an empty one. */
function knownData(directory: string): string | undefined {
  const inside = join(directory, INSIDE);
  const elsewhere = noted(directory);
  if (elsewhere === undefined) return isCluster(inside) ? inside : undefined;
  if (existsSync(elsewhere)) return elsewhere;
  if (isCluster(inside)) return inside;
  throw new Error(
    `The database of ${directory} stood in ${elsewhere}, which is gone. Put it back, or remove ${noteOf(directory)} to start with an empty one.`,
  );
}

/** Root runs PostgreSQL as the owner of the data, else as `postgres`, or as `nobody` where that user does not exist. */
function otherUser(data: string | undefined): OtherUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = data === undefined ? undefined : lstatSync(data);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
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

const canEnter = (folder: string, user: OtherUser): boolean =>
  spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { cwd: '/', stdio: 'ignore', ...user }).status === 0;

function checkOwner(data: string, uid: number | undefined): void {
  const found = lstatSync(data);
  if (!found.isDirectory() || (uid !== undefined && found.uid !== uid)) {
    throw new Error(`${data} belongs to another user (${String(found.uid)}), so PostgreSQL cannot use it. Start as that user, or as root.`);
  }
}

/** A data folder in the hands of the user, also when root has copied it. */
function owned(data: string, user: OtherUser): string {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  if (lstatSync(data).uid === 0) giveTo(data, user);
  checkOwner(data, user.uid);
  chmodSync(data, 0o700);
  return data;
}

function giveTo(path: string, user: OtherUser): void {
  lchownSync(path, user.uid, user.gid);
  if (!lstatSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) giveTo(join(path, name), user);
}

/** Root's own folder in a place that everyone may enter. /var/lib comes first: files in /var/tmp are cleared after some weeks. */
function sharedFolder(): string {
  for (const parent of ['/var/lib', '/var/tmp']) {
    const folder = join(parent, 'usecaseregister');
    try {
      mkdirSync(folder);
      chmodSync(folder, 0o755);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') continue;
    }
    const { uid, mode } = lstatSync(folder);
    // Nobody but root may be able to put something in it.
    if (lstatSync(folder).isDirectory() && uid === 0 && (mode & 0o022) === 0) return folder;
  }
  throw new Error(
    'There is no place for the database: usecaseregister in /var/lib or /var/tmp cannot be made, or belongs to somebody else.',
  );
}

/** A data folder for a directory that the user cannot enter. The directory keeps a note, so that it may move. */
function outside(directory: string, user: OtherUser): string {
  const data = noted(directory) ?? join(sharedFolder(), `data-${randomBytes(8).toString('hex')}`);
  const origin = `${data}.origin`;
  const before = readText(origin) ?? directory;
  if (before !== directory && noted(before) === data) {
    throw new Error(
      `${directory} is a copy of ${before}, and both would use the database in ${data}. Remove ${noteOf(directory)} to start anew.`,
    );
  }
  // The note goes first: cut off here, the next start moves on.
  writeFileSync(noteOf(directory), `${data}\n`);
  moveIn(join(directory, INSIDE), data);
  rmSync(origin, { force: true });
  writeFileSync(origin, directory, { flag: 'wx' });
  return owned(data, user);
}

/** Takes along a database from the time when the user could still enter the directory. */
function moveIn(inside: string, data: string): void {
  if (existsSync(data) || !isCluster(inside)) return;
  if (beginOf(Number(readText(join(inside, 'postmaster.pid'))?.split('\n')[0])) !== undefined) {
    throw new Error(`The database in ${inside} runs, and has to move because its user cannot enter the folder any more. Stop it first.`);
  }
  try {
    renameSync(inside, data);
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error;
    const making = `${data}.new`;
    rmSync(making, { recursive: true, force: true });
    cpSync(inside, making, { recursive: true, verbatimSymlinks: true });
    renameSync(making, data);
    rmSync(inside, { recursive: true });
  }
}
