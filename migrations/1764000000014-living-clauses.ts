import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LivingClauses1764000000014 implements MigrationInterface {
  name = 'LivingClauses1764000000014';

  async up(runner: QueryRunner): Promise<void> {
    // What was published before this step does not show what must be confirmed again: the next start makes it anew.
    await runner.query(`
      alter table bepaling_relatie add column vanaf timestamptz(3) not null default now(), add column zekerheid text;
      comment on column bepaling_relatie.vanaf is 'Since when the register says this. A link confirmed before this moment must be confirmed again.';
      comment on column bepaling_relatie.zekerheid is 'How sure the register is: gelezen, or afgeleid when it is our own judgement.';
      delete from reference_load where name = 'weergave';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table bepaling_relatie drop column vanaf, drop column zekerheid');
  }
}
