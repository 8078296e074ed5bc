import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { query } from '../../platform/database/sql.js';
import type { Bepaling } from './bepaling.schema.js';
import { BEPALING } from './bepaling.queries.js';
import type { VerschilStap } from './verschillen.schema.js';

/** Versions of one document, the oldest first, with the clauses of the two ends and every relation after the first. */
export interface Versions {
  versies: string[];
  oud: Bepaling[];
  nieuw: Bepaling[];
  stappen: VerschilStap[];
}

const PATH = {
  name: 'kader-version-path',
  text: `with recursive back (code, opvolger_van, path) as (
      select k.code, k.opvolger_van, array[k.code] from kader k where k.code = $2
      union all
      select k.code, k.opvolger_van, k.code || b.path from back b join kader k on k.code = b.opvolger_van
        where b.code <> $1 and k.code <> all (b.path)
    )
    select path from back where code = $1`,
};
const READ = {
  name: 'kader-versions-read',
  text: `select
      coalesce((select json_agg(${BEPALING} order by b.volgorde, b.code) from bepaling b where b.kader = $1), '[]') as oud,
      coalesce((select json_agg(${BEPALING} order by b.volgorde, b.code) from bepaling b where b.kader = $2), '[]') as nieuw,
      coalesce((select json_agg(json_build_object('kader', r.kader, 'van', r.van, 'naar', r.naar, 'soort', r.soort, 'toelichting', r.toelichting,
          'zekerheid', r.zekerheid) order by r.van, r.naar, r.soort)
        from bepaling_relatie r where r.kader = any ($3::text[])), '[]') as stappen`,
};

@Injectable()
export class VersionsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The versions from the old one to the new one; undefined when the new one does not come after it. */
  async path(oud: string, nieuw: string): Promise<string[] | undefined> {
    const [found] = await query<{ path: string[] }>(this.dataSource, PATH, [oud, nieuw]);
    return found?.path;
  }

  async read(versies: string[]): Promise<Versions> {
    const [found] = await query<Omit<Versions, 'versies'>>(this.dataSource, READ, [versies[0], versies.at(-1), versies.slice(1)]);
    return { versies, ...(found ?? { oud: [], nieuw: [], stappen: [] }) };
  }
}
