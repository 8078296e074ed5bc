import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Search1764000000011 implements MigrationInterface {
  name = 'Search1764000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create extension if not exists unaccent;
      create extension if not exists pg_trgm;
      create text search dictionary nl_stem (template = snowball, language = dutch);
      create text search configuration nl_all (copy = pg_catalog.dutch);
      alter text search configuration nl_all
        alter mapping for asciiword, asciihword, hword_asciipart, word, hword, hword_part with unaccent, nl_stem;
      create text search configuration nl_content (copy = pg_catalog.dutch);
      alter text search configuration nl_content
        alter mapping for asciiword, asciihword, hword_asciipart, word, hword, hword_part with unaccent, dutch_stem;
      comment on text search configuration nl_all is 'Dutch stems without accents, stop words included: phrases stay whole, and a question of stop words alone still finds.';
      comment on text search configuration nl_content is 'The same without stop words: what of a question tells something.';

      create function search_text(text text) returns text language sql immutable parallel safe as $$
        select translate(coalesce(text, ''), '’‘‛′´', '''''''''''') $$;
      comment on function search_text is 'One kind of apostrophe: whether another one is a letter depends on the locale of the database.';
      create function search_words(titel text, tekst text) returns tsvector language sql immutable parallel safe as $$
        select setweight(to_tsvector('public.nl_all'::regconfig, left(search_text(titel), 20000)), 'A')
          || setweight(to_tsvector('public.nl_all'::regconfig, left(search_text(tekst), 200000)), 'D') $$;
      create function search_length(words tsvector) returns integer language sql immutable parallel safe as $$
        select coalesce(sum(cardinality(positions) + 2 * cardinality(array_positions(weights, 'A'))), 0)::integer from unnest(words) $$;
      comment on function search_length is 'Number of words, those of the title three times, as they weigh.';

      create table search_document (
        record uuid not null,
        soort text not null,
        words tsvector not null,
        length integer not null,
        hash text not null,
        constraint search_document_pk primary key (record),
        constraint search_document_record_fk foreign key (record) references registratie (id)
      );
      comment on table search_document is 'The words of the latest publication. Who may see it says record_index: search always joins both.';
      comment on column search_document.hash is 'SHA-256 of the text; the same text is not taken apart again.';

      create table search_word (
        audience text not null,
        soort text not null,
        word text collate "C" not null,
        aantal integer not null,
        constraint search_word_pk primary key (audience, soort, word)
      );
      comment on table search_word is 'In how many texts that an audience may see a word stands. The word '''' counts the texts, '' '' their length. Complete together with search_word_change.';
      create table search_word_change (
        id bigint generated always as identity,
        audience text not null,
        soort text not null,
        added text[] not null,
        removed text[] not null,
        length integer not null,
        constraint search_word_change_pk primary key (id)
      ) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
      comment on table search_word_change is 'Changes of word counts, written with the change itself and folded into search_word afterwards, so that no two writers wait for one row.';

      alter table bepaling add column words tsvector, add column length integer;
      create function bepaling_words() returns trigger language plpgsql as $$
        begin
          new.words := search_words(new.titel, concat_ws(' ', new.samenvatting, new.hoofdstuk, new.opmerking));
          new.length := search_length(new.words);
          return new;
        end $$;
      create function bepaling_word_counts() returns trigger language plpgsql as $$
        begin
          if tg_op = 'UPDATE' and old.words is not distinct from new.words then return null; end if;
          insert into search_word_change (audience, soort, added, removed, length)
            select a, 'bepaling', tsvector_to_array(new.words) || '{""}'::text[],
                case when tg_op = 'UPDATE' and old.words is not null then tsvector_to_array(old.words) || '{""}'::text[] else '{}' end,
                new.length - case when tg_op = 'UPDATE' then coalesce(old.length, 0) else 0 end
              from unnest('{openbaar,overheid}'::text[]) as a;
          return null;
        end $$;
      create trigger bepaling_words before insert or update on bepaling for each row execute function bepaling_words();
      create trigger bepaling_word_counts after insert or update on bepaling for each row execute function bepaling_word_counts();
      update bepaling set titel = titel;

      insert into search_document (record, soort, words, length, hash)
        select n.record, n.soort, n.words, search_length(n.words), '' from (
          select p.record, r.soort, search_words(p.inhoud ->> 'titel', concat_ws(' ', p.inhoud ->> 'samenvatting', p.inhoud ->> 'omschrijving', p.inhoud ->> 'doel',
              p.inhoud ->> 'les', p.inhoud ->> 'watGebeurde', p.inhoud ->> 'aanbeveling', p.inhoud ->> 'effect', p.inhoud ->> 'verslag',
              p.inhoud -> 'organisatie' ->> 'naam')) as words
            from registratie r join publicatie p on p.record = r.id and p.nummer = r.nummer) n;
      insert into search_word_change (audience, soort, added, removed, length)
        select i.audience, i.soort, tsvector_to_array(d.words) || '{""}'::text[], '{}', d.length
          from record_index i join search_document d on d.record = i.record;

      create index search_document_words_use_case_idx on search_document using gin (words) with (gin_pending_list_limit = 256) where soort = 'use-case';
      create index search_document_words_ervaring_idx on search_document using gin (words) with (gin_pending_list_limit = 256) where soort = 'ervaring';
      create index search_document_words_les_idx on search_document using gin (words) with (gin_pending_list_limit = 256) where soort = 'les';
      create index search_word_reversed_idx on search_word (audience, soort, reverse(word) collate "C");
      create index search_word_like_idx on search_word using gin (word gin_trgm_ops);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table search_document; drop table search_word; drop table search_word_change;
      drop trigger bepaling_words on bepaling; drop trigger bepaling_word_counts on bepaling;
      drop function bepaling_words(); drop function bepaling_word_counts();
      alter table bepaling drop column words, drop column length;
      drop function search_words(text, text); drop function search_text(text); drop function search_length(tsvector);
      drop text search configuration nl_all; drop text search configuration nl_content; drop text search dictionary nl_stem;
    `);
  }
}
