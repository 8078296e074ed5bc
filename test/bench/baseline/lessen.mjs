// Lessons of the yardstick: any-word search with filter, facets and fragments, and the lessons that fit a use case.
const text = { type: 'string', nullable: true };
const texts = { type: 'array', items: { type: 'string' } };
const properties = {
  id: text,
  organisatie: { type: 'object', properties: { code: text, naam: text, soort: text, bestuurslaag: text } },
  eigenKenmerk: text,
  titel: text,
  watGebeurde: text,
  les: text,
  aanbeveling: text,
  effect: text,
  toepasbaarheid: { type: 'object', properties: { bestuurslagen: texts, fasen: texts, soortenToepassing: texts, toelichting: text } },
  soort: text,
  themas: texts,
  bepalingen: { type: 'array', items: { type: 'object', properties: { code: text, titel: text, kader: text } } },
  useCase: text,
  openbaarheid: text,
  nummer: { type: 'integer' },
  gepubliceerdOp: { type: 'string', format: 'date-time' },
};
const les = { type: 'object', properties };
const found = { type: 'object', properties: { ...properties, fragment: text } };
const counts = { type: 'array', items: { type: 'object', properties: { code: text, label: text, aantal: { type: 'integer' } } } };
const searched = {
  type: 'object',
  properties: {
    totaal: { type: 'integer' },
    resultaten: { type: 'array', items: found },
    facetten: { type: 'object', properties: { thema: counts, soort: counts } },
    volgende: text,
  },
};
const fitting = {
  type: 'object',
  properties: {
    totaal: { type: 'integer' },
    resultaten: { type: 'array', items: { type: 'object', properties: { les, score: { type: 'number' } } } },
  },
};

const lessonJson = `'id', l.id, 'organisatie', json_build_object('code', o.code, 'naam', o.naam, 'soort', o.soort, 'bestuurslaag', o.bestuurslaag),
  'eigenKenmerk', l.eigen_kenmerk, 'titel', l.titel, 'watGebeurde', l.wat_gebeurde, 'les', l.les, 'aanbeveling', l.aanbeveling, 'effect', l.effect,
  'toepasbaarheid', json_build_object('bestuurslagen', l.bestuurslagen, 'fasen', l.fasen, 'soortenToepassing', l.soorten_toepassing, 'toelichting', l.toelichting),
  'soort', l.soort, 'themas', l.themas,
  'bepalingen', (select coalesce(json_agg(json_build_object('code', b.code, 'titel', b.titel, 'kader', b.kader)), '[]') from bepaling b where b.code = any (l.bepalingen)),
  'useCase', l.use_case, 'openbaarheid', l.openbaarheid, 'nummer', l.nummer, 'gepubliceerdOp', l.gepubliceerd_op`;

// Any word finds: what PostgreSQL makes of plain text, with "or" in the place of "and".
const ANY_WORD = "replace(plainto_tsquery('dutch', $1)::text, '&', '|')::tsquery";
const shown = "concat_ws(' … ', l.titel, l.les, l.wat_gebeurde, l.aanbeveling, l.effect)";
const facet = (list, codes) => `(select coalesce(json_agg(f order by f.aantal desc, f.code), '[]') from (
    select h.code, coalesce(c.label, h.code) as label, h.aantal from (select code, count(*)::int as aantal from ${codes} group by 1) h
      left join code c on c.codelijst = '${list}' and c.code = h.code) f)`;

const SEARCH = {
  name: 'search lessons',
  text: `with hit as materialized (
      select l.id, l.themas, l.soort, ts_rank(l.words, ${ANY_WORD}, 1) as score from baseline_les l
        where l.openbaarheid = 'openbaar' and l.words @@ ${ANY_WORD} and l.themas && array[$2]
    ), page as (select id, score from hit order by score desc, id limit 20)
    select (select count(*)::int from hit) as totaal,
      (select coalesce(json_agg(json_build_object(${lessonJson}, 'fragment', ts_headline('dutch', ${shown}, ${ANY_WORD}, 'MaxWords=35, MinWords=20'))
          order by p.score desc, p.id), '[]') from page p join baseline_les l on l.id = p.id join organisatie o on o.code = l.organisatie) as resultaten,
      json_build_object('thema', ${facet('thema', 'hit cross join unnest(hit.themas) as t (code)')},
        'soort', ${facet('les-soort', '(select soort as code from hit) s')}) as facetten`,
};

const shared = (theirs, own) => `(select count(*) from unnest(${theirs}) as t (code) where t.code = any (${own}))`;
const FITTING = {
  name: 'fitting lessons',
  text: `with own as materialized (
      select u.id, u.themas, u.soort_toepassing, array(select k.bepaling from baseline_koppeling k where k.use_case = u.id) as bepalingen
        from baseline_use_case u where u.id = $1
    ), fit as materialized (
      select l.id, l.gepubliceerd_op,
          8 * ${shared('l.bepalingen', 'u.bepalingen')} + 4 * ${shared('l.themas', 'u.themas')} + 4 * ${shared('l.soorten_toepassing', 'u.soort_toepassing')} as score
        from own u join baseline_les l on l.bepalingen && u.bepalingen or l.themas && u.themas or l.soorten_toepassing && u.soort_toepassing
        where l.openbaarheid = 'openbaar' and l.use_case is distinct from u.id
    ), best as (select id, gepubliceerd_op, score from fit order by score desc, gepubliceerd_op desc, id limit 10)
    select (select count(*)::int from fit) as totaal,
      (select coalesce(json_agg(json_build_object('les', json_build_object(${lessonJson}), 'score', b.score) order by b.score desc, b.gepubliceerd_op desc, b.id), '[]')
        from best b join baseline_les l on l.id = b.id join organisatie o on o.code = l.organisatie) as resultaten`,
};

export function lessonRoutes(app, pool) {
  app.get('/lessen', { schema: { response: { 200: searched } } }, async ({ query }) => {
    const { rows } = await pool.query({ ...SEARCH, values: [query.zoek, query.thema] });
    return { ...rows[0], volgende: null };
  });
  app.get('/use-cases/:id/passende-lessen', { schema: { response: { 200: fitting } } }, async ({ params }) => {
    const { rows } = await pool.query({ ...FITTING, values: [params.id] });
    return rows[0];
  });
}
