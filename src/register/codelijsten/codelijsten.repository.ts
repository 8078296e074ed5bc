import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { query } from '../../platform/database/sql.js';
import { CodelijstEntity } from './codelijst.entity.js';
import type { Codelijst, CodelijstAanpassing } from './codelijst.schema.js';

const READ = {
  name: 'codelijst-read',
  text: `select l.naam, l.titel, l.toelichting, l.vast, coalesce((
      select json_agg(json_build_object('code', c.code, 'label', c.label, 'toelichting', c.toelichting, 'geldigTotDatum', c.geldig_tot_datum,
        'vervangenDoor', c.vervangen_door) order by c.volgorde, c.code) from code c where c.codelijst = l.naam), '[]') as codes
    from codelijst l where l.naam = $1`,
};
const LOCK = { name: 'codelijst-lock', text: 'select from codelijst where naam = $1 for update' };
const SAVE = {
  name: 'codelijst-save',
  text: `with list as (
      insert into codelijst (naam, titel, toelichting, vast, beheerd) values ($1, $2, $3, false, true)
        on conflict (naam) do update set titel = excluded.titel, toelichting = excluded.toelichting, beheerd = true
    )
    insert into code (codelijst, code, volgorde, label, toelichting, geldig_tot_datum, vervangen_door)
      select $1, x.code, x.volgorde, x.label, x.toelichting, x."geldigTotDatum", x."vervangenDoor"
        from json_to_recordset($4::json) as x (code text, volgorde integer, label text, toelichting text, "geldigTotDatum" date, "vervangenDoor" text)
      on conflict (codelijst, code) do update set volgorde = excluded.volgorde, label = excluded.label, toelichting = excluded.toelichting,
        geldig_tot_datum = excluded.geldig_tot_datum, vervangen_door = excluded.vervangen_door`,
};

@Injectable()
export class CodelijstenRepository {
  constructor(private readonly dataSource: DataSource) {}

  async find(naam: string, on: DataSource | EntityManager = this.dataSource): Promise<Codelijst | undefined> {
    const [found] = await query<Codelijst>(on, READ, [naam]);
    return found;
  }

  async lock(tx: EntityManager, naam: string): Promise<Codelijst | undefined> {
    await query(tx, LOCK, [naam]);
    return this.find(naam, tx);
  }

  /** A new list; the primary key refuses a name that is taken. */
  async insert(tx: EntityManager, naam: string, list: CodelijstAanpassing): Promise<void> {
    await tx.insert(CodelijstEntity, { naam, titel: list.titel, toelichting: list.toelichting ?? null, beheerd: true });
    await this.save(tx, naam, list);
  }

  async save(tx: EntityManager, naam: string, { titel, toelichting, codes }: CodelijstAanpassing): Promise<void> {
    const rows = codes.map((code, index) => Object.assign({ volgorde: index + 1 }, code));
    await query(tx, SAVE, [naam, titel, toelichting ?? null, JSON.stringify(rows)]);
  }
}
