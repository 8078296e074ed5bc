import type { Audience } from '../zichtbaarheid/audience.rule.js';
import type { Soort } from './record.entity.js';

/** The state of a published record and of what stands around it, as a projection needs it. */
export interface Loaded {
  id: string;
  soort: Soort;
  openbaarheid: string;
  ingetrokken: boolean;
  gepubliceerdOp: string;
  eerstGepubliceerdOp: string;
  inhoud: string;
  organisatie: { code: string; naam: string; soort: string; bestuurslaag: string };
  provincie: string | null;
  before: { audience: Audience; tokens: string[] }[];
  refs: { field: string; target: string; partOf: boolean; audiences: Audience[]; tokens?: Partial<Record<Audience, string[]>> | null }[];
  /** How many records refer to this one, by the kind and field that refers: `les.useCase`. */
  inbound: { audience: Audience; by: string; aantal: number }[];
  inboundRecords: string[];
}

export const LOCK = {
  name: 'record-lock',
  text: 'select id from registratie where id = any ($1::uuid[]) order by id for update',
};

export const OF_ORGANISATIE = { name: 'projection-organisatie', text: 'select distinct record from record_index where organisatie = $1' };

export const LOAD = {
  name: 'projection-load',
  text: `
    select r.id, r.soort, r.openbaarheid, r.ingetrokken_op is not null as ingetrokken, p.inhoud::text as inhoud,
      r.gepubliceerd_op as "gepubliceerdOp", r.eerst_gepubliceerd_op as "eerstGepubliceerdOp", o.provincie,
      json_build_object('code', o.code, 'naam', o.naam, 'soort', o.soort, 'bestuurslaag', o.bestuurslaag) as organisatie,
      (select coalesce(json_agg(json_build_object('audience', i.audience, 'tokens', i.tokens)), '[]')
         from record_index i where i.record = r.id) as before,
      (select coalesce(json_agg(json_build_object('field', f.field, 'target', f.target, 'partOf', f.part_of,
           'audiences', (select coalesce(json_agg(i.audience), '[]') from record_index i where i.record = f.target),
           'tokens', (select json_object_agg(i.audience, i.tokens) from record_index i where i.record = f.target))), '[]')
         from record_reference f where f.record = r.id) as refs,
      (select coalesce(json_agg(json_build_object('audience', n.audience, 'by', n.by, 'aantal', n.aantal)), '[]')
         from (select i.audience, i.soort || '.' || f.field as by, count(*)::int as aantal
                 from record_reference f join record_index i on i.record = f.record where f.target = r.id group by 1, 2) n) as inbound,
      (select coalesce(json_agg(distinct f.record), '[]') from record_reference f where f.target = r.id) as "inboundRecords"
    from registratie r
      join publicatie p on p.record = r.id and p.nummer = r.nummer
      join organisatie o on o.code = p.organisatie
    where r.id = any ($1::uuid[])`,
};

export const SAVE = {
  name: 'projection-save',
  text: `
    with input as (
      select * from json_to_recordset($1::json) as x (audience text, record uuid, soort text, organisatie text, title_key text, day date,
        published_at timestamptz, first_published_at timestamptz, tokens text[], body text, etag text)
    ), gone_index as (
      delete from record_index i where i.record = any ($2::uuid[])
        and not exists (select from input n where n.audience = i.audience and n.record = i.record)
    ), gone_view as (
      delete from record_view v where v.record = any ($2::uuid[])
        and not exists (select from input n where n.audience = v.audience and n.record = v.record)
    ), counted as (
      insert into record_count_change (audience, soort, added, removed)
        select audience, soort, added, removed from json_to_recordset($3::json) as c (audience text, soort text, added text[], removed text[])
    ), texts as (
      select x.record, x.soort, x.hash, search_words(x.titel, x.tekst) as words from json_to_recordset($4::json) as x (record uuid, soort text, titel text, tekst text, hash text)
        where not exists (select from search_document d where d.record = x.record and d.hash = x.hash)
    ), searched as (
      insert into search_document as d (record, soort, words, length, hash) select record, soort, words, search_length(words), hash from texts
        on conflict (record) do update set words = excluded.words, length = excluded.length, hash = excluded.hash
    ), moved as (
      select record, audience, o.record is not null as was, n.record is not null as now
        from (select record, audience from record_index where record = any ($2::uuid[])) o
          full join (select record, audience from input) n using (record, audience)
    ), worded as (
      insert into search_word_change (audience, soort, added, removed, length)
        select w.audience, w.soort, array(select unnest(w.after) except select unnest(w.before)), array(select unnest(w.before) except select unnest(w.after)), w.length
          from (
            select m.audience, coalesce(t.soort, d.soort) as soort,
                case when m.was and d.record is not null then tsvector_to_array(d.words) || '{""}'::text[] else '{}' end as before,
                case when m.now then tsvector_to_array(coalesce(t.words, d.words)) || '{""}'::text[] else '{}' end as after,
                case when m.now then coalesce(search_length(t.words), d.length) else 0 end - case when m.was then coalesce(d.length, 0) else 0 end as length
              from moved m left join texts t on t.record = m.record left join search_document d on d.record = m.record
              where t.record is not null or m.was <> m.now
          ) w where w.soort is not null
    ), indexed as (
      insert into record_index as i (audience, soort, record, organisatie, title_key, day, published_at, first_published_at, tokens)
        select audience, soort, record, organisatie, title_key, day, published_at, first_published_at, tokens from input
        on conflict (audience, soort, record) do update set organisatie = excluded.organisatie, title_key = excluded.title_key, day = excluded.day,
          published_at = excluded.published_at, first_published_at = excluded.first_published_at, tokens = excluded.tokens
    )
    insert into record_view as v (audience, record, soort, body, etag) select audience, record, soort, body, etag from input
      on conflict (record, audience) do update set body = excluded.body, etag = excluded.etag`,
};
