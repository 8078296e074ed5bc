import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Organisaties1764000000003 implements MigrationInterface {
  name = 'Organisaties1764000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table organisatie (
        code text not null,
        tooi text,
        naam text not null,
        afkorting text,
        soort text not null,
        subsoort text,
        bestuurslaag text not null,
        provincie text,
        oin text,
        website text,
        actief_vanaf_datum date,
        actief_tot_datum date,
        opvolgers text[] not null default '{}',
        aantal_use_cases_openbaar integer not null default 0,
        aantal_use_cases_overheid integer not null default 0,
        beheerd boolean not null default false,
        constraint organisatie_pk primary key (code)
      );
      create index organisatie_naam_idx on organisatie (naam, code);
      comment on column organisatie.oin is 'Not unique: several bodies share one, so never a key.';
      comment on column organisatie.actief_tot_datum is 'First day (Europe/Amsterdam) on which the body no longer exists.';
      comment on column organisatie.aantal_use_cases_openbaar is 'Published use cases that anyone may see; kept up by the transaction that publishes.';
      comment on column organisatie.aantal_use_cases_overheid is 'Published use cases that public bodies may see; kept up by the transaction that publishes.';
      comment on column organisatie.beheerd is 'Changed through the API: loading the shipped reference data leaves it alone.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table organisatie');
  }
}
