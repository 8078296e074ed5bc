// Fills a database with published use cases, links and lessons through the product's own rendering, in batches, and the
// baseline's tables with the same content.
import { readFileSync } from 'node:fs';
import { plainToInstance } from 'class-transformer';
import { lesKind } from '../../dist/src/register/lessen/les.kind.js';
import { useCaseKind } from '../../dist/src/register/use-cases/use-case.kind.js';
import { resolve } from '../../dist/src/register/verwijzingen/resolve.queries.js';
import { recordsOf } from './records.mjs';

const BATCH = 500;
const fasen = ['verkenning', 'experiment', 'pilot', 'implementatie', 'in-gebruik', 'gestopt', 'onbekend'];
const soorten = ['interne-chatassistent', 'publiekschatbot', 'samenvatten', 'transcriptie', 'schrijfhulp', 'zoeken-in-documenten'];
const themas = [
  'data',
  'cloud',
  'inkoop',
  'privacy',
  'governance',
  'transparantie',
  'dienstverlening',
  'innovatie',
  'ethiek',
  'archivering',
];
const naleving = ['voldoet', 'voldoet-deels', 'wijkt-af', 'onbekend'];
const werkbaarheid = ['werkbaar', 'onduidelijk', 'te-restrictief', 'geen-oordeel'];
const pick = (list, n) => list[n % list.length];

/** Content as a registrant would give it, different per number. */
export const content = (n, clauses) => ({
  titel: `Toepassing ${pick(['samenvatten', 'zoeken', 'chatten', 'schrijven'], n)} nummer ${n}`,
  samenvatting: 'Een taalmodel helpt medewerkers bij hun dagelijkse werk met teksten; een mens leest alles na.',
  omschrijving: `De organisatie beproeft dit sinds vorig jaar in afdeling ${n % 97}. `.repeat(4),
  doel: 'Minder tijd kwijt aan routinewerk.',
  fase: pick(fasen, Math.floor(n / 3)),
  faseSindsPeriode: '2025-03',
  soortToepassing: [pick(soorten, n)],
  doelgroep: [pick(['medewerkers', 'inwoners', 'bedrijven'], Math.floor(n / 5))],
  themas: [pick(themas, n), pick(themas, n + 3)],
  modellen: [
    {
      naam: pick(['GPT-NL', 'Mistral', 'Llama'], n),
      leverancier: `Leverancier ${n % 40}`,
      herkomst: pick(['nl', 'eu', 'vs'], n),
      openheid: 'open-gewichten',
      draaitOp: 'overheidscloud',
    },
  ],
  verkrijging: pick(['inkoop', 'eigen-bouw', 'samenwerking'], n),
  leveranciers: [`Leverancier ${n % 40}`],
  risicoklasse: 'beperkt',
  persoonsgegevens: 'geen',
  bronnen: [{ titel: 'Bron', url: 'https://www.example.nl/bron' }],
  menselijkeTussenkomst: 'Een medewerker leest alles na.',
  startPeriode: '2025-01',
  openbaarheid: n % 10 === 0 ? 'overheid' : 'openbaar',
  bepalingen: [0, 7, 13].map((step) => ({
    bepaling: pick(clauses, n + step),
    naleving: pick(naleving, n + step),
    werkbaarheid: pick(werkbaarheid, n + step),
    toelichting: 'Zo werkt het bij ons.',
  })),
});

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

  const { build, store } = recordsOf(app, resolved);
  const atOf = (n) => new Date(start + n * 1000);

  let shown = Date.now();
  for (let from = 0; from < size; from += BATCH) {
    await dataSource.transaction(async (tx) => {
      const items = Array.from({ length: Math.min(BATCH, size - from) }, (_each, index) =>
        build(useCaseKind, content(from + index, clauses), pick(organisaties, (from + index) * 7), `b-${from + index}`, atOf(from + index)),
      );
      const withLesson = items.filter((_item, index) => index % 5 === 0 && _item.raw.openbaarheid === 'openbaar');
      for (const { loaded } of withLesson)
        loaded.inbound = ['openbaar', 'overheid'].map((audience) => ({ audience, by: 'les.useCase', aantal: 1 }));
      const rows = await store(tx, useCaseKind, items);
      const tokensOf = (id) =>
        Object.fromEntries(rows.filter(({ record }) => record === id).map(({ audience, tokens }) => [audience, tokens]));
      await storeLinks(tx, items);
      const lessons = withLesson.map(({ record, owner }, index) =>
        build(
          lesKind,
          {
            titel: `Les ${from + index}`,
            les: 'Begin met de bronnen, want daar zit het werk.',
            useCase: record.id,
            openbaarheid: 'openbaar',
            themas: ['data'],
          },
          owner,
          `b-${from + index}`,
          atOf(from + index),
        ),
      );
      for (const lesson of lessons)
        lesson.loaded.refs = [
          {
            field: 'useCase',
            target: lesson.row.useCase,
            partOf: false,
            audiences: ['openbaar', 'overheid'],
            tokens: tokensOf(lesson.row.useCase),
          },
        ];
      await store(tx, lesKind, lessons);
      await tx.query(
        'insert into record_reference (record, field, target, part_of) select record, field, target, false from json_to_recordset($1::json) as x (record uuid, field text, target uuid)',
        [JSON.stringify(lessons.map(({ record, row }) => ({ record: record.id, field: 'useCase', target: row.useCase })))],
      );
      await storeBaseline(tx, items);
    });
    if (Date.now() - shown > 2000) {
      say(`  ${from + BATCH} of ${size} use cases`);
      shown = Date.now();
    }
  }
  await dataSource.query('vacuum analyze');
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

async function storeBaseline(tx, items) {
  const rows = items.map(({ record, raw, owner, at }) => ({
    id: record.id,
    organisatie: owner,
    eigen_kenmerk: record.eigenKenmerk,
    titel: raw.titel,
    samenvatting: raw.samenvatting,
    omschrijving: raw.omschrijving,
    doel: raw.doel,
    fase: raw.fase,
    fase_sinds_periode: raw.faseSindsPeriode,
    soort_toepassing: raw.soortToepassing,
    doelgroep: raw.doelgroep,
    themas: raw.themas,
    modellen: raw.modellen,
    verkrijging: raw.verkrijging,
    leveranciers: raw.leveranciers,
    risicoklasse: raw.risicoklasse,
    persoonsgegevens: raw.persoonsgegevens,
    toetsen: [],
    menselijke_tussenkomst: raw.menselijkeTussenkomst,
    start_periode: raw.startPeriode,
    bronnen: raw.bronnen,
    openbaarheid: raw.openbaarheid,
    nummer: 1,
    gepubliceerd_op: at.toISOString(),
  }));
  await tx.query('insert into baseline_use_case select * from json_populate_recordset(null::baseline_use_case, $1::json)', [
    JSON.stringify(rows),
  ]);
  const links = items.flatMap(({ record, raw }) => raw.bepalingen.map((link) => ({ use_case: record.id, ...link })));
  await tx.query(
    'insert into baseline_koppeling select * from json_populate_recordset(null::baseline_koppeling, $1::json) on conflict do nothing',
    [JSON.stringify(links)],
  );
}
