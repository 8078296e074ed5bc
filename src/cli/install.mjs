// Makes sure that the packages are there, with nothing but Node: `npm run demo` and `npm test` begin here.
// Does nothing when node_modules holds what package-lock.json asks for; otherwise runs `npm ci` and shows that it is busy.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const modules = join(root, 'node_modules');
const stamp = join(modules, '.installed-lock');
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
  spawnSync(join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node'), ['--version'], {
    stdio: 'ignore',
    shell: process.platform === 'win32',
  }).status === 0;

/** Whether npm itself installed exactly this lock file, however it was called. */
function installedByNpm() {
  const hidden = join(modules, '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = JSON.parse(lockText).packages;
  const present = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || entry.devOptional || present[path]?.version === entry.version || entry.link,
  );
}

const isComplete = () => (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) || installedByNpm();

function install() {
  const count = Object.keys(JSON.parse(lockText).packages).length;
  say(`installing ${count} packages; the first time this takes about a minute ...`);
  const started = Date.now();
  const npm = process.env.npm_execpath;
  const [program, first] = npm ? [process.execPath, [npm]] : ['npm', []];
  const args = [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error', '--engine-strict=false'];
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'], shell: !npm && process.platform === 'win32' });
  // Other packages ask for a newer Node than the one that installs; they run on the Node 24 that is being installed.
  let complaints = '';
  child.stderr.on('data', (chunk) => (complaints += chunk));
  const ticker = setInterval(() => say(`  still installing, ${Math.round((Date.now() - started) / 1000)} seconds`), 5000);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      child.kill(signal);
      process.exit(130);
    });
  }
  child.on('error', (error) => {
    say(`npm could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on('close', (code) => {
    clearInterval(ticker);
    if (code !== 0) {
      say(complaints.trim());
      say(`Installing failed (${code}). Is the npm registry reachable?`);
      process.exit(code ?? 1);
    }
    if (!nodeRuns()) {
      say('Node 24 was installed as a package, but does not run here. Allow the install scripts named in package.json under allowScripts.');
      process.exit(1);
    }
    writeFileSync(stamp, hash);
    say(`installed in ${Math.round((Date.now() - started) / 1000)} seconds`);
  });
}

if (!isComplete() || !nodeRuns()) install();
