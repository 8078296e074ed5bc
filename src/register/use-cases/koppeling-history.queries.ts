import type { EntityManager } from 'typeorm';
import { query } from '../../platform/database/sql.js';
import type { Wire } from '../publicaties/record-kind.js';
import type { RecordEntity } from '../publicaties/record.entity.js';

interface Published {
  gepubliceerdOp: string;
  fase: string;
  organisatie: { code: string };
  bepalingen: { bepaling: { code: string }; naleving: string; werkbaarheid: string; toelichting: string | null }[];
}

// The mechanism hands over what this kind has published, in the shape of the contract.
const as = (published: Wire | undefined): Published | undefined => published as unknown as Published | undefined;

// A link that comes back unchanged keeps its row, unless the record was withdrawn since: then it was not there for a while.
// A publication in the same millisecond as the one before, or by a clock that is behind, still comes after it.
const KEEP = {
  name: 'koppeling-keep',
  text: `
    with input as (
      select * from json_to_recordset($3::json) as x (bepaling text, naleving text, werkbaarheid text, toelichting text)
    ), standing as (
      select * from koppeling where record = $1 and tot is null
    ), withdrawn as (
      select ingetrokken_op as op from publicatie where record = $1 and nummer = $2 - 1 and ingetrokken_op is not null
    ), publication as (
      select greatest($4::timestamptz, max(k.vanaf) + interval '1 ms') as op from koppeling k where k.record = $1
    ), unchanged as (
      select s.bepaling from standing s join input n using (bepaling)
        where (s.naleving, s.werkbaarheid, s.organisatie, s.fase) = (n.naleving, n.werkbaarheid, $5, $6)
          and s.toelichting is not distinct from n.toelichting and not exists (select from withdrawn)
    ), ended as (
      update koppeling k set tot = greatest(k.vanaf, coalesce((select op from withdrawn), (select op from publication)))
        where k.record = $1 and k.tot is null and k.bepaling not in (select bepaling from unchanged)
    )
    insert into koppeling (record, bepaling, vanaf, oordeel_vanaf, organisatie, fase, naleving, werkbaarheid, toelichting)
      select $1, n.bepaling, p.op,
          case when (s.naleving, s.werkbaarheid) = (n.naleving, n.werkbaarheid) and s.toelichting is not distinct from n.toelichting
            and not exists (select from withdrawn) then s.oordeel_vanaf else p.op end,
          $5, $6, n.naleving, n.werkbaarheid, n.toelichting
        from input n cross join publication p left join standing s using (bepaling)
        where n.bepaling not in (select bepaling from unchanged)`,
};

/** Keeps the history of links in step with a publication. */
export async function keepKoppelingen(
  tx: EntityManager,
  record: RecordEntity,
  publicatie: Wire,
  previous: Wire | undefined,
): Promise<void> {
  const published = as(publicatie);
  const links = published?.bepalingen ?? [];
  if (!published || links.length + (as(previous)?.bepalingen.length ?? 0) === 0) return;
  const rows = links.map(({ bepaling, naleving, werkbaarheid, toelichting }) => ({
    bepaling: bepaling.code,
    naleving,
    werkbaarheid,
    toelichting,
  }));
  const { gepubliceerdOp, organisatie, fase } = published;
  await query(tx, KEEP, [record.id, record.nummer, JSON.stringify(rows), gepubliceerdOp, organisatie.code, fase]);
}
