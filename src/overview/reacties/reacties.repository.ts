import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Conditions } from '../../platform/database/conditions.js';
import type { Call } from '../../platform/http/call.js';
import { tableItems } from '../../platform/http/table-page.js';
import type { Reactie, ReactieFilter } from './reactie.schema.js';

/** Records of the organisation that public bodies may see. What others wrote about anything else is not shown to anyone. */
const own = (organisatie: string, soort: string): string =>
  `record_index w where w.organisatie = ${organisatie} and w.audience = 'overheid' and w.soort = '${soort}'`;

// `offset 0` keeps each look-up one of its own, starting at the few records of the organisation: joined freely, whole tables are read.
const referring = (field: string): string =>
  `cross join lateral (select r.record from record_reference r where r.target = w.record and r.field = '${field}' offset 0) f`;
const receipts = (column: string): string => `cross join lateral (select r.* from hergebruik r where r.${column} = w.record offset 0) h`;
const visible = (record: string): string => `cross join lateral (
  select n.soort, n.record, n.organisatie, n.published_at from record_index n where n.record = ${record} and n.audience = 'overheid' offset 0) i`;

/** One row per thing that another organisation wrote. What is about a lesson and also names a use case stands here once, about the lesson. */
const reactions = (organisatie: string): string => `(
  select i.soort, i.published_at as op, i.record::text as sleutel, i.record, i.organisatie, 'les' as over_soort, w.record as over,
      (select u.target from record_reference u where u.record = i.record and u.field = 'useCase'
        and exists (select from ${own(organisatie, 'use-case')} and w.record = u.target)) as use_case, null as uitkomst, null as toelichting
    from (select w.record from ${own(organisatie, 'les')}) w ${referring('reactieOp')} ${visible('f.record')}
    where i.organisatie <> ${organisatie}
  union all
  select i.soort, i.published_at, i.record::text, i.record, i.organisatie, 'use-case', w.record, w.record, null, null
    from (select w.record from ${own(organisatie, 'use-case')}) w ${referring('useCase')} ${visible('f.record')}
    where i.organisatie <> ${organisatie} and not exists (select from record_reference a where a.record = f.record and a.field = 'reactieOp'
        and exists (select from ${own(organisatie, 'les')} and w.record = a.target))
  union all
  select 'hergebruik', h.gewijzigd_op, h.les || '/' || h.organisatie, h.les, h.organisatie, 'les', h.les,
      (select w.record from ${own(organisatie, 'use-case')} and w.record = h.use_case), h.uitkomst, h.toelichting
    from (select w.record from ${own(organisatie, 'les')}) w ${receipts('les')} where h.organisatie <> ${organisatie}
  union all
  select 'hergebruik', h.gewijzigd_op, h.les || '/' || h.organisatie, h.les, h.organisatie, 'use-case', h.use_case, h.use_case,
      h.uitkomst, h.toelichting
    from (select w.record from ${own(organisatie, 'use-case')}) w ${receipts('use_case')} ${visible('h.les')}
    where h.organisatie <> ${organisatie} and i.organisatie <> ${organisatie}
) t join organisatie o on o.code = t.organisatie`;

const titel = (record: string): string =>
  `(select v.body::json ->> 'titel' from record_view v where v.record = ${record} and v.audience = 'overheid')`;

const COLUMNS = `t.soort, t.op, t.record as id, t.uitkomst, t.toelichting, ${titel('t.record')} as titel,
  json_build_object('code', o.code, 'naam', o.naam, 'soort', o.soort, 'bestuurslaag', o.bestuurslaag) as organisatie,
  json_build_object('soort', t.over_soort, 'id', t.over, 'titel', ${titel('t.over')}) as over`;

type Row = Omit<Reactie, 'verwijzing' | 'op'> & { op: Date };

const PATHS: Readonly<Record<string, string>> = { les: 'lessen', ervaring: 'ervaringen', hergebruik: 'lessen' };

/** The reaction as answers show it. */
function toReactie({ soort, op, organisatie, titel, over, id, uitkomst, toelichting }: Row): Reactie {
  const record = `/v1/${PATHS[soort] ?? ''}/${id}`;
  const verwijzing = soort === 'hergebruik' ? `${record}/hergebruik/${organisatie.code}` : record;
  return { soort, op: op.toISOString(), organisatie, titel, over, id, verwijzing, uitkomst, toelichting };
}

/** What others wrote about the records of an organisation. */
@Injectable()
export class ReactiesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** One page, newest first. */
  async page(
    call: Call,
    organisatie: string,
    filter: ReactieFilter,
  ): Promise<{ totaal: number; items: Reactie[]; volgende: string | null }> {
    const conditions = new Conditions();
    const table = reactions(`${conditions.value(organisatie)}::text`);
    conditions.oneOf('t.soort', filter.soort);
    if (typeof filter.sinds === 'string') conditions.add(`t.op > ${conditions.value(filter.sinds)}::timestamptz`);
    if (filter.useCase) conditions.add(`t.use_case = any (${conditions.value(filter.useCase)}::uuid[])`);
    return tableItems<Row, Reactie>(this.dataSource, call, filter, {
      table,
      columns: COLUMNS,
      conditions,
      order: 't.op',
      key: 't.sleutel',
      type: 'moment',
      descending: true,
      toWire: toReactie,
      scope: [organisatie],
    });
  }
}
