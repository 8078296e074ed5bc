import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Records1764000000006 implements MigrationInterface {
  name = 'Records1764000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table registratie (
        id uuid not null,
        soort text not null,
        organisatie text not null,
        eigen_kenmerk text,
        nummer integer not null default 0,
        openbaarheid text,
        concept_hash text not null,
        inhoud_hash text,
        eerst_gepubliceerd_op timestamptz(3),
        gepubliceerd_op timestamptz(3),
        ingetrokken_op timestamptz(3),
        intrekking_reden text,
        titel_verbergen boolean not null default false,
        voorbeeld boolean not null default false,
        zelf_bewerkt boolean not null,
        aangemaakt_op timestamptz(3) not null default now(),
        gewijzigd_op timestamptz(3) not null default now(),
        gewijzigd_door text not null,
        constraint registratie_pk primary key (id),
        constraint registratie_organisatie_fk foreign key (organisatie) references organisatie (code),
        constraint registratie_soort_organisatie_eigen_kenmerk_uq unique (soort, organisatie, eigen_kenmerk)
      );
      create index registratie_organisatie_idx on registratie (organisatie, soort, id);
      comment on table registratie is 'Identity, owner and state of every use case, ervaring and les; the content of its concept stands in the table of its kind.';
      comment on column registratie.nummer is 'Number of the latest publication; 0 when never published.';
      comment on column registratie.openbaarheid is 'Of the latest publication: it governs every number.';
      comment on column registratie.inhoud_hash is 'Content hash of the latest publication; equal to concept_hash when there is nothing new to publish.';
      comment on column registratie.zelf_bewerkt is 'The organisation itself has edited the record, which ends editing on its behalf.';

      create table publicatie (
        record uuid not null,
        nummer integer not null,
        inhoud json not null,
        invoer jsonb not null,
        gepubliceerd_op timestamptz(3) not null default now(),
        organisatie text not null,
        toelichting text,
        ingetrokken_op timestamptz(3),
        constraint publicatie_pk primary key (record, nummer),
        constraint publicatie_record_fk foreign key (record) references registratie (id),
        constraint publicatie_organisatie_fk foreign key (organisatie) references organisatie (code)
      );
      comment on column publicatie.invoer is 'The concept as it was published, for going back to it.';
      comment on column publicatie.inhoud is 'The publication as it was sent out, byte for byte; never changed.';

      create table record_reference (
        record uuid not null,
        field text not null,
        target uuid not null,
        part_of boolean not null,
        constraint record_reference_pk primary key (record, field),
        constraint record_reference_record_fk foreign key (record) references registratie (id),
        constraint record_reference_target_fk foreign key (target) references registratie (id)
      );
      create index record_reference_target_idx on record_reference (target);
      comment on table record_reference is 'References of the latest publication of a record to other records.';
      comment on column record_reference.part_of is 'The record is a part of the target: it is visible and withdrawn with it.';

      create table record_view (
        audience text not null,
        record uuid not null,
        soort text not null,
        body text not null,
        etag text not null,
        constraint record_view_pk primary key (record, audience),
        constraint record_view_record_fk foreign key (record) references registratie (id)
      );
      comment on table record_view is 'The answer to GET of a published record, ready to send, per audience. No row: that audience may not see it.';

      create table record_index (
        audience text not null,
        soort text not null,
        record uuid not null,
        organisatie text not null,
        title_key text collate "C" not null,
        day date,
        published_at timestamptz(3) not null,
        first_published_at timestamptz(3) not null,
        tokens text[] not null,
        constraint record_index_pk primary key (audience, soort, record),
        constraint record_index_record_fk foreign key (record) references registratie (id)
      );
      create index record_index_record_idx on record_index (record);
      create index record_index_published_at_idx on record_index (audience, soort, published_at desc, record);
      create index record_index_title_key_idx on record_index (audience, soort, title_key, record);
      create index record_index_organisatie_idx on record_index (organisatie);
      create index record_index_tokens_idx on record_index using gin (tokens);
      comment on table record_index is 'What a published record can be filtered and sorted by, per audience. No row: that audience may not see it.';
      comment on column record_index.tokens is 'Filter values as field:code, for AND over fields and OR within a field.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table record_index; drop table record_view; drop table record_reference; drop table publicatie; drop table registratie',
    );
  }
}
