import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { query } from '../../platform/database/sql.js';
import { conflict, type Problem } from '../../platform/http/problem.js';
import type { BepalingInvoer, BepalingRelatieInvoer } from './bepaling.schema.js';
import { KaderEntity } from './kader.entity.js';
import type { KaderGegevens } from './kader.schema.js';
import { replaceRelaties } from './relaties.queries.js';

const SAVE_KADER = {
  name: 'kader-save',
  text: `insert into kader (code, reeks, titel, soort, versie, periode, status, hoort_bij, uitgever, bron_url, alternatieve_url, kamerstuk, dossier, toelichting, opvolger_van, beheerd)
      select $1, x.reeks, x.titel, x.soort, x.versie, x.periode, x.status, x."hoortBij", x.uitgever, x."bronUrl", x."alternatieveUrl", x.kamerstuk, x.dossier, x.toelichting, x."opvolgerVan", true
        from json_to_record($2::json) as x (reeks text, titel text, soort text, versie text, periode text, status text, "hoortBij" text, uitgever text,
          "bronUrl" text, "alternatieveUrl" text, kamerstuk text, dossier text, toelichting text, "opvolgerVan" text)
    on conflict (code) do update set reeks = excluded.reeks, titel = excluded.titel, soort = excluded.soort, versie = excluded.versie, periode = excluded.periode,
      status = excluded.status, hoort_bij = excluded.hoort_bij, uitgever = excluded.uitgever, bron_url = excluded.bron_url, alternatieve_url = excluded.alternatieve_url,
      kamerstuk = excluded.kamerstuk, dossier = excluded.dossier, toelichting = excluded.toelichting, opvolger_van = excluded.opvolger_van, beheerd = true`,
};
const SAVE_BEPALINGEN = {
  name: 'bepalingen-save',
  text: `insert into bepaling as b (code, kader, volgorde, hoofdstuk, titel, samenvatting, themas, bron_locatie, herkomst, opmerking, bron_soort, zekerheid)
      select x.code, $1, x.volgorde, x.hoofdstuk, x.titel, x.samenvatting, coalesce(x.themas, '{}'), x."bronLocatie", coalesce(x.herkomst, '{}'), x.opmerking, x."bronSoort", x.zekerheid
        from json_to_recordset($2::json) as x (code text, volgorde integer, hoofdstuk text, titel text, samenvatting text, themas text[], "bronLocatie" text,
          herkomst text[], opmerking text, "bronSoort" text, zekerheid text)
    on conflict (code) do update set volgorde = excluded.volgorde, hoofdstuk = excluded.hoofdstuk, titel = excluded.titel, samenvatting = excluded.samenvatting,
      themas = excluded.themas, bron_locatie = excluded.bron_locatie, herkomst = excluded.herkomst, opmerking = excluded.opmerking, bron_soort = excluded.bron_soort,
      zekerheid = excluded.zekerheid where b.kader = excluded.kader
    returning b.code`,
};
const SAVE_RELATIES = {
  name: 'relaties-save',
  text: replaceRelaties(
    `select $1::text as kader, x.* from json_to_recordset($2::json) as x (van text, naar text, soort text, toelichting text, zekerheid text)`,
    'r.kader = $1',
  ),
};
const CLAUSES = {
  name: 'kader-clauses',
  text: 'select code, kader from bepaling where kader = any ($1::text[]) or code = any ($2::text[])',
};

// Which of the named kaders come after or belong to this one already, directly or in steps.
const LEADS_BACK = {
  name: 'kader-leads-back',
  text: `with recursive after (code) as (
      select $1::text union select k.code from kader k join after a on k.opvolger_van = a.code
    ), part (code) as (
      select $1::text union select k.code from kader k join part p on k.hoort_bij = p.code
    )
    select exists (select from after where code = $2) as "opvolgerVan", exists (select from part where code = $3) as "hoortBij"`,
};

/** Storing a kader with its clauses and relations. Clauses are added and changed, never removed. */
@Injectable()
export class KaderWrites {
  /** A new kader; the primary key refuses a code that is taken. */
  async insert(tx: EntityManager, code: string, kader: KaderGegevens): Promise<void> {
    await tx.insert(KaderEntity, Object.assign({}, kader, { code, beheerd: true }));
  }

  /** @throws Problem 409 for a clause that another kader got in the meantime */
  async save(
    tx: EntityManager,
    code: string,
    kader: KaderGegevens,
    bepalingen?: readonly BepalingInvoer[],
    relaties?: readonly BepalingRelatieInvoer[],
  ): Promise<void> {
    await query(tx, SAVE_KADER, [code, JSON.stringify(kader)]);
    const saved = bepalingen ? await query<{ code: string }>(tx, SAVE_BEPALINGEN, [code, JSON.stringify(bepalingen)]) : [];
    const taken = bepalingen?.find((each) => !saved.some((row) => row.code === each.code));
    if (taken) throw bepalingTaken(taken.code);
    if (relaties) await query(tx, SAVE_RELATIES, [code, JSON.stringify(relaties)]);
  }

  /** Whether the kader would follow itself, or be part of itself, by what others say. */
  async leadsBack(
    tx: EntityManager,
    code: string,
    { opvolgerVan, hoortBij }: KaderGegevens,
  ): Promise<{ opvolgerVan: boolean; hoortBij: boolean }> {
    const [found] = await query<{ opvolgerVan: boolean; hoortBij: boolean }>(tx, LEADS_BACK, [code, textOf(opvolgerVan), textOf(hoortBij)]);
    return found ?? { opvolgerVan: false, hoortBij: false };
  }

  /** The clauses of these kaders, and those with these codes, with the kader that each belongs to. */
  async clauses(tx: EntityManager, kaders: readonly string[], codes: readonly string[]): Promise<Map<string, string>> {
    const rows = await query<{ code: string; kader: string }>(tx, CLAUSES, [kaders, codes]);
    return new Map(rows.map(({ code, kader }) => [code, kader]));
  }
}

// Input may hold anything until its mistakes are answered.
const textOf = (sent: unknown): string | null => (typeof sent === 'string' ? sent : null);

export const bepalingTaken = (code: string): Problem => conflict('bepaling-bestaat', `De code ${code} hoort al bij een ander kader.`);
