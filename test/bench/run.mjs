// npm run bench: the product beside a hand-written baseline, on the same database, in alternating rounds.
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { createApp } from '../../dist/src/app.js';
import { environmentWith, readConfig } from '../../dist/src/platform/config.js';
import { ApiSleutels } from '../../dist/src/register/api-sleutels/api-sleutels.service.js';
import { openDatabase, prepare } from '../../dist/src/start.js';
import { useCase } from './content/use-cases.mjs';
import { assertSameAnswers } from './same-answers.mjs';
import { scenariosFor } from './scenarios.mjs';
import { seed } from './seed.mjs';
import { cleanUp, createScratch, endWith, startBaseline, startProduct } from './services.mjs';

const help = `
Measures the product beside a hand-written baseline (test/bench/baseline) on the same database, in alternating rounds.

  npm run bench -- [options]

  --sizes 10000,100000   numbers of use cases, each with as many lessons
  --rounds 3             rounds per scenario; the median counts
  --seconds 2            length of one measurement
  --only NAME            only scenarios whose name contains NAME
  --json FILE            where the figures go (default test/bench/results.json)
  -h, --help             this text

Leave the machine alone meanwhile: the two take turns, but work of others still shows. Its load is kept with the figures.
Uses DATABASE_URL, or the embedded PostgreSQL. Scratch databases are dropped afterwards, also after Ctrl-C.
Exit codes: 0 measured, 1 failed, 2 wrong usage, 130 broken off.`;

const CONNECTIONS = 8;
const STARTS = 3;
const WARM_UP_SECONDS = 1;
/** Longest that one measurement waits for its first answer. */
const PATIENCE_SECONDS = 8;
const say = (line) => process.stderr.write(`${line}\n`);
const usage = (line) => {
  say(`${line}\nUse --help for the options.`);
  process.exit(2);
};
const options = readOptions();

function readOptions() {
  const text = (value) => ({ type: 'string', default: value });
  const known = {
    sizes: text('10000,100000'),
    rounds: text('3'),
    seconds: text('2'),
    only: text(''),
    json: text('test/bench/results.json'),
    help: { type: 'boolean', short: 'h' },
  };
  let values;
  try {
    ({ values } = parseArgs({ options: known }));
  } catch (error) {
    usage(error.message);
  }
  if (values.help) {
    process.stdout.write(`${help.trim()}\n`);
    process.exit(0);
  }
  const count = (name, sent) => (/^[1-9]\d*$/.test(sent) ? Number(sent) : usage(`--${name} ${sent}: a positive whole number is needed`));
  return {
    ...values,
    sizes: values.sizes.split(',').map((size) => count('sizes', size)),
    rounds: count('rounds', values.rounds),
    seconds: count('seconds', values.seconds),
  };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const rounded = (value) => Math.round(value * 100) / 100;
const load = () => rounded(loadavg()[0]);

/** One measurement with one expected status: an answer that is quick because it fails is no speed. */
async function fire(url, requests, status, duration = options.seconds) {
  const result = await autocannon({ url, connections: CONNECTIONS, duration, requests });
  const statuses = Object.keys(result.statusCodeStats);
  if (result.errors === 0 && statuses.length === 0 && duration < PATIENCE_SECONDS) return fire(url, requests, status, PATIENCE_SECONDS);
  if (result.errors > 0 || statuses.join() !== String(status))
    throw new Error(
      `${url}${requests[0].path}: expected only status ${status}, got ${statuses.join() || 'nothing'}; ${result.errors} errors`,
    );
  return { perSecond: result.requests.average, p97: result.latency.p97_5 };
}

async function measureScenario(scenario, urls) {
  const { name, goal, against = 'baseline', status = 200 } = scenario;
  const sides = [
    { side: 'product', url: urls.product, requests: scenario.product, status },
    {
      side: 'baseline',
      url: against === 'itself' ? urls.product : urls.baseline,
      requests: scenario.baseline,
      status: status === 304 ? 200 : status,
    },
  ];
  const rounds = { product: [], baseline: [] };
  for (const { url, requests, status: expected } of sides) await fire(url, requests, expected, WARM_UP_SECONDS);
  for (let round = 0; round < options.rounds; round += 1) {
    for (const { side, url, requests, status: expected } of sides) rounds[side].push(await fire(url, requests, expected));
  }
  const [product, baseline] = ['product', 'baseline'].map((side) => median(rounds[side].map(({ perSecond }) => perSecond)));
  const ratio = rounded(product / baseline);
  // autocannon keeps no 95th percentile; the 97.5th is the next stricter one.
  const p97Ms = median(rounds.product.map(({ p97 }) => p97));
  const meanMs = rounded((CONNECTIONS * 1000) / product);
  say(`  ${name}: ${product} against ${baseline} a second, ${ratio} times (goal ${goal})`);
  return { scenario: name, product, baseline, against, ratio, goal, reached: ratio >= goal, meanMs, p97Ms };
}

/** Fills the scratch database. @returns what the measurements need of it */
async function fill(url, size) {
  const app = await createApp(readConfig({ LOG_LEVEL: 'silent', DB_STATEMENT_TIMEOUT_MS: '600000' }), url);
  try {
    await prepare(app, () => undefined);
    await seed(app, size, say);
    const key = await app.nest.get(ApiSleutels).create('gm0363', 'registrar');
    const records = await app.dataSource.query(
      "select record from record_index join registratie r on r.id = record where audience = 'openbaar' and r.soort = 'use-case' order by md5(r.eigen_kenmerk) limit 200",
    );
    const clauses = (await app.dataSource.query('select code from bepaling order by code limit 20')).map(({ code }) => code);
    return { ids: records.map(({ record }) => record), key, clauses };
  } finally {
    await app.close();
  }
}

async function measureStart(url) {
  const times = [];
  for (let start = 0; start < STARTS; start += 1) {
    const service = await startProduct(url);
    times.push(service.startMs);
    await service.stop();
  }
  return median(times);
}

async function measureSize(server, size) {
  say(`seeding ${size} use cases and lessons ...`);
  const url = await createScratch(server);
  const { ids, key, clauses } = await fill(url, size);
  say('measuring the start ...');
  const startMs = await measureStart(url);
  const product = await startProduct(url);
  const baseline = await startBaseline(url);
  await assertSameAnswers({ product: product.url, baseline: baseline.url }, { ids, clauses });
  const body = JSON.stringify({ ...useCase(1, clauses), openbaarheid: 'openbaar', publiceren: true });
  const loadBefore = load();
  const rows = [];
  for (const scenario of await scenariosFor({ ids, clauses, product: product.url, key, body })) {
    if (scenario.name.includes(options.only)) rows.push(await measureScenario(scenario, { product: product.url, baseline: baseline.url }));
  }
  if (rows.length === 0) throw new Error(`--only ${options.only}: there is no such scenario`);
  const result = { useCases: size, startMs, rssMb: product.peakMb(), load: [loadBefore, load()], scenarios: rows };
  await product.stop();
  await baseline.stop();
  await cleanUp();
  return result;
}

const GROWTH_GOAL = 1.5;

/** How much slower the product becomes from the smallest to the largest size. */
function growthOf(results) {
  const [smallest, ...larger] = results.toSorted((a, b) => a.useCases - b.useCases);
  const largest = larger.at(-1);
  if (!largest) return undefined;
  const scenarios = largest.scenarios.map((after) => {
    const before = smallest.scenarios.find(({ scenario }) => scenario === after.scenario);
    const [mean, p97] = [rounded(after.meanMs / before.meanMs), rounded(after.p97Ms / before.p97Ms)];
    return { scenario: after.scenario, mean, p97, goal: GROWTH_GOAL, reached: mean <= GROWTH_GOAL && p97 <= GROWTH_GOAL };
  });
  return { from: smallest.useCases, to: largest.useCases, scenarios };
}

const cell = (value, width) => String(value).padStart(width);
const verdict = (reached) => (reached ? 'reached' : 'not yet');

function table({ useCases, startMs, rssMb, scenarios }) {
  const lines = scenarios.map(
    (row) =>
      `${row.scenario.padEnd(24)}${cell(row.product, 10)}${cell(row.baseline, 10)}${cell(row.ratio, 8)}${cell(row.goal, 7)}  ${verdict(row.reached)}   ${row.against}`,
  );
  return [
    `\n${useCases} use cases and as many lessons`,
    `${'scenario'.padEnd(24)}${cell('product/s', 10)}${cell('against/s', 10)}${cell('ratio', 8)}${cell('goal', 7)}`,
    ...lines,
    `start to ready ${startMs} ms (goal 1500); highest memory under load ${rssMb ?? 'unknown'} MB (goal 250)`,
  ].join('\n');
}

function growthTable({ from, to, scenarios }) {
  return [
    `\ngrowth of the product from ${from} to ${to} use cases and lessons (goal at most ${GROWTH_GOAL})`,
    `${'scenario'.padEnd(24)}${cell('mean', 10)}${cell('p97.5', 10)}`,
    ...scenarios.map(({ scenario, mean, p97, reached }) => `${scenario.padEnd(24)}${cell(mean, 10)}${cell(p97, 10)}  ${verdict(reached)}`),
  ].join('\n');
}

const database = await openDatabase(readConfig(environmentWith({ LOG_LEVEL: 'silent' })), say);
const end = endWith(database, say);
try {
  const results = [];
  for (const size of options.sizes) results.push(await measureSize(database.url, size));
  for (const result of results) process.stdout.write(`${table(result)}\n`);
  const growth = growthOf(results);
  if (growth) process.stdout.write(`${growthTable(growth)}\n`);
  const { rounds, seconds } = options;
  const run = { measuredOn: new Date().toISOString().slice(0, 10), cores: cpus().length, node: process.version };
  writeFileSync(options.json, `${JSON.stringify({ ...run, connections: CONNECTIONS, seconds, rounds, results, growth }, null, 2)}\n`);
  say(`\nwritten to ${options.json}`);
  await end(0);
} catch (error) {
  if (!end.begun()) say(error.stack);
  await end(1);
}
