import { Conditions } from '../../platform/database/conditions.js';
import { query } from '../../platform/database/sql.js';
import { fingerprint } from '../../platform/http/paging.js';
import { token } from '../../register/publicaties/projections.js';
import type { Audience } from '../../register/zichtbaarheid/audience.rule.js';
import type { DataSource } from 'typeorm';
import type { DossierFilter, DossierLes, DossierUseCase } from './dossier.schema.js';
import { addFilter, organisatieOf, seenBy, TOELICHTING, utc } from './koppelingen.queries.js';
import type { Toelichting } from './toelichting.schema.js';

const SIZE = 10;
const PROVEN = ['stand:toegepast', 'stand:bevestigd'];

interface Latest {
  toelichtingen: Toelichting[];
  lessen: DossierLes[];
  useCases: DossierUseCase[];
}

/** Conditions of one list that number their values after those of another. */
function continued(after: Conditions): Conditions {
  const conditions = new Conditions();
  Object.assign(conditions, { values: after.values });
  return conditions;
}

function linkConditions(shared: Conditions, bepaling: string, filter: DossierFilter, since: string): string {
  const conditions = continued(shared);
  conditions.add(`k.bepaling = ${bepaling} and k.tot is null`);
  addFilter(conditions, filter);
  if (typeof filter.sinds === 'string') conditions.add(`${since} > ${conditions.value(filter.sinds)}::timestamptz`);
  return conditions.where;
}

function lessonConditions(shared: Conditions, bepaling: string, { bestuurslaag, fase, sinds }: DossierFilter): string {
  const conditions = continued(shared);
  conditions.add(`i.audience = $1 and i.soort = 'les' and i.tokens && array['bepaling:' || ${bepaling}]`);
  for (const [name, codes] of Object.entries({ bestuurslaag, fase }))
    if (codes) conditions.add(`i.tokens && ${conditions.value(codes.map((code) => token(name, code)))}::text[]`);
  if (typeof sinds === 'string') conditions.add(`i.published_at > ${conditions.value(sinds)}::timestamptz`);
  return conditions.where;
}

/** What is published of a record, taken apart once. */
const published = (of: string, columns: string): string =>
  `join record_view v on v.record = ${of} and v.audience = $1 cross join lateral json_to_record(v.body::json) as b (${columns})`;
const rows = (select: string): string => `coalesce((select json_agg(r.row order by r.n) from (${select}) r), '[]')`;

/** The newest explanations and use cases of a clause and its best lessons; only of these few the texts are read. */
export async function readLatest(dataSource: DataSource, audience: Audience, bepaling: string, filter: DossierFilter): Promise<Latest> {
  const shared = new Conditions();
  const seen = seenBy(shared.value(audience));
  const clause = `${shared.value(bepaling)}::text`;
  const proven = `(i.tokens && ${shared.value(PROVEN)}::text[])`;
  const text = `
    with explained as (
      select row_number() over (order by k.oordeel_vanaf desc, k.record desc) as n, k.* from ${seen}
        where k.toelichting is not null and ${linkConditions(shared, clause, filter, 'k.oordeel_vanaf')}
        order by k.oordeel_vanaf desc, k.record desc limit ${String(SIZE)}
    ), used as (
      select row_number() over (order by i.published_at desc, i.record) as n, k.*, i.published_at from ${seen}
        where ${linkConditions(shared, clause, filter, 'i.published_at')} order by i.published_at desc, i.record limit ${String(SIZE)}
    ), learned as (
      select row_number() over (order by ${proven} desc, i.published_at desc, i.record) as n, i.* from record_index i
        where ${lessonConditions(shared, clause, filter)} order by ${proven} desc, i.published_at desc, i.record limit ${String(SIZE)}
    )
    select ${rows(`select k.n, ${TOELICHTING} as row from explained k`)} as toelichtingen,
      ${rows(`select k.n, json_build_object('id', k.record, 'titel', b.titel, 'samenvatting', b.samenvatting,
          'organisatie', ${organisatieOf('k.organisatie')}, 'fase', k.fase, 'naleving', k.naleving, 'werkbaarheid', k.werkbaarheid, 'gepubliceerdOp', ${utc('k.published_at')}) as row
        from used k ${published('k.record', 'titel text, samenvatting text')}`)} as "useCases",
      ${rows(`select i.n, json_build_object('id', i.record, 'titel', b.titel, 'les', b.les, 'organisatie', ${organisatieOf('i.organisatie')},
          'soort', b.soort, 'stand', (select substr(t, 7) from unnest(i.tokens) as u (t) where t like 'stand:%' limit 1),
          'gepubliceerdOp', ${utc('i.published_at')}) as row
        from learned i ${published('i.record', 'titel text, les text, soort text')}`)} as lessen`;
  const [row] = await query<Latest>(dataSource, { name: `dossier-latest-${fingerprint({ text })}`, text }, shared.values);
  return row ?? { toelichtingen: [], lessen: [], useCases: [] };
}
