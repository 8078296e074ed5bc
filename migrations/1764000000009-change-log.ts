import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ChangeLog1764000000009 implements MigrationInterface {
  name = 'ChangeLog1764000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table logregel (
        id bigint generated always as identity,
        op timestamptz(3) not null default now(),
        subject text not null,
        organisatie text not null,
        namens text,
        handeling text not null,
        resource text not null,
        sleutel text not null,
        nummer integer,
        verzoek text,
        inhoud jsonb,
        constraint logregel_pk primary key (id)
      );
      create index logregel_resource_idx on logregel (resource, sleutel, id);
      comment on table logregel is 'Who changed what and when, written in the transaction of the change; never updated or deleted.';
      comment on column logregel.subject is 'Key id or token subject.';
      comment on column logregel.namens is 'Organisation on whose behalf a coordinator acted.';
      comment on column logregel.inhoud is 'The content after the change.';
      create function logregel_append_only() returns trigger language plpgsql as
        'begin raise exception ''logregel is append-only'' using errcode = ''insufficient_privilege''; end';
      create trigger logregel_append_only before update or delete on logregel for each row execute function logregel_append_only();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table logregel; drop function logregel_append_only()');
  }
}
