// npm run bench: the product beside a hand-written baseline, on the same database, in alternating rounds.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import pg from 'pg';
import { createApp } from '../../dist/src/app.js';
import { environmentWith, readConfig } from '../../dist/src/platform/config.js';
import { ApiSleutels } from '../../dist/src/register/api-sleutels/api-sleutels.service.js';
import { openDatabase, prepare } from '../../dist/src/start.js';
import { content, seed } from './seed.mjs';

const help = `
Measures the product beside a hand-written baseline (test/bench/baseline) on the same database, in alternating rounds.

  npm run bench -- [options]

  --sizes 10000,100000   numbers of use cases
  --rounds 3             rounds per scenario; the median counts
  --seconds 2            length of one measurement
  --only NAME            only scenarios whose name contains NAME
  --json FILE            where the figures go (default test/bench/results.json)
  -h, --help             this text

Uses DATABASE_URL, or the embedded PostgreSQL. Scratch databases are dropped afterwards. Exit codes: 0 measured, 1 failed, 2 wrong usage.`;

let options;
try {
  options = parseArgs({
    options: {
      sizes: { type: 'string', default: '10000,100000' },
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '2' },
      only: { type: 'string', default: '' },
      json: { type: 'string', default: 'test/bench/results.json' },
      help: { type: 'boolean', short: 'h' },
    },
  }).values;
} catch (error) {
  process.stderr.write(`${error.message}\nUse --help for the options.\n`);
  process.exit(2);
}
if (options.help) {
  process.stdout.write(`${help.trim()}\n`);
  process.exit(0);
}

const CONNECTIONS = 8;
const say = (line) => process.stderr.write(`${line}\n`);
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const children = new Set();

async function startChild(args, environment, ready) {
  const child = spawn(process.execPath, args, { env: { PATH: process.env.PATH, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  const started = performance.now();
  let said = '';
  const url = await new Promise((resolve, reject) => {
    const hear = (chunk) => {
      said += chunk;
      const found = ready.exec(said);
      if (found) resolve(found[1]);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('close', () => reject(new Error(`The service ended: ${said}`)));
  });
  const stop = () =>
    new Promise((resolve) => {
      children.delete(child);
      child.once('close', resolve);
      child.kill('SIGTERM');
    });
  return {
    url,
    stop,
    startMs: performance.now() - started,
    rssMb: () => Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024),
  };
}

async function fire(url, requests) {
  const result = await autocannon({ url, connections: CONNECTIONS, duration: Number(options.seconds), requests });
  if (result.non2xx - result.statusCodeStats['304']?.count > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} answers were not a success, ${result.errors} errors`);
  return { perSecond: result.requests.average, p95: result.latency.p97_5 };
}

const get = (paths, headers = {}) => paths.map((path) => ({ method: 'GET', path, headers }));

async function scenariosFor({ ids, product, key, body }) {
  const pages = {
    'page: one filter': 'fase=pilot',
    'page: two filters': 'fase=pilot&thema=privacy',
    'page: by title': 'fase=pilot&sorteer=titel',
  };
  const one = ids.map((id) => `/use-cases/${id}`);
  const etags = await Promise.all(ids.map(async (id) => (await fetch(`${product}/v1/use-cases/${id}`)).headers.get('etag')));
  const listPath = '/v1/use-cases?fase=pilot';
  const listTag = (await fetch(product + listPath)).headers.get('etag');
  return [
    { name: 'one use case', goal: 1.1, product: get(one.map((path) => `/v1${path}`)), baseline: get(one) },
    ...Object.entries(pages).map(([name, query]) => ({
      name,
      goal: 2,
      product: get([`/v1/use-cases?${query}`]),
      baseline: get([`/use-cases?${query}`]),
    })),
    {
      name: 'one, If-None-Match',
      goal: 1.5,
      against: 'itself',
      product: ids.map((id, index) => ({ method: 'GET', path: `/v1/use-cases/${id}`, headers: { 'if-none-match': etags[index] } })),
      baseline: get(one.map((path) => `/v1${path}`)),
    },
    {
      name: 'page, If-None-Match',
      goal: 1.5,
      against: 'itself',
      product: get([listPath], { 'if-none-match': listTag }),
      baseline: get([listPath]),
    },
    {
      name: 'register and publish',
      goal: 0.5,
      product: [{ method: 'POST', path: '/v1/use-cases', headers: { 'content-type': 'application/json', 'x-api-key': key }, body }],
      baseline: [{ method: 'POST', path: '/use-cases', headers: { 'content-type': 'application/json' }, body }],
    },
  ];
}

async function measureScenario(scenario, urls) {
  const rounds = { product: [], baseline: [] };
  for (let round = 0; round < Number(options.rounds); round += 1) {
    for (const side of ['product', 'baseline']) {
      const url = side === 'baseline' && scenario.against === 'itself' ? urls.product : urls[side];
      rounds[side].push(await fire(url, scenario[side]));
    }
  }
  const [product, baseline] = ['product', 'baseline'].map((side) => median(rounds[side].map(({ perSecond }) => perSecond)));
  const p95 = median(rounds.product.map((each) => each.p95));
  const ratio = Math.round((product / baseline) * 100) / 100;
  const row = {
    scenario: scenario.name,
    product,
    baseline,
    against: scenario.against ?? 'baseline',
    ratio,
    goal: scenario.goal,
    reached: ratio >= scenario.goal,
    p97Ms: p95,
  };
  say(`  ${row.scenario}: ${product} against ${baseline} a second, ${ratio} times (goal ${scenario.goal})`);
  return row;
}

async function measureSize(server, size) {
  const name = `bench_${randomBytes(4).toString('hex')}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  try {
    say(`seeding ${size} use cases ...`);
    const app = await createApp(readConfig({ LOG_LEVEL: 'silent', DB_STATEMENT_TIMEOUT_MS: '600000' }), url.href);
    await prepare(app, () => undefined);
    await seed(app, size, say);
    const key = await app.nest.get(ApiSleutels).create('gm0363', 'registrar');
    const ids = (
      await app.dataSource.query(
        "select record from record_view where audience = 'openbaar' and soort = 'use-case' order by md5(record::text) limit 200",
      )
    ).map(({ record }) => record);
    const clauses = (await app.dataSource.query('select code from bepaling order by code limit 20')).map(({ code }) => code);
    await app.close();
    const product = await startChild(
      ['--max-semi-space-size=16', 'dist/src/main.js'],
      { PORT: '0', DATABASE_URL: url.href, LOG_LEVEL: 'info' },
      /"url":"([^"]+)"/,
    );
    const startMs = Math.round(product.startMs);
    await product.stop();
    const quiet = await startChild(
      [
        '--max-semi-space-size=16',
        '--input-type=module',
        '--eval',
        "import('./dist/src/start.js').then(async ({ start }) => { const { readConfig } = await import('./dist/src/platform/config.js'); const { stopOnSignals } = await import('./dist/src/stop.js'); const running = await start(readConfig(), () => undefined); stopOnSignals(running.stop); console.log('ready ' + running.url); })",
      ],
      { PORT: '0', DATABASE_URL: url.href, LOG_LEVEL: 'warn' },
      /ready (\S+)/,
    );
    const baseline = await startChild(['test/bench/baseline/server.mjs'], { DATABASE_URL: url.href }, /ready (\S+)/);
    const body = JSON.stringify({ ...content(1, clauses), openbaarheid: 'openbaar', publiceren: true });
    const rows = [];
    for (const scenario of await scenariosFor({ ids, product: quiet.url, key, body })) {
      if (scenario.name.includes(options.only)) rows.push(await measureScenario(scenario, { product: quiet.url, baseline: baseline.url }));
    }
    const result = { useCases: size, startMs, rssMb: quiet.rssMb(), scenarios: rows };
    await quiet.stop();
    await baseline.stop();
    return result;
  } finally {
    for (const child of children) child.kill('SIGKILL');
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  }
}

const cell = (value, width) => String(value).padStart(width);
function table({ useCases, startMs, rssMb, scenarios }) {
  const lines = scenarios.map(
    (row) =>
      `${row.scenario.padEnd(24)}${cell(row.product, 10)}${cell(row.baseline, 10)}${cell(row.ratio, 8)}${cell(row.goal, 7)}  ${row.reached ? 'reached' : 'not yet'}   ${row.against}`,
  );
  return [
    `\n${useCases} use cases`,
    `${'scenario'.padEnd(24)}${cell('product/s', 10)}${cell('against/s', 10)}${cell('ratio', 8)}${cell('goal', 7)}`,
    ...lines,
    `start to ready ${startMs} ms (goal 1500); memory under load ${rssMb} MB (goal 250)`,
  ].join('\n');
}

const database = await openDatabase(readConfig(environmentWith({ LOG_LEVEL: 'silent' })), say);
const end = async (code) => {
  for (const child of children) child.kill('SIGKILL');
  await database.release();
  process.exit(code);
};
process.on('SIGINT', () => void end(130));
process.on('SIGTERM', () => void end(143));
try {
  const sizes = options.sizes.split(',').map(Number);
  const results = [];
  for (const size of sizes) results.push(await measureSize(database.url, size));
  for (const result of results) process.stdout.write(`${table(result)}\n`);
  writeFileSync(
    options.json,
    `${JSON.stringify({ measuredOn: new Date().toISOString().slice(0, 10), cores: cpus().length, node: process.version, connections: CONNECTIONS, seconds: Number(options.seconds), rounds: Number(options.rounds), results }, null, 2)}\n`,
  );
  say(`\nwritten to ${options.json}`);
  await end(0);
} catch (error) {
  say(error.stack);
  await end(1);
}
