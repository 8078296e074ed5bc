import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ApiKeys1764000000005 implements MigrationInterface {
  name = 'ApiKeys1764000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table api_sleutel (
        id uuid not null,
        hash text not null,
        voorvoegsel text not null,
        organisatie text not null,
        rol text not null,
        omschrijving text,
        aangemaakt_op timestamptz(3) not null default now(),
        verloopt_op timestamptz(3) not null,
        laatst_gebruikt_op timestamptz(3),
        ingetrokken_op timestamptz(3),
        constraint api_sleutel_pk primary key (id),
        constraint api_sleutel_hash_uq unique (hash),
        constraint api_sleutel_organisatie_fk foreign key (organisatie) references organisatie (code)
      );
      create index api_sleutel_organisatie_idx on api_sleutel (organisatie);
      comment on column api_sleutel.hash is 'SHA-256 of the key, base64url; the key itself is shown once and never stored.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table api_sleutel');
  }
}
