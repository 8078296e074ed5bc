import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RecordCounts1764000000010 implements MigrationInterface {
  name = 'RecordCounts1764000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table record_count (
        audience text not null,
        soort text not null,
        token text not null,
        aantal integer not null,
        constraint record_count_pk primary key (audience, soort, token)
      );
      comment on table record_count is 'How many published records have a filter value, per audience; the token * counts all. Complete together with record_count_change.';
      create table record_count_change (
        id bigint generated always as identity,
        audience text not null,
        soort text not null,
        added text[] not null,
        removed text[] not null,
        constraint record_count_change_pk primary key (id)
      ) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
      comment on table record_count_change is 'Changes of counts, written with the change itself and folded into record_count afterwards, so that no two writers wait for one row.';
      insert into record_count (audience, soort, token, aantal)
        select i.audience, i.soort, t.token, count(*) from record_index i cross join unnest(i.tokens || '{*}') as t (token)
          where t.token not like 'joint:%' group by 1, 2, 3;
      alter table organisatie drop column aantal_use_cases_openbaar, drop column aantal_use_cases_overheid;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table organisatie add column aantal_use_cases_openbaar integer not null default 0, add column aantal_use_cases_overheid integer not null default 0;
      update organisatie o set
        aantal_use_cases_openbaar = (select count(*) from record_index i where i.organisatie = o.code and i.audience = 'openbaar' and i.soort = 'use-case'),
        aantal_use_cases_overheid = (select count(*) from record_index i where i.organisatie = o.code and i.audience = 'overheid' and i.soort = 'use-case');
      drop table record_count_change; drop table record_count;
    `);
  }
}
