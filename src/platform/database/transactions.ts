import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { isRetryable } from './faults.js';

const ATTEMPTS = 8;
const FIRST_PAUSE_MS = 25;

/** Opens transactions; one that PostgreSQL broke off (deadlock, serialization) runs again from the start. */
@Injectable()
export class Transactions {
  constructor(private readonly dataSource: DataSource) {}

  async run<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.dataSource.transaction(work);
      } catch (error) {
        if (attempt >= ATTEMPTS || !isRetryable(error)) throw error;
        // Those that met must not meet again: each waits a while of its own, longer every time.
        await wait(Math.random() * FIRST_PAUSE_MS * 2 ** attempt);
      }
    }
  }
}
