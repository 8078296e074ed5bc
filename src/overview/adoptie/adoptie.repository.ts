import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { query } from '../../platform/database/sql.js';
import { token } from '../../register/publicaties/projections.js';
import type { Audience } from '../../register/zichtbaarheid/audience.rule.js';
import type { Adoptie } from './adoptie.schema.js';

const EXISTS = { name: 'adoptie-oplossing', text: 'select from oplossing where id = $1' };

/** $1 audience, $2 the token of the solution. Every figure comes from the same rows, so they agree. */
const ADOPTIE = {
  name: 'adoptie-read',
  text: `
    with found as materialized (
      select i.organisatie, o.bestuurslaag,
          (select substr(t, 6) from unnest(i.tokens) as t where t like 'fase:%') as fase,
          to_char(i.first_published_at at time zone 'Europe/Amsterdam', 'YYYY"-Q"Q') as kwartaal
        from record_index i join organisatie o on o.code = i.organisatie
        where i.audience = $1 and i.soort = 'use-case' and i.tokens @> array[$2::text]
    ), grown as (
      select kwartaal, sum(use_cases) as use_cases, sum(organisaties) as organisaties from (
        select kwartaal, count(*) as use_cases, 0 as organisaties from found group by 1
        union all
        select first, 0, count(*) from (select min(kwartaal) as first from found group by organisatie) f group by 1
      ) g group by 1
    )
    select json_build_object(
      'aantalUseCases', (select count(*) from found),
      'aantalOrganisaties', (select count(distinct organisatie) from found),
      'perBestuurslaag', (select coalesce(json_agg(json_build_object('code', n.code, 'label', c.label, 'aantal', n.aantal) order by n.aantal desc, n.code), '[]')
        from (select bestuurslaag as code, count(*) as aantal from found group by 1) n join code c on c.codelijst = 'bestuurslaag' and c.code = n.code),
      'perFase', (select coalesce(json_agg(json_build_object('code', n.code, 'label', c.label, 'aantal', n.aantal) order by c.volgorde), '[]')
        from (select fase as code, count(*) as aantal from found group by 1) n join code c on c.codelijst = 'fase' and c.code = n.code),
      'verloop', (select coalesce(json_agg(v order by v.kwartaal), '[]') from (
        select kwartaal, (sum(use_cases) over w)::int as "aantalUseCases", (sum(organisaties) over w)::int as "aantalOrganisaties" from grown window w as (order by kwartaal)) v)
    ) as adoptie`,
};

@Injectable()
export class AdoptieRepository {
  constructor(private readonly dataSource: DataSource) {}

  async exists(oplossing: string): Promise<boolean> {
    return (await query(this.dataSource, EXISTS, [oplossing])).length > 0;
  }

  /** Counted from what the audience may see. */
  async read(audience: Audience, oplossing: string): Promise<Adoptie> {
    const [row] = await query<{ adoptie: Adoptie }>(this.dataSource, ADOPTIE, [audience, token('oplossing', oplossing)]);
    if (!row) throw new TypeError('An aggregate always has a row');
    return row.adoptie;
  }
}
