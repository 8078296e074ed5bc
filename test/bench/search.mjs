// npm run bench:search -- DIR: how well the product's own search finds what people judged to be relevant.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createApp } from '../../dist/src/app.js';
import { environmentWith, readConfig } from '../../dist/src/platform/config.js';
import { lesKind } from '../../dist/src/register/lessen/les.kind.js';
import { resolve } from '../../dist/src/register/verwijzingen/resolve.queries.js';
import { openDatabase, prepare } from '../../dist/src/start.js';
import { recordsOf } from './records.mjs';
import { createScratch, endWith } from './services.mjs';

const help = `
Measures search on a collection in BEIR layout: corpus.jsonl (_id, title, text), queries.jsonl (_id, text), qrels.tsv
(query-id, corpus-id, score). Each document becomes a published lesson (title as titel, text as les) in a scratch database,
each query is asked of GET /v1/lessen?zoek=…, and the answers are compared with the judgements.

  npm run bench:search -- DIR [--json FILE]

  DIR            folder of the collection
  --json FILE    also write the first ten answers to each query
  -h, --help     this text

Uses DATABASE_URL, or the embedded PostgreSQL (also while the demo runs). The scratch database is dropped afterwards, also after Ctrl-C.
Exit codes: 0 measured, 1 failed, 2 wrong usage, 130 broken off.`;

const BATCH = 200;
const DEPTH = 10;
const OWNER = 'gm0363';
const say = (line) => process.stderr.write(`${line}\n`);

function usage(line) {
  say(`${line}\nUse --help for the options.`);
  process.exit(2);
}

function readOptions() {
  let parsed;
  try {
    parsed = parseArgs({ allowPositionals: true, options: { json: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
  } catch (error) {
    usage(error.message);
  }
  const { values, positionals } = parsed;
  if (values.help) {
    process.stdout.write(`${help.trim()}\n`);
    process.exit(0);
  }
  const [folder] = positionals;
  if (positionals.length !== 1) usage('Name one folder.');
  return { folder, json: values.json };
}

/** The file that a collection has under one of its usual names. */
function pathOf(folder, ...names) {
  const found = names.map((name) => join(folder, name)).find((path) => existsSync(path));
  return found ?? usage(`${join(folder, names[0])} does not exist.`);
}

const jsonLines = (path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      try {
        return JSON.parse(line);
      } catch (error) {
        throw new Error(`${path}, line ${index + 1}: ${error.message}`);
      }
    });

/** query id -> document id -> gain, of what was judged relevant. */
function readJudgements(path) {
  const judged = new Map();
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const columns = line.trim().split('\t');
    // TREC layout has a column more, after the query.
    const [query, document, score] = columns.length === 4 ? [columns[0], columns[2], columns[3]] : columns;
    const gain = Number(score);
    if (document === undefined || !(gain > 0)) continue;
    if (!judged.has(query)) judged.set(query, new Map());
    judged.get(query).set(document, gain);
  }
  return judged;
}

// What PostgreSQL cannot hold in a text.
const storable = (text) =>
  String(text ?? '')
    .toWellFormed()
    .replaceAll('\u0000', ' ');

async function load(app, documents) {
  const resolved = await resolve(app.dataSource.manager, { organisaties: [OWNER] });
  const { build, store } = recordsOf(app, resolved);
  const idOf = new Map();
  let shown = Date.now();
  for (let from = 0; from < documents.length; from += BATCH) {
    const items = documents.slice(from, from + BATCH).map(({ _id, title, text }, index) => {
      const raw = { titel: storable(title), les: storable(text), openbaarheid: 'openbaar' };
      const item = build(lesKind, raw, OWNER, `b-${from + index}`, new Date());
      idOf.set(item.record.id, String(_id));
      return item;
    });
    await app.dataSource.transaction((tx) => store(tx, lesKind, items));
    if (Date.now() - shown > 2000) {
      say(`  ${from + items.length} of ${documents.length} documents`);
      shown = Date.now();
    }
  }
  await app.dataSource.query('vacuum analyze');
  return idOf;
}

// Questions of a collection are plain text: quotes and minus signs have no meaning in them.
const plain = (text) =>
  storable(text)
    .replaceAll('"', ' ')
    .replaceAll(/(?<!\S)-+/gu, ' ');
const MAX_QUESTION = 2000;

async function ask(app, question) {
  const zoek = plain(question).trim().slice(0, MAX_QUESTION).trim().toWellFormed();
  if (zoek === '') return [];
  const { statusCode, body } = await app.server.inject({ url: `/v1/lessen?${new URLSearchParams({ zoek, limiet: String(DEPTH) })}` });
  if (statusCode !== 200) throw new Error(`${zoek}: ${body}`);
  return JSON.parse(body).resultaten.map(({ id }) => id);
}

const discounted = (gains) => gains.reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
const mean = (values) => values.reduce((sum, each) => sum + each, 0) / Math.max(values.length, 1);

function scoresOf(found, gains) {
  const ideal = discounted([...gains.values()].sort((a, b) => b - a).slice(0, DEPTH));
  return {
    ndcg: discounted(found.map((id) => gains.get(id) ?? 0)) / ideal,
    recall: found.filter((id) => gains.has(id)).length / Math.min(gains.size, DEPTH),
  };
}

async function measure(app, { documents, queries, judged }) {
  say(`indexing ${documents.length} documents ...`);
  const idOf = await load(app, documents);
  const asked = queries.filter(({ _id }) => judged.has(String(_id)));
  if (asked.length === 0) throw new Error('No query has a judgement.');
  say(`asking ${asked.length} queries ...`);
  const answers = [];
  for (const { _id, text } of asked) {
    const started = performance.now();
    const found = (await ask(app, text)).map((id) => idOf.get(id));
    answers.push({ query: String(_id), text, found, ms: performance.now() - started, ...scoresOf(found, judged.get(String(_id))) });
  }
  return answers;
}

function report(answers) {
  const times = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share) => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1);
  return [
    `nDCG@10 ${mean(answers.map(({ ndcg }) => ndcg)).toFixed(3)}`,
    `recall@10 ${mean(answers.map(({ recall }) => recall)).toFixed(3)}`,
    `empty answers ${answers.filter(({ found }) => found.length === 0).length}`,
    `milliseconds ${mean(times).toFixed(1)} (mean), ${at(0.5)} (median), ${at(0.95)} (p95)`,
  ].join('\n');
}

const { folder, json } = readOptions();
const collection = {
  documents: jsonLines(pathOf(folder, 'corpus.jsonl')),
  queries: jsonLines(pathOf(folder, 'queries.jsonl')),
  judged: readJudgements(pathOf(folder, 'qrels.tsv', 'qrels/test.tsv', 'qrels/dev.tsv')),
};
const database = await openDatabase(readConfig(environmentWith({ LOG_LEVEL: 'silent' })), say);
let app;
const end = endWith(database, say, () => app?.close());
try {
  const url = await createScratch(database.url);
  app = await createApp(readConfig({ LOG_LEVEL: 'silent', DB_STATEMENT_TIMEOUT_MS: '600000' }), url);
  await prepare(app, () => undefined);
  await app.server.ready();
  const answers = await measure(app, collection);
  process.stdout.write(`${report(answers)}\n`);
  if (json) await import('node:fs').then(({ writeFileSync }) => writeFileSync(json, `${JSON.stringify(answers, null, 2)}\n`));
  await end(0);
} catch (error) {
  if (!end.begun()) say(error.stack);
  await end(1);
}
