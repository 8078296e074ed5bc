import type { MigrationInterface, QueryRunner } from 'typeorm';

export class UseCases1764000000007 implements MigrationInterface {
  name = 'UseCases1764000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table oplossing (
        id uuid not null,
        naam text not null,
        omschrijving text,
        leverancier text,
        website text,
        broncode_url text,
        organisatie text not null,
        aangemaakt_op timestamptz(3) not null default now(),
        gewijzigd_op timestamptz(3) not null default now(),
        constraint oplossing_pk primary key (id),
        constraint oplossing_organisatie_fk foreign key (organisatie) references organisatie (code)
      );
      comment on table oplossing is 'One solution that several use cases may share.';
      create table use_case (
        record uuid not null,
        titel text not null,
        samenvatting text,
        omschrijving text,
        doel text,
        fase text,
        fase_sinds_periode text,
        stop_reden jsonb,
        stop_les jsonb,
        geen_les_reden text,
        soort_toepassing text[] not null default '{}',
        doelgroep text[] not null default '{}',
        themas text[] not null default '{}',
        modellen jsonb not null default '[]',
        verkrijging text,
        leveranciers text[] not null default '{}',
        risicoklasse text,
        persoonsgegevens text,
        toetsen jsonb not null default '[]',
        menselijke_tussenkomst text,
        start_periode text,
        eind_periode text,
        oplossing uuid,
        gebaseerd_op uuid,
        algoritmeregister_url text,
        bronnen jsonb not null default '[]',
        contact text,
        betrokken_organisaties text[] not null default '{}',
        bepalingen jsonb not null default '[]',
        openbaarheid text,
        constraint use_case_pk primary key (record),
        constraint use_case_record_fk foreign key (record) references registratie (id) on delete cascade,
        constraint use_case_oplossing_fk foreign key (oplossing) references oplossing (id),
        constraint use_case_gebaseerd_op_fk foreign key (gebaseerd_op) references registratie (id) on delete set null
      );
      create index use_case_oplossing_idx on use_case (oplossing);
      create index use_case_gebaseerd_op_idx on use_case (gebaseerd_op);
      comment on table use_case is 'The concept (working copy) of a use case.';
      comment on column use_case.bepalingen is 'Links to clauses, in the shape of the contract.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table use_case; drop table oplossing');
  }
}
