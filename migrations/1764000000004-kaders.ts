import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Kaders1764000000004 implements MigrationInterface {
  name = 'Kaders1764000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table kader (
        code text not null,
        reeks text not null,
        titel text not null,
        soort text not null,
        versie text,
        periode text,
        status text not null,
        hoort_bij text,
        uitgever text,
        bron_url text,
        alternatieve_url text,
        kamerstuk text,
        dossier text,
        toelichting text,
        opvolger_van text,
        beheerd boolean not null default false,
        constraint kader_pk primary key (code),
        constraint kader_hoort_bij_fk foreign key (hoort_bij) references kader (code) deferrable initially deferred,
        constraint kader_opvolger_van_fk foreign key (opvolger_van) references kader (code) deferrable initially deferred
      );
      comment on table kader is 'One version of one framework document.';
      create table bepaling (
        code text not null,
        kader text not null,
        volgorde integer not null,
        hoofdstuk text,
        titel text not null,
        samenvatting text not null,
        themas text[] not null default '{}',
        bron_locatie text,
        herkomst text[] not null default '{}',
        opmerking text,
        bron_soort text,
        zekerheid text not null,
        constraint bepaling_pk primary key (code),
        constraint bepaling_kader_fk foreign key (kader) references kader (code)
      );
      create index bepaling_kader_idx on bepaling (kader, volgorde, code);
      comment on column bepaling.samenvatting is 'Our own words; the source stays the authority.';
      create table bepaling_relatie (
        id uuid not null,
        kader text not null,
        van text,
        naar text,
        soort text not null,
        toelichting text,
        constraint bepaling_relatie_pk primary key (id),
        constraint bepaling_relatie_kader_fk foreign key (kader) references kader (code),
        constraint bepaling_relatie_van_fk foreign key (van) references bepaling (code),
        constraint bepaling_relatie_naar_fk foreign key (naar) references bepaling (code)
      );
      create index bepaling_relatie_kader_idx on bepaling_relatie (kader);
      create index bepaling_relatie_van_idx on bepaling_relatie (van);
      create index bepaling_relatie_naar_idx on bepaling_relatie (naar);
      comment on column bepaling_relatie.kader is 'The newer kader: the relations say what became of the clauses of its predecessor.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table bepaling_relatie; drop table bepaling; drop table kader');
  }
}
