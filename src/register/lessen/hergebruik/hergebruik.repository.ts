import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Conditions } from '../../../platform/database/conditions.js';
import { query } from '../../../platform/database/sql.js';
import type { Answer } from '../../../platform/http/answer.js';
import type { Call } from '../../../platform/http/call.js';
import { tablePage } from '../../../platform/http/table-page.js';
import { audienceOf } from '../../zichtbaarheid/audience.rule.js';
import { HergebruikEntity } from './hergebruik.entity.js';
import type { Hergebruik, HergebruikFilter } from './hergebruik.schema.js';

type Row = HergebruikEntity & { doorOrganisatie: Hergebruik['organisatie']; zichtbareUseCase: string | null };

/** Receipts as this caller sees them: a use case shows when it is published for the caller, or is the caller's own first concept. */
const table = (audience: string, caller: string): string => `hergebruik h join organisatie o on o.code = h.organisatie
  left join registratie u on u.id = h.use_case and (exists (select from record_index i where i.record = u.id and i.audience = ${audience}::text)
    or (u.nummer = 0 and u.organisatie = ${caller}::text))`;

const COLUMNS = `h.les, h.organisatie, h.uitkomst, h.toelichting, h.datum::text as datum, h.use_case as "useCase",
  h.aangemaakt_op as "aangemaaktOp", h.gewijzigd_op as "gewijzigdOp", u.id as "zichtbareUseCase",
  json_build_object('code', o.code, 'naam', o.naam, 'soort', o.soort, 'bestuurslaag', o.bestuurslaag) as "doorOrganisatie"`;

const READ = { name: 'hergebruik-read', text: `select ${COLUMNS} from ${table('$1', '$2')} where h.les = $3 and h.organisatie = $4` };

/** The receipt as answers show it. */
export function toHergebruik(row: Row): Hergebruik {
  return {
    les: row.les,
    organisatie: row.doorOrganisatie,
    useCase: row.zichtbareUseCase,
    uitkomst: row.uitkomst,
    toelichting: row.toelichting,
    datum: row.datum,
    aangemaaktOp: row.aangemaaktOp.toISOString(),
    gewijzigdOp: row.gewijzigdOp.toISOString(),
  };
}

export type Receipt = Pick<HergebruikEntity, 'les' | 'organisatie' | 'useCase' | 'uitkomst' | 'toelichting' | 'datum'>;

@Injectable()
export class HergebruikRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The receipts on one lesson, newest finding first. */
  async list(call: Call, les: string, filter: HergebruikFilter): Promise<Answer> {
    const conditions = new Conditions();
    const audience = conditions.value(audienceOf(call.caller));
    const from = table(audience, conditions.value(call.caller?.organisatie ?? null));
    conditions.add(`h.les = ${conditions.value(les)}::uuid`);
    conditions.add(`exists (select from record_index i where i.record = h.les and i.audience = ${audience}::text)`);
    conditions.oneOf('h.uitkomst', filter.uitkomst);
    return tablePage<Row>(this.dataSource, call, filter, {
      table: from,
      columns: COLUMNS,
      conditions,
      order: 'h.datum::text',
      key: 'h.organisatie',
      descending: true,
      toWire: toHergebruik,
      scope: [les],
    });
  }

  async read(
    call: Call,
    les: string,
    organisatie: string,
    on: DataSource | EntityManager = this.dataSource,
  ): Promise<Hergebruik | undefined> {
    const [row] = await query<Row>(on, READ, [audienceOf(call.caller), call.caller?.organisatie ?? null, les, organisatie]);
    return row && toHergebruik(row);
  }

  async find(tx: EntityManager, les: string, organisatie: string): Promise<HergebruikEntity | null> {
    return tx.findOneBy(HergebruikEntity, { les, organisatie });
  }

  async insert(tx: EntityManager, receipt: Receipt): Promise<void> {
    await tx.insert(HergebruikEntity, receipt);
  }

  async update(tx: EntityManager, { les, organisatie, ...receipt }: Receipt): Promise<void> {
    await tx.update(HergebruikEntity, { les, organisatie }, { ...receipt, gewijzigdOp: new Date() });
  }

  async remove(tx: EntityManager, les: string, organisatie: string): Promise<void> {
    await tx.delete(HergebruikEntity, { les, organisatie });
  }
}
