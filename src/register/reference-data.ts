import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { DataSource, EntityManager } from 'typeorm';
import { awaitReaders } from './kaders/herbevestiging.queries.js';
import { replaceRelaties } from './kaders/relaties.queries.js';

/** One shipped file and the statements that bring it in. What was changed through the API (`beheerd`) is left alone. */
interface ReferenceFile {
  name: string;
  path: string;
  /** Whether published records show something of it. */
  shown?: true;
  statements: readonly string[];
}

const files: readonly ReferenceFile[] = [
  {
    name: 'codelijsten',
    path: './codelijsten/codelijsten.json',
    statements: [
      `insert into codelijst as l (naam, titel, toelichting, vast)
         select x.naam, x.titel, x.toelichting, x.vast from json_to_recordset($1::json) as x (naam text, titel text, toelichting text, vast boolean)
         on conflict (naam) do update set titel = excluded.titel, toelichting = excluded.toelichting, vast = excluded.vast where not l.beheerd`,
      `insert into code as c (codelijst, code, volgorde, label, toelichting)
         select x.naam, k.value ->> 'code', k.ordinality, k.value ->> 'label', k.value ->> 'toelichting'
           from json_to_recordset($1::json) as x (naam text, codes json) cross join json_array_elements(x.codes) with ordinality k
         on conflict (codelijst, code) do update set volgorde = excluded.volgorde, label = excluded.label, toelichting = excluded.toelichting
           where not exists (select from codelijst l where l.naam = c.codelijst and l.beheerd)`,
    ],
  },
  {
    name: 'organisaties',
    path: './organisaties/organisaties.json',
    shown: true,
    statements: [
      `insert into organisatie as o (code, tooi, naam, afkorting, soort, subsoort, bestuurslaag, provincie, oin, website, actief_tot_datum, opvolgers)
         select x.code, x.tooi, x.naam, x.afkorting, x.soort, x.subsoort, x.bestuurslaag, x.provincie, x.oin, x.website, x."actiefTotDatum", x.opvolgers
           from json_to_recordset($1::json) as x (code text, tooi text, naam text, afkorting text, soort text, subsoort text, bestuurslaag text,
             provincie text, oin text, website text, "actiefTotDatum" date, opvolgers text[])
         on conflict (code) do update set tooi = excluded.tooi, naam = excluded.naam, afkorting = excluded.afkorting, soort = excluded.soort,
           subsoort = excluded.subsoort, bestuurslaag = excluded.bestuurslaag, provincie = excluded.provincie, oin = excluded.oin,
           website = excluded.website, actief_tot_datum = excluded.actief_tot_datum, opvolgers = excluded.opvolgers where not o.beheerd`,
    ],
  },
  {
    name: 'kaders',
    path: './kaders/kaders.json',
    shown: true,
    statements: [
      `insert into kader as k (code, reeks, titel, soort, versie, periode, status, hoort_bij, uitgever, bron_url, alternatieve_url, kamerstuk, dossier, toelichting, opvolger_van)
         select x.code, x.reeks, x.titel, x.soort, x.versie, x.periode, x.status, x."hoortBij", x.uitgever, x."bronUrl", x."alternatieveUrl", x.kamerstuk, x.dossier, x.toelichting, x."opvolgerVan"
           from json_to_recordset($1::json) as x (code text, reeks text, titel text, soort text, versie text, periode text, status text, "hoortBij" text,
             uitgever text, "bronUrl" text, "alternatieveUrl" text, kamerstuk text, dossier text, toelichting text, "opvolgerVan" text)
         on conflict (code) do update set reeks = excluded.reeks, titel = excluded.titel, soort = excluded.soort, versie = excluded.versie,
           periode = excluded.periode, status = excluded.status, hoort_bij = excluded.hoort_bij, uitgever = excluded.uitgever, bron_url = excluded.bron_url,
           alternatieve_url = excluded.alternatieve_url, kamerstuk = excluded.kamerstuk, dossier = excluded.dossier, toelichting = excluded.toelichting,
           opvolger_van = excluded.opvolger_van where not k.beheerd`,
      `insert into bepaling as b (code, kader, volgorde, hoofdstuk, titel, samenvatting, themas, bron_locatie, herkomst, opmerking, bron_soort, zekerheid)
         select p.code, x.code, p.volgorde, p.hoofdstuk, p.titel, p.samenvatting, p.themas, p."bronLocatie", p.herkomst, p.opmerking, p."bronSoort", p.zekerheid
           from json_to_recordset($1::json) as x (code text, bepalingen json) cross join json_to_recordset(x.bepalingen) as p (code text, volgorde integer,
             hoofdstuk text, titel text, samenvatting text, themas text[], "bronLocatie" text, herkomst text[], opmerking text, "bronSoort" text, zekerheid text)
         on conflict (code) do update set volgorde = excluded.volgorde, hoofdstuk = excluded.hoofdstuk, titel = excluded.titel, samenvatting = excluded.samenvatting,
           themas = excluded.themas, bron_locatie = excluded.bron_locatie, herkomst = excluded.herkomst, opmerking = excluded.opmerking,
           bron_soort = excluded.bron_soort, zekerheid = excluded.zekerheid
           where not exists (select from kader k where k.code = b.kader and k.beheerd)`,
    ],
  },
  {
    name: 'relaties',
    path: './kaders/relaties.json',
    shown: true,
    statements: [
      replaceRelaties(
        `select x.* from json_to_recordset($1::json) as x (kader text, van text, naar text, soort text, toelichting text, zekerheid text)
           where not exists (select from kader k where k.code = x.kader and k.beheerd)`,
        'r.kader in (select kader from input)',
      ),
    ],
  },
];

/** Loads the shipped code lists, organisations and kaders where they changed since the last time. @returns whether anything was loaded */
export async function loadReferenceData(dataSource: DataSource, report: (line: string) => void): Promise<boolean> {
  const known = await dataSource.query<{ name: string; hash: string }[]>('select name, hash from reference_load');
  const texts = files.map((file) => ({ ...file, text: readFileSync(new URL(file.path, import.meta.url), 'utf8') }));
  const changed = texts
    .map((file) => ({ ...file, hash: createHash('sha256').update(file.text).digest('base64url') }))
    .filter(({ name, hash }) => !known.some((each) => each.name === name && each.hash === hash));
  if (changed.length === 0) return false;
  await dataSource.transaction(async (tx) => {
    if (changed.some(({ shown }) => shown)) await markViews(tx);
    for (const { name, text, hash, statements } of changed) {
      report(`loading ${name}`);
      await load(tx, text, statements);
      await tx.query('insert into reference_load (name, hash) values ($1, $2) on conflict (name) do update set hash = excluded.hash', [
        name,
        hash,
      ]);
    }
  });
  return true;
}

/** Published records show something of what changed: the start makes them anew, and what is published meanwhile waits for what is loaded here. */
async function markViews(tx: EntityManager): Promise<void> {
  await awaitReaders(tx);
  await tx.query("delete from reference_load where name = 'weergave'");
}

async function load(tx: EntityManager, text: string, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await tx.query(statement, [text]);
}
