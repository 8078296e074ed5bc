import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Conditions } from '../../platform/database/conditions.js';
import { query } from '../../platform/database/sql.js';
import type { Answer } from '../../platform/http/answer.js';
import type { Call } from '../../platform/http/call.js';
import type { PageFilter } from '../../platform/http/paging.js';
import { tablePage } from '../../platform/http/table-page.js';
import { BepalingSearch } from './bepaling-search.repository.js';
import { BEPALING } from './bepaling.queries.js';
import type { Bepaling, BepalingMetVerwanten, BepalingRelatie } from './bepaling.schema.js';
import { utc } from './herbevestiging.queries.js';
import type { BepalingFilter, Kader, KaderFilter, KaderMetBepalingen } from './kader.schema.js';

const KADER = `json_build_object('code', k.code, 'reeks', k.reeks, 'titel', k.titel, 'soort', k.soort, 'versie', k.versie, 'periode', k.periode,
  'status', k.status, 'hoortBij', k.hoort_bij, 'uitgever', k.uitgever, 'bronUrl', k.bron_url, 'alternatieveUrl', k.alternatieve_url,
  'kamerstuk', k.kamerstuk, 'dossier', k.dossier, 'toelichting', k.toelichting, 'opvolgerVan', k.opvolger_van,
  'aantalBepalingen', (select count(*) from bepaling b where b.kader = k.code))`;

const reference = (b: string): string =>
  `case when ${b}.code is null then null else json_build_object('code', ${b}.code, 'titel', ${b}.titel, 'kader', ${b}.kader) end`;
const SAID = `'soort', r.soort, 'toelichting', r.toelichting, 'zekerheid', r.zekerheid, 'vanaf', ${utc('r.vanaf')}`;
const kin = (mine: string, other: string): string => `coalesce((
  select json_agg(json_build_object('bepaling', ${reference('o')}, ${SAID}) order by o.kader, o.volgorde, r.soort)
    from bepaling_relatie r left join bepaling o on o.code = r.${other} where r.${mine} = b.code), '[]')`;

const RELATIE = `json_build_object('van', ${reference('v')}, 'naar', ${reference('n')}, ${SAID})`;
const RELATIES = 'bepaling_relatie r left join bepaling v on v.code = r.van left join bepaling n on n.code = r.naar';

const READ_KADER = {
  name: 'kader-read',
  text: `select ${KADER} as kader,
      coalesce((select json_agg(${BEPALING} order by b.volgorde, b.code) from bepaling b where b.kader = k.code), '[]') as bepalingen,
      coalesce((select json_agg(${RELATIE} order by v.volgorde nulls last, n.volgorde, r.van, r.naar, r.id) from ${RELATIES} where r.kader = k.code), '[]') as relaties
    from kader k where k.code = $1`,
};
const EXISTS = { name: 'kader-exists', text: 'select from kader where code = $1' };
const LOCK_KADER = { name: 'kader-lock', text: 'select from kader where code = $1 for update' };
const READ_BEPALING = {
  name: 'bepaling-read',
  text: `select ${BEPALING} as bepaling, ${kin('naar', 'van')} as voorgangers, ${kin('van', 'naar')} as opvolgers from bepaling b where b.code = $1`,
};
@Injectable()
export class KadersRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly search: BepalingSearch,
  ) {}

  async list(call: Call, filter: KaderFilter): Promise<Answer> {
    const conditions = new Conditions();
    if (filter.reeks) conditions.oneOf('k.reeks', [filter.reeks]);
    conditions.oneOf('k.soort', filter.soort);
    conditions.oneOf('k.status', filter.status);
    return tablePage<{ kader: Kader }>(this.dataSource, call, filter, {
      table: 'kader k',
      columns: `${KADER} as kader`,
      conditions,
      order: 'k.reeks',
      key: 'k.code',
      toWire: ({ kader }) => kader,
    });
  }

  async listBepalingen(call: Call, filter: BepalingFilter): Promise<Answer> {
    const { zoek } = filter;
    if (typeof zoek === 'string') return this.search.list(call, Object.assign(filter, { zoek }), () => bepalingConditions(filter, 'd'));
    return tablePage<{ bepaling: Bepaling }>(this.dataSource, call, filter, {
      table: 'bepaling b',
      columns: `${BEPALING} as bepaling`,
      conditions: bepalingConditions(filter, 'b'),
      order: "(b.kader || ' ' || lpad(b.volgorde::text, 6, '0'))",
      key: 'b.code',
      toWire: (row) => row.bepaling,
    });
  }

  async listRelaties(call: Call, filter: PageFilter, kader: string): Promise<Answer> {
    const conditions = new Conditions();
    conditions.add(`r.kader = ${conditions.value(kader)}`);
    return tablePage<{ relatie: BepalingRelatie }>(this.dataSource, call, filter, {
      table: RELATIES,
      columns: `${RELATIE} as relatie`,
      conditions,
      order: "coalesce(lpad(v.volgorde::text, 6, '0'), 'x' || lpad(n.volgorde::text, 6, '0'))",
      key: 'r.id::text',
      scope: [kader],
      toWire: ({ relatie }) => relatie,
    });
  }

  async exists(code: string): Promise<boolean> {
    return (await query(this.dataSource, EXISTS, [code])).length > 0;
  }

  async find(code: string, on: DataSource | EntityManager = this.dataSource): Promise<KaderMetBepalingen | undefined> {
    const [found] = await query<{ kader: Kader } & Pick<KaderMetBepalingen, 'bepalingen' | 'relaties'>>(on, READ_KADER, [code]);
    return found && Object.assign(found.kader, { bepalingen: found.bepalingen, relaties: found.relaties });
  }

  async lock(tx: EntityManager, code: string): Promise<KaderMetBepalingen | undefined> {
    await query(tx, LOCK_KADER, [code]);
    return this.find(code, tx);
  }

  async findBepaling(code: string): Promise<BepalingMetVerwanten | undefined> {
    const [found] = await query<{ bepaling: Bepaling } & Pick<BepalingMetVerwanten, 'voorgangers' | 'opvolgers'>>(
      this.dataSource,
      READ_BEPALING,
      [code],
    );
    return found && Object.assign(found.bepaling, { voorgangers: found.voorgangers, opvolgers: found.opvolgers });
  }
}

function bepalingConditions({ kader, reeks, thema, zekerheid }: BepalingFilter, alias: string): Conditions {
  const conditions = new Conditions();
  conditions.oneOf(`${alias}.kader`, kader);
  if (reeks) conditions.add(`${alias}.kader in (select code from kader where reeks = ${conditions.value(reeks)})`);
  if (thema) conditions.add(`${alias}.themas && ${conditions.value(thema)}::text[]`);
  conditions.oneOf(`${alias}.zekerheid`, zekerheid);
  return conditions;
}
