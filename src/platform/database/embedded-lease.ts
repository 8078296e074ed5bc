import { mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const LOCK_WAIT_MS = 150_000;
const UNFINISHED_MS = 2000;
const POLL_MS = 25;

export const readText = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

export const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** When a process began, in ticks; empty where the system does not say; undefined when there is no such process. */
export function beginOf(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return undefined;
  }
  const line = process.platform === 'linux' ? readText(`/proc/${String(pid)}/stat`) : undefined;
  if (line === undefined) return '';
  // proc(5): after the program's name in brackets come the state (field 3) and, nineteen further, the begin (field 22).
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : (fields[19] ?? '');
}

/** Whether a file that is named after a process belongs to one that runs, and not to an earlier one with the same number. */
function isHeld(file: string, pid: number): boolean {
  const now = beginOf(pid);
  if (now === undefined) return false;
  const then = readText(file) ?? '';
  return then === '' || now === '' || then === now;
}

const own = (): string => beginOf(process.pid) ?? '';

/** Runs `work` while no other process does. A lock of a process that is gone is taken over. */
export async function withLock<T>(directory: string, work: () => Promise<T>): Promise<T> {
  const lock = join(directory, 'lock');
  const deadline = Date.now() + LOCK_WAIT_MS;
  while (!tryLock(lock)) {
    if (Date.now() > deadline) {
      const holders = readdirSync(lock).join(', ');
      throw new Error(`Process ${holders} has held ${lock} for over two minutes. End that process, or remove the lock if it is not ours.`);
    }
    await wait(POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** The same for the end of the process, when nothing can be waited for: `work` is left out when another process is busy. */
export function withLockNow(directory: string, work: () => void): void {
  const lock = join(directory, 'lock');
  const isOurs = readText(join(lock, String(process.pid))) === own();
  if (!isOurs && !tryLock(lock)) return;
  try {
    work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function tryLock(lock: string): boolean {
  try {
    mkdirSync(lock);
    writeFileSync(join(lock, String(process.pid)), own());
    return true;
  } catch (error) {
    const code = codeOf(error);
    // ENOENT: somebody who was clearing the previous lock took ours, still empty, for it.
    if (code === 'EEXIST') clearStale(lock);
    else if (code !== 'ENOENT') throw error;
    return false;
  }
}

/** Removes a lock whose process is gone, or that was never finished. `rmdir` fails when another process was faster. */
function clearStale(lock: string): void {
  try {
    const owners = readdirSync(lock);
    const unfinished = owners.length === 0 && Date.now() - statSync(lock).mtimeMs > UNFINISHED_MS;
    const dead = owners.filter((pid) => !isHeld(join(lock, pid), Number(pid)));
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
    writeFileSync(this.own, own());
  }

  drop(): void {
    rmSync(this.own, { force: true });
  }

  /** How many others there are; leases of processes that are gone are cleared. */
  others(): number {
    const files = readdirSync(this.folder).map((name) => ({ file: join(this.folder, name), pid: Number(name.split('.')[0]) }));
    const others = files.filter(({ file }) => file !== this.own);
    const held = others.filter(({ file, pid }) => isHeld(file, pid));
    for (const other of others) if (!held.includes(other)) rmSync(other.file, { force: true });
    return held.length;
  }
}
