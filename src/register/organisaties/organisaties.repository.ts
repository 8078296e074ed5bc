import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Conditions } from '../../platform/database/conditions.js';
import { query } from '../../platform/database/sql.js';
import type { Answer } from '../../platform/http/answer.js';
import type { Call } from '../../platform/http/call.js';
import { tablePage } from '../../platform/http/table-page.js';
import { countSql, countsOfSql } from '../zichtbaarheid/counts.queries.js';
import { audienceOf, type Audience } from '../zichtbaarheid/audience.rule.js';
import { OrganisatieEntity } from './organisatie.entity.js';
import type { Organisatie, OrganisatieFilter, OrganisatieInvoer } from './organisatie.schema.js';

type Row = Omit<OrganisatieEntity, 'beheerd'> & { aantalUseCases: number };

const COLUMNS = `code, tooi, naam, afkorting, soort, subsoort, bestuurslaag, provincie, oin, website, opvolgers,
  actief_vanaf_datum::text as "actiefVanafDatum", actief_tot_datum::text as "actiefTotDatum"`;
const columnsFor = (audience: Audience): string =>
  `${COLUMNS}, ${countSql(`'${audience}'`, "'use-case'", "('organisatie:' || organisatie.code)")} as "aantalUseCases"`;

/** The organisation as answers show it, with the count that the reader may know. */
export function toOrganisatie(row: Row): Organisatie {
  return {
    code: row.code,
    tooi: row.tooi,
    naam: row.naam,
    afkorting: row.afkorting,
    soort: row.soort,
    subsoort: row.subsoort,
    bestuurslaag: row.bestuurslaag,
    provincie: row.provincie,
    oin: row.oin,
    website: row.website,
    actiefVanafDatum: row.actiefVanafDatum,
    actiefTotDatum: row.actiefTotDatum,
    opvolgers: row.opvolgers,
    aantalUseCases: row.aantalUseCases,
  };
}

const LEAD_BACK = {
  name: 'organisatie-lead-back',
  text: `with recursive chain (first, code) as (
      select u.code, u.code from unnest($1::text[]) as u (code)
      union select c.first, s.code from chain c join organisatie o on o.code = c.code cross join unnest(o.opvolgers) as s (code)
    )
    select distinct first as code from chain where code = $2 and first <> $2`,
};

@Injectable()
export class OrganisatiesRepository {
  constructor(private readonly dataSource: DataSource) {}

  async list(call: Call, filter: OrganisatieFilter): Promise<Answer> {
    const conditions = new Conditions();
    conditions.oneOf('soort', filter.soort);
    conditions.oneOf('subsoort', filter.subsoort);
    conditions.oneOf('bestuurslaag', filter.bestuurslaag);
    conditions.oneOf('provincie', filter.provincie);
    if (filter.actiefOp) {
      const day = conditions.value(filter.actiefOp);
      conditions.add(
        `(actief_tot_datum is null or actief_tot_datum > ${day}::date) and (actief_vanaf_datum is null or actief_vanaf_datum <= ${day}::date)`,
      );
    }
    if (typeof filter.heeftUseCases === 'boolean') {
      const counted = countsOfSql(conditions.value(audienceOf(call.caller)), "'use-case'", "'{organisatie}'");
      conditions.add(`${filter.heeftUseCases ? '' : 'not '}'organisatie:' || code in (select u.token from (${counted}) u)`);
    }
    conditions.contains("naam || ' ' || coalesce(afkorting, '') || ' ' || code", filter.zoek);
    const sorteer = filter.sorteer ?? 'naam';
    return tablePage<Row>(this.dataSource, call, filter, {
      table: 'organisatie',
      columns: columnsFor(audienceOf(call.caller)),
      conditions,
      order: sorteer.replace('-', ''),
      key: 'code',
      descending: sorteer.startsWith('-'),
      toWire: toOrganisatie,
    });
  }

  async find(code: string, audience: Audience, on: DataSource | EntityManager = this.dataSource): Promise<Organisatie | undefined> {
    const text = `select ${columnsFor(audience)} from organisatie where code = $1`;
    const [found] = await query<Row>(on, { name: `organisatie-read-${audience}`, text }, [code]);
    return found && toOrganisatie(found);
  }

  async lock(tx: EntityManager, code: string): Promise<OrganisatieEntity | null> {
    return tx.findOne(OrganisatieEntity, { where: { code }, lock: { mode: 'pessimistic_write' } });
  }

  /** Which of the successors are, in steps, succeeded by the organisation itself. */
  async leadBack(tx: EntityManager, code: string, opvolgers: readonly string[]): Promise<string[]> {
    if (opvolgers.length === 0) return [];
    return (await query<{ code: string }>(tx, LEAD_BACK, [opvolgers, code])).map((row) => row.code);
  }

  async insert(tx: EntityManager, input: OrganisatieInvoer): Promise<void> {
    await tx.insert(OrganisatieEntity, { ...columnsOf(input), code: input.code, beheerd: true });
  }

  async update(tx: EntityManager, code: string, input: Omit<OrganisatieInvoer, 'code'>): Promise<void> {
    await tx.update(OrganisatieEntity, { code }, { ...columnsOf(input), beheerd: true });
  }
}

const columnsOf = (input: Omit<OrganisatieInvoer, 'code'>): Partial<OrganisatieEntity> => ({
  tooi: input.tooi ?? null,
  naam: input.naam,
  afkorting: input.afkorting ?? null,
  soort: input.soort,
  subsoort: input.subsoort ?? null,
  bestuurslaag: input.bestuurslaag,
  provincie: input.provincie ?? null,
  oin: input.oin ?? null,
  website: input.website ?? null,
  actiefVanafDatum: input.actiefVanafDatum ?? null,
  actiefTotDatum: input.actiefTotDatum ?? null,
  opvolgers: input.opvolgers ?? [],
});
