import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Conditions } from '../../platform/database/conditions.js';
import { query } from '../../platform/database/sql.js';
import type { Answer } from '../../platform/http/answer.js';
import type { Call } from '../../platform/http/call.js';
import { tablePage } from '../../platform/http/table-page.js';
import { countsOfSql } from '../zichtbaarheid/counts.queries.js';
import { audienceOf, type Audience } from '../zichtbaarheid/audience.rule.js';
import { OplossingEntity } from './oplossing.entity.js';
import type { Oplossing, OplossingAanpassing, OplossingFilter } from './oplossing.schema.js';

type Row = OplossingEntity & { eigenaar: Oplossing['organisatie'] };

const TABLE = 'oplossing p join organisatie o on o.code = p.organisatie';
const COLUMNS = `p.id, p.naam, p.omschrijving, p.leverancier, p.website, p.broncode_url as "broncodeUrl", p.organisatie,
  p.aangemaakt_op as "aangemaaktOp", p.gewijzigd_op as "gewijzigdOp",
  json_build_object('code', o.code, 'naam', o.naam, 'soort', o.soort, 'bestuurslaag', o.bestuurslaag) as eigenaar`;
const COUNTED = 'coalesce(n.aantal, 0)';
const countedFor = (audience: Audience): string =>
  `${TABLE} left join (${countsOfSql(`'${audience}'`, "'use-case'", "'{oplossing}'")}) n on n.token = 'oplossing:' || p.id`;
const READ = { name: 'oplossing-read', text: `select ${COLUMNS} from ${TABLE} where p.id = $1` };

/** The solution as answers show it. */
export function toOplossing(row: Row): Oplossing {
  return {
    id: row.id,
    naam: row.naam,
    omschrijving: row.omschrijving,
    leverancier: row.leverancier,
    website: row.website,
    broncodeUrl: row.broncodeUrl,
    organisatie: row.eigenaar,
    aangemaaktOp: row.aangemaaktOp.toISOString(),
    gewijzigdOp: row.gewijzigdOp.toISOString(),
  };
}

@Injectable()
export class OplossingenRepository {
  constructor(private readonly dataSource: DataSource) {}

  async list(call: Call, filter: OplossingFilter): Promise<Answer> {
    const conditions = new Conditions();
    conditions.oneOf('p.organisatie', filter.organisatie);
    conditions.oneOf(
      'lower(p.leverancier)',
      filter.leverancier?.map((naam) => naam.toLowerCase()),
    );
    conditions.contains("p.naam || ' ' || coalesce(p.omschrijving, '')", filter.zoek);
    const { sorteer = 'naam' } = filter;
    const byCount = sorteer.endsWith('aantalUseCases');
    return tablePage<Row & { aantalUseCases: number }>(this.dataSource, call, filter, {
      table: countedFor(audienceOf(call.caller)),
      columns: `${COLUMNS}, ${COUNTED} as "aantalUseCases"`,
      conditions,
      order: byCount ? COUNTED : 'p.naam',
      type: byCount ? 'count' : 'text',
      key: 'p.id::text',
      descending: sorteer.startsWith('-'),
      toWire: (row) => Object.assign(toOplossing(row), { aantalUseCases: row.aantalUseCases }),
    });
  }

  async find(id: string, on: DataSource | EntityManager = this.dataSource): Promise<Oplossing | undefined> {
    const [found] = await query<Row>(on, READ, [id]);
    return found && toOplossing(found);
  }

  async lock(tx: EntityManager, id: string): Promise<OplossingEntity | null> {
    return tx.findOne(OplossingEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async insert(tx: EntityManager, id: string, organisatie: string, input: OplossingAanpassing): Promise<void> {
    await tx.insert(OplossingEntity, { ...columnsOf(input), id, organisatie });
  }

  async update(tx: EntityManager, id: string, input: OplossingAanpassing): Promise<void> {
    await tx.update(OplossingEntity, { id }, { ...columnsOf(input), gewijzigdOp: new Date() });
  }
}

const columnsOf = ({ naam, omschrijving, leverancier, website, broncodeUrl }: OplossingAanpassing): Partial<OplossingEntity> => ({
  naam,
  omschrijving: omschrijving ?? null,
  leverancier: leverancier ?? null,
  website: website ?? null,
  broncodeUrl: broncodeUrl ?? null,
});
