import { Conditions } from '../../platform/database/conditions.js';
import { query } from '../../platform/database/sql.js';
import { fingerprint } from '../../platform/http/paging.js';
import { token } from '../../register/publicaties/projections.js';
import type { Audience } from '../../register/zichtbaarheid/audience.rule.js';
import { countSql } from '../../register/zichtbaarheid/counts.queries.js';
import type { DataSource } from 'typeorm';
import { addFilter, linkSeenBy, type KoppelingFilter } from './koppelingen.queries.js';

/** A number of links with the same verdicts. */
export interface Cell {
  naleving: string;
  werkbaarheid: string;
  aantal: number;
}

export interface Code {
  codelijst: string;
  code: string;
  label: string;
  /** False for a retired code: shown only where it is counted. */
  geldig: boolean;
}

export interface Figures {
  organisaties: number;
  /** What stands now. */
  cells: (Cell & { bestuurslaag: string; fase: string })[];
  /** Links that came (above 0) and went (below 0) in a quarter. */
  changes: (Cell & { kwartaal: string })[];
  lessen: number;
  ervaringen: number;
  codes: Code[];
}

/** The codes that figures are counted by, in their order. */
const CODES = `(select json_agg(json_build_object('codelijst', codelijst, 'code', code, 'label', label,
    'geldig', coalesce(geldig_tot_datum >= (now() at time zone 'Europe/Amsterdam')::date, true)) order by codelijst, volgorde, code)
  from code where codelijst in ('naleving', 'werkbaarheid', 'bestuurslaag', 'fase'))`;

/** Records of a kind that name the clause: a ready count without filters, counted with. */
function recordsSql(conditions: Conditions, bepaling: string, soort: string, { bestuurslaag, fase }: KoppelingFilter): string {
  const named = conditions.value(token('bepaling', bepaling));
  if (!bestuurslaag && !fase) return countSql('$1', `'${soort}'`, `${named}::text`);
  const filters = Object.entries({ bestuurslaag, fase }).flatMap(([name, codes]) =>
    codes ? [`and i.tokens && ${conditions.value(codes.map((code) => token(name, code)))}::text[]`] : [],
  );
  return `(select count(*)::int from record_index i where i.audience = $1 and i.soort = '${soort}' and i.tokens && array[${named}::text] ${filters.join(' ')})`;
}

/** All that is counted about a clause, in one scan of its links. */
export async function readFigures(dataSource: DataSource, audience: Audience, bepaling: string, filter: KoppelingFilter): Promise<Figures> {
  const conditions = new Conditions();
  const seen = linkSeenBy(conditions.value(audience));
  conditions.add(`k.bepaling = ${conditions.value(bepaling)}`);
  addFilter(conditions, filter);
  conditions.add(seen);
  const text = `
    with links as materialized (
      select k.naleving, k.werkbaarheid, k.fase, k.vanaf, k.tot, k.organisatie, o.bestuurslaag
        from koppeling k join organisatie o on o.code = k.organisatie where ${conditions.where}
    )
    select (select count(distinct organisatie)::int from links where tot is null) as organisaties,
      (select coalesce(json_agg(c), '[]') from (
        select bestuurslaag, fase, naleving, werkbaarheid, count(*)::int as aantal from links where tot is null group by 1, 2, 3, 4) c) as cells,
      (select coalesce(json_agg(c), '[]') from (
        select to_char(e.op at time zone 'Europe/Amsterdam', 'YYYY-"Q"Q') as kwartaal, l.naleving, l.werkbaarheid, sum(e.by)::int as aantal
          from links l cross join lateral (values (l.vanaf, 1), (l.tot, -1)) e (op, by) where e.op is not null group by 1, 2, 3) c) as changes,
      ${recordsSql(conditions, bepaling, 'les', filter)} as lessen, ${recordsSql(conditions, bepaling, 'ervaring', filter)} as ervaringen, ${CODES} as codes`;
  const [row] = await query<Figures>(dataSource, { name: `dossier-figures-${fingerprint({ text })}`, text }, conditions.values);
  return row ?? { organisaties: 0, cells: [], changes: [], lessen: 0, ervaringen: 0, codes: [] };
}
