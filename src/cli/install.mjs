// Makes sure that the packages are there, with nothing but Node: `npm run demo` and `npm test` begin here.
// Does nothing when node_modules holds what package-lock.json asks for; otherwise runs `npm ci` and shows that it is busy.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const modules = join(root, 'node_modules');
const stamp = join(modules, '.installed-lock');
const isWindows = process.platform === 'win32';
const PATIENCE_MS = 3000;
const say = (line) => process.stderr.write(`${line}\n`);

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  say(`This needs Node 20.19 or newer; here is ${process.versions.node}.`);
  process.exit(1);
}

const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
const hash = createHash('sha256').update(lockText).digest('hex');

/** Node 24 comes in as a package; its program must run here. */
const nodeRuns = () =>
  spawnSync(join(modules, '.bin', isWindows ? 'node.cmd' : 'node'), ['--version'], {
    stdio: 'ignore',
    shell: isWindows,
  }).status === 0;

/** Whether npm itself installed exactly this lock file, however it was called. */
function installedByNpm() {
  // npm writes this file last, and removes it when packages change.
  const hidden = join(modules, '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = JSON.parse(lockText).packages;
  const present = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || entry.devOptional || present[path]?.version === entry.version || entry.link,
  );
}

const isComplete = () => (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) || installedByNpm();

/** Ends npm and what it runs: a script of a package that goes on would get in the way of the next try. */
function endAll(pid, signal) {
  try {
    if (isWindows) spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' });
    else process.kill(-pid, signal);
  } catch {
    // All have ended.
  }
}

/** npm as it was called, or as it is found, with the arguments to install exactly the lock file. */
function startNpm() {
  const caller = process.env.npm_execpath ?? '';
  const npm = caller.endsWith('npm-cli.js') ? caller : undefined;
  const [program, first] = npm ? [process.execPath, [npm]] : ['npm', []];
  // Some packages ask for a newer Node than the one that installs; they run on the Node 24 that is being installed.
  const args = [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error', '--engine-strict=false'];
  return spawn(program, args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: !npm && isWindows,
    // A group of its own, so that Ctrl-C ends npm with all that it has started.
    detached: !isWindows,
    windowsHide: true,
  });
}

/** Passes Ctrl-C on. @returns the signal that came, for when npm has ended */
function stopOnSignals(child, ticker) {
  let stoppedBy;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      stoppedBy ??= signal;
      clearInterval(ticker);
      say('stopping ...');
      endAll(child.pid, 'SIGTERM');
      setTimeout(() => endAll(child.pid, 'SIGKILL'), PATIENCE_MS).unref();
    });
  }
  return () => stoppedBy;
}

function refuse(code, reason) {
  say(reason);
  process.exit(code);
}

function install() {
  say(`installing ${Object.keys(JSON.parse(lockText).packages).length} packages; the first time this takes about a minute ...`);
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const child = startNpm();
  let complaints = '';
  child.stderr.on('data', (chunk) => (complaints += chunk));
  const ticker = setInterval(() => say(`  still installing, ${seconds()} seconds`), 5000);
  const stoppedBy = stopOnSignals(child, ticker);
  child.on('error', (error) => refuse(1, `npm could not be started: ${error.message}`));
  child.on('close', (code) => {
    clearInterval(ticker);
    if (stoppedBy()) {
      endAll(child.pid, 'SIGKILL');
      refuse(128 + constants.signals[stoppedBy()], 'Installing was stopped halfway; the next time begins again.');
    }
    if (code !== 0) refuse(code ?? 1, `${complaints.trim()}\nInstalling failed (${code}). Is the npm registry reachable?`);
    if (!nodeRuns()) {
      const hint = 'Allow the install scripts that package.json names under allowScripts.';
      refuse(1, `Node 24 was installed as a package, but does not run here. ${hint}`);
    }
    writeFileSync(stamp, hash);
    say(`installed in ${seconds()} seconds`);
  });
}

if (!isComplete() || !nodeRuns()) install();
