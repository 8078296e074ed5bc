// The yardstick: the leanest service one would write by hand with Fastify and pg for the same reads and one INSERT.
// Prepared statements and response schemas; no validation, no rights, no versions.
import { randomUUID } from 'node:crypto';
import fastify from 'fastify';
import pg from 'pg';
import { lessonRoutes } from './lessen.mjs';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const app = fastify();

const text = { type: 'string', nullable: true };
const texts = { type: 'array', items: { type: 'string' } };
const open = { type: 'object', additionalProperties: true };
const link = {
  type: 'object',
  properties: {
    bepaling: { type: 'object', properties: { code: text, titel: text, kader: text } },
    naleving: text,
    werkbaarheid: text,
    toelichting: text,
  },
};
const useCase = {
  type: 'object',
  properties: {
    id: text,
    organisatie: { type: 'object', properties: { code: text, naam: text, soort: text, bestuurslaag: text } },
    eigenKenmerk: text,
    titel: text,
    samenvatting: text,
    omschrijving: text,
    doel: text,
    fase: text,
    faseSindsPeriode: text,
    soortToepassing: texts,
    doelgroep: texts,
    themas: texts,
    modellen: { type: 'array', items: open },
    verkrijging: text,
    leveranciers: texts,
    risicoklasse: text,
    persoonsgegevens: text,
    toetsen: { type: 'array', items: open },
    menselijkeTussenkomst: text,
    startPeriode: text,
    eindPeriode: text,
    algoritmeregisterUrl: text,
    bronnen: { type: 'array', items: open },
    contact: text,
    openbaarheid: text,
    nummer: { type: 'integer' },
    gepubliceerdOp: { type: 'string', format: 'date-time' },
    bepalingen: { type: 'array', items: link },
  },
};
const list = {
  type: 'object',
  properties: { totaal: { type: 'integer' }, resultaten: { type: 'array', items: useCase }, volgende: text },
};

const columns = `u.id, u.eigen_kenmerk as "eigenKenmerk", u.titel, u.samenvatting, u.omschrijving, u.doel, u.fase, u.fase_sinds_periode as "faseSindsPeriode",
  u.soort_toepassing as "soortToepassing", u.doelgroep, u.themas, u.modellen, u.verkrijging, u.leveranciers, u.risicoklasse, u.persoonsgegevens, u.toetsen,
  u.menselijke_tussenkomst as "menselijkeTussenkomst", u.start_periode as "startPeriode", u.eind_periode as "eindPeriode",
  u.algoritmeregister_url as "algoritmeregisterUrl", u.bronnen, u.contact, u.openbaarheid, u.nummer, u.gepubliceerd_op as "gepubliceerdOp",
  json_build_object('code', o.code, 'naam', o.naam, 'soort', o.soort, 'bestuurslaag', o.bestuurslaag) as organisatie,
  (select coalesce(json_agg(json_build_object('bepaling', json_build_object('code', b.code, 'titel', b.titel, 'kader', b.kader), 'naleving', k.naleving,
    'werkbaarheid', k.werkbaarheid, 'toelichting', k.toelichting)), '[]') from baseline_koppeling k join bepaling b on b.code = k.bepaling where k.use_case = u.id) as bepalingen`;
const from = 'from baseline_use_case u join organisatie o on o.code = u.organisatie';

app.get('/use-cases/:id', { schema: { response: { 200: useCase } } }, async (request, reply) => {
  const { rows } = await pool.query({
    name: 'one',
    text: `select ${columns} ${from} where u.id = $1 and u.openbaarheid = 'openbaar'`,
    values: [request.params.id],
  });
  return rows[0] ?? reply.code(404).send({});
});

const filters = {
  fase: (values, value) => `u.fase = $${values.push(value)}`,
  thema: (values, value) => `u.themas && array[$${values.push(value)}]`,
};

app.get('/use-cases', { schema: { response: { 200: list } } }, async (request) => {
  const values = [];
  const where = [
    "u.openbaarheid = 'openbaar'",
    ...Object.keys(filters)
      .filter((name) => request.query[name])
      .map((name) => filters[name](values, request.query[name])),
  ].join(' and ');
  const order = request.query.sorteer === 'titel' ? 'u.titel, u.id' : 'u.gepubliceerd_op desc, u.id';
  const name = `${Object.keys(request.query).join()}`;
  const [page, count] = await Promise.all([
    pool.query({ name: `page ${name}`, text: `select ${columns} ${from} where ${where} order by ${order} limit 20`, values }),
    pool.query({ name: `count ${name}`, text: `select count(*)::int as totaal from baseline_use_case u where ${where}`, values }),
  ]);
  return { totaal: count.rows[0].totaal, resultaten: page.rows, volgende: null };
});

const organisatie = "json_build_object('code', o.code, 'naam', o.naam, 'soort', o.soort, 'bestuurslaag', o.bestuurslaag)";
const linked = `from baseline_koppeling k join baseline_use_case u on u.id = k.use_case and u.openbaarheid = 'openbaar' join organisatie o on o.code = u.organisatie
  where k.bepaling = $1`;
const lessonsOn =
  "from baseline_les l join organisatie o on o.code = l.organisatie where l.openbaarheid = 'openbaar' and l.bepalingen && array[$1]";
const latest = (columns) => `select ${columns} ${linked} order by u.gepubliceerd_op desc, u.id limit 10`;

// Counts, trend, explanations, lessons and use cases of one clause. It keeps no history, so its trend counts what came, from what stands now.
app.get('/bepalingen/:code/dossier', async (request) => {
  const values = [request.params.code];
  const ask = async (name, text) => (await pool.query({ name, text, values })).rows;
  const [clause, cells, [totals], verloop, toelichtingen, [lessons], lessen, useCases] = await Promise.all([
    ask('clause', 'select code, titel, kader from bepaling where code = $1'),
    ask('cells', `select o.bestuurslaag, u.fase, k.naleving, k.werkbaarheid, count(*)::int as aantal ${linked} group by 1, 2, 3, 4`),
    ask('totals', `select count(*)::int as "aantalUseCases", count(distinct u.organisatie)::int as "aantalOrganisaties" ${linked}`),
    ask(
      'verloop',
      `select to_char(u.gepubliceerd_op, 'YYYY-"Q"Q') as kwartaal, k.naleving, k.werkbaarheid, count(*)::int as aantal ${linked} group by 1, 2, 3`,
    ),
    ask('toelichtingen', latest(`u.id, u.titel, ${organisatie} as organisatie, k.naleving, k.werkbaarheid, k.toelichting`)),
    ask('lessons', `select count(*)::int as "aantalLessen" ${lessonsOn}`),
    ask(
      'lessen',
      `select l.id, l.titel, l.les, ${organisatie} as organisatie, l.soort, l.gepubliceerd_op as "gepubliceerdOp" ${lessonsOn}
        order by l.gepubliceerd_op desc, l.id limit 10`,
    ),
    ask('useCases', latest(`u.id, u.titel, u.samenvatting, ${organisatie} as organisatie, u.fase, k.naleving, k.werkbaarheid`)),
  ]);
  return { bepaling: clause[0], ...totals, ...lessons, cells, verloop, toelichtingen, lessen, useCases };
});

lessonRoutes(app, pool);

app.post('/use-cases', async (request, reply) => {
  const { body } = request;
  const id = randomUUID();
  await pool.query({
    name: 'insert',
    text: `insert into baseline_use_case (id, organisatie, titel, samenvatting, fase, soort_toepassing, doelgroep, themas, modellen, leveranciers, toetsen, bronnen, openbaarheid, nummer, gepubliceerd_op)
      values ($1, 'gm0363', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, now())`,
    values: [
      id,
      body.titel,
      body.samenvatting,
      body.fase,
      body.soortToepassing,
      body.doelgroep,
      body.themas,
      JSON.stringify(body.modellen),
      body.leveranciers,
      '[]',
      JSON.stringify(body.bronnen),
      body.openbaarheid,
    ],
  });
  return reply.code(201).send({ id });
});

await app.listen({ port: Number(process.env.PORT ?? 0), host: '127.0.0.1' });
process.stdout.write(`ready http://127.0.0.1:${app.server.address().port}\n`);
