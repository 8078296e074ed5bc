// Fills a database with as many published lessons as published use cases, with their links, through the product's own rendering, in
// batches, and the baseline's tables with the same content.
import { readFileSync } from 'node:fs';
import { plainToInstance } from 'class-transformer';
import { query } from '../../dist/src/platform/database/sql.js';
import { lesKind } from '../../dist/src/register/lessen/les.kind.js';
import { useCaseKind } from '../../dist/src/register/use-cases/use-case.kind.js';
import { resolve } from '../../dist/src/register/verwijzingen/resolve.queries.js';
import { RecordCounts } from '../../dist/src/register/zichtbaarheid/record-counts.repository.js';
import { storeLessons, storeUseCases } from './baseline/fill.mjs';
import { hasOrigin, lesson } from './content/lessons.mjs';
import { pick, useCase } from './content/use-cases.mjs';
import { recordsOf } from './records.mjs';

const BATCH = 500;
/** PostgreSQL stores one batch while the next one is made. */
const LANES = 2;
const EVERYTHING = 2 ** 31 - 1;
const AUDIENCES = ['openbaar', 'overheid'];

export async function seed(app, size, say) {
  const { dataSource } = app;
  await dataSource.query(readFileSync(new URL('./baseline/schema.sql', import.meta.url), 'utf8'));
  const organisaties = (await dataSource.query('select code from organisatie where actief_tot_datum is null order by code')).map(
    ({ code }) => code,
  );
  const clauses = (await dataSource.query('select code from bepaling order by code')).map(({ code }) => code);
  const probe = plainToInstance(useCaseKind.inhoud, { bepalingen: clauses.map((bepaling) => ({ bepaling })) });
  const resolved = await resolve(dataSource.manager, { shown: [probe], organisaties });
  const start = Date.now() - size * 1000;
  const shape = { ...recordsOf(app, resolved), organisaties, clauses, atOf: (n) => new Date(start + n * 1000) };

  const counts = app.nest.get(RecordCounts);
  await counts.beforeApplicationShutdown();
  const indexes = await withoutSearchIndexes(dataSource);
  let [stored, shown] = [0, Date.now()];
  const fillLane = async (lane) => {
    for (let from = lane * BATCH; from < size; from += LANES * BATCH) {
      const numbers = Array.from({ length: Math.min(BATCH, size - from) }, (_each, index) => from + index);
      await dataSource.transaction((tx) => storeBatch(tx, shape, numbers));
      stored += numbers.length;
      if (Date.now() - shown < 2000) continue;
      say(`  ${stored} of ${size} use cases and lessons`);
      shown = Date.now();
    }
  };
  await Promise.all(Array.from({ length: LANES }, (_each, lane) => fillLane(lane)));
  say('  indexes and counts ...');
  for (const statement of indexes) await dataSource.query(statement);
  // What is measured is the register at rest: all changes of counts folded, once and together, and statistics fresh.
  for (const statement of counts.folds) await query(dataSource, statement, [EVERYTHING]);
  await dataSource.query('vacuum analyze');
}

/** Indexes over words and values are made much faster afterwards. @returns the statements that make them */
async function withoutSearchIndexes(dataSource) {
  const found = await dataSource.query(
    "select indexname, indexdef from pg_indexes where schemaname = 'public' and indexdef like '% USING gin %' and tablename in ('record_index', 'search_document', 'search_word', 'baseline_use_case', 'baseline_les')",
  );
  for (const { indexname } of found) await dataSource.query(`drop index ${indexname}`);
  return found.map(({ indexdef }) => indexdef);
}

async function storeBatch(tx, shape, numbers) {
  const { build, store, organisaties, clauses, atOf } = shape;
  const buildOf = (kind, n, owner, raw) => build(kind, raw, owner, `b-${n}`, atOf(n));
  const useCases = numbers.map((n) => buildOf(useCaseKind, n, pick(organisaties, n * 7), useCase(n, clauses)));
  const lessons = numbers.map((n) => {
    // Some use cases have several lessons, others none.
    const origin = hasOrigin(n) ? pick(useCases, (n % BATCH) * (n % BATCH)) : undefined;
    return { ...buildOf(lesKind, n, origin?.owner ?? pick(organisaties, n), lesson(n, clauses, origin?.record.id ?? null)), origin };
  });
  for (const each of useCases) each.loaded.inbound = lessonsOf(each, lessons);
  const rows = await store(tx, useCaseKind, useCases);
  await storeLinks(tx, useCases);
  await storeUseCases(tx, useCases);

  const tokens = new Map(useCases.map(({ record }) => [record.id, {}]));
  for (const { record, audience, tokens: values } of rows) tokens.get(record)[audience] = values;
  const withOrigin = lessons.filter(({ origin }) => origin);
  for (const { loaded, raw } of withOrigin) {
    const seen = tokens.get(raw.useCase);
    loaded.refs = [{ field: 'useCase', target: raw.useCase, partOf: false, audiences: Object.keys(seen), tokens: seen }];
  }
  await store(tx, lesKind, lessons);
  await storeLessons(tx, lessons);
  await tx.query(
    'insert into record_reference (record, field, target, part_of) select record, field, target, false from json_to_recordset($1::json) as x (record uuid, field text, target uuid)',
    [JSON.stringify(withOrigin.map(({ record, raw }) => ({ record: record.id, field: 'useCase', target: raw.useCase })))],
  );
}

/** How many lessons of a use case each audience sees. */
function lessonsOf(useCase, lessons) {
  const own = lessons.filter(({ origin }) => origin === useCase);
  return AUDIENCES.map((audience) => ({
    audience,
    by: 'les.useCase',
    aantal: own.filter(({ raw }) => audience === 'overheid' || raw.openbaarheid === 'openbaar').length,
  })).filter(({ aantal }) => aantal > 0);
}

async function storeLinks(tx, items) {
  const rows = items.flatMap(({ record, raw, owner, at }) =>
    raw.bepalingen.map((link) => ({ record: record.id, op: at.toISOString(), organisatie: owner, fase: raw.fase, ...link })),
  );
  // Two of the three clauses may be the same one when there are few clauses.
  await tx.query(
    `insert into koppeling (record, bepaling, vanaf, oordeel_vanaf, organisatie, fase, naleving, werkbaarheid, toelichting)
      select record, bepaling, op, op, organisatie, fase, naleving, werkbaarheid, toelichting from json_to_recordset($1::json)
        as x (record uuid, bepaling text, op timestamptz, organisatie text, fase text, naleving text, werkbaarheid text, toelichting text)
      on conflict do nothing`,
    [JSON.stringify(rows)],
  );
}
