import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ErvaringenAndLessen1764000000008 implements MigrationInterface {
  name = 'ErvaringenAndLessen1764000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table ervaring (
        record uuid not null,
        use_case uuid not null,
        soort text,
        datum date,
        titel text not null,
        verslag text,
        oordeel text,
        fase text,
        metingen jsonb not null default '[]',
        bepalingen text[] not null default '{}',
        openbaarheid text,
        constraint ervaring_pk primary key (record),
        constraint ervaring_record_fk foreign key (record) references registratie (id) on delete cascade,
        constraint ervaring_use_case_fk foreign key (use_case) references registratie (id)
      );
      create index ervaring_use_case_idx on ervaring (use_case);
      comment on table ervaring is 'The concept (working copy) of an ervaring.';
      create table les (
        record uuid not null,
        titel text not null,
        wat_gebeurde text,
        les text,
        aanbeveling text,
        toepasbaarheid jsonb,
        soort text,
        themas text[] not null default '{}',
        bepalingen text[] not null default '{}',
        effect text,
        use_case uuid,
        ervaring uuid,
        vervangen_door uuid,
        openbaarheid text,
        constraint les_pk primary key (record),
        constraint les_record_fk foreign key (record) references registratie (id) on delete cascade,
        constraint les_use_case_fk foreign key (use_case) references registratie (id) on delete set null,
        constraint les_ervaring_fk foreign key (ervaring) references registratie (id) on delete set null,
        constraint les_vervangen_door_fk foreign key (vervangen_door) references registratie (id) on delete set null
      );
      create index les_use_case_idx on les (use_case);
      create index les_ervaring_idx on les (ervaring);
      create index les_vervangen_door_idx on les (vervangen_door);
      comment on table les is 'The concept (working copy) of a les.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table les; drop table ervaring');
  }
}
