import { Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { query } from '../database/sql.js';

const EVERY_MS = 3_600_000;
const PURGE = { name: 'idempotency-purge', text: "delete from idempotency_key where created_at < now() - interval '24 hours'" };

/** Removes answers that may no longer be replayed. Whether one still counts is decided when it is used, not here. */
@Injectable()
export class IdempotencyPurge implements OnModuleInit, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly dataSource: DataSource) {}

  onModuleInit(): void {
    this.timer = setInterval(() => {
      // When the database is away, the next hour does.
      this.purge().catch(() => undefined);
    }, EVERY_MS);
    this.timer.unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  async purge(): Promise<void> {
    await query(this.dataSource, PURGE, []);
  }
}
