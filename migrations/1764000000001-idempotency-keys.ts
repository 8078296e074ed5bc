import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdempotencyKeys1764000000001 implements MigrationInterface {
  name = 'IdempotencyKeys1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table idempotency_key (
        caller text not null,
        route text not null,
        key text not null,
        body_hash text not null,
        status integer,
        headers jsonb,
        body text,
        created_at timestamptz(3) not null default now(),
        constraint idempotency_key_pk primary key (caller, route, key)
      );
      create index idempotency_key_created_at_idx on idempotency_key (created_at);
      comment on table idempotency_key is 'First answers to idempotent calls; a row lives 24 hours.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table idempotency_key');
  }
}
