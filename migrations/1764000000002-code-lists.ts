import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CodeLists1764000000002 implements MigrationInterface {
  name = 'CodeLists1764000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table codelijst (
        naam text not null,
        titel text not null,
        toelichting text,
        vast boolean not null default false,
        beheerd boolean not null default false,
        constraint codelijst_pk primary key (naam)
      );
      comment on column codelijst.vast is 'The register attaches rules to these codes, so none can be added or retired through the API.';
      comment on column codelijst.beheerd is 'Changed through the API: loading the shipped reference data leaves it alone.';
      create table code (
        codelijst text not null,
        code text not null,
        volgorde integer not null,
        label text not null,
        toelichting text,
        geldig_tot_datum date,
        vervangen_door text,
        constraint code_pk primary key (codelijst, code),
        constraint code_codelijst_fk foreign key (codelijst) references codelijst (naam)
      );
      comment on column code.geldig_tot_datum is 'Last day (Europe/Amsterdam) on which new input may use the code; codes are never removed.';
      create table reference_load (
        name text not null,
        hash text not null,
        constraint reference_load_pk primary key (name)
      );
      comment on table reference_load is 'Which shipped reference file was loaded last, by its SHA-256.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table reference_load; drop table code; drop table codelijst');
  }
}
