import { mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const LOCK_WAIT_MS = 60_000;
const POLL_MS = 25;

export const isAlive = (pid: number): boolean => {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Runs `work` while no other process does. A lock of a process that is gone is taken over. */
export async function withLock<T>(directory: string, work: () => Promise<T>): Promise<T> {
  const lock = join(directory, 'lock');
  const owner = join(lock, String(process.pid));
  const deadline = Date.now() + LOCK_WAIT_MS;
  while (!tryLock(lock, owner)) {
    if (Date.now() > deadline) throw new Error(`Another process holds ${lock} for over a minute. Remove it if that is wrong.`);
    await wait(POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function tryLock(lock: string, owner: string): boolean {
  try {
    mkdirSync(lock);
    writeFileSync(owner, '');
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    clearStale(lock);
    return false;
  }
}

/** Removes a lock whose process is gone, or that was never finished. `rmdir` fails when another process was faster. */
function clearStale(lock: string): void {
  try {
    const owners = readdirSync(lock);
    const unfinished = owners.length === 0 && Date.now() - statSync(lock).mtimeMs > 2000;
    const dead = owners.filter((pid) => !isAlive(Number(pid)));
    for (const pid of dead) rmSync(join(lock, pid), { force: true });
    if (unfinished || dead.length > 0) rmdirSync(lock);
  } catch {
    // Somebody else is clearing it, or holds it now.
  }
}

/** The processes that use the database now, each with a file of its own. */
export class Leases {
  private static count = 0;
  private readonly folder: string;
  private readonly own: string;

  constructor(directory: string) {
    this.folder = join(directory, 'in-use');
    Leases.count += 1;
    this.own = join(this.folder, `${String(process.pid)}.${String(Leases.count)}`);
  }

  take(): void {
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(this.own, '');
  }

  drop(): void {
    rmSync(this.own, { force: true });
  }

  /** How many others there are; leases of processes that are gone are cleared. */
  others(): number {
    const names = readdirSync(this.folder).filter((name) => join(this.folder, name) !== this.own);
    const alive = names.filter((name) => isAlive(Number(name.split('.')[0])));
    for (const name of names) if (!alive.includes(name)) rmSync(join(this.folder, name), { force: true });
    return alive.length;
  }
}

export const readText = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};
