import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Transactions } from '../../platform/database/transactions.js';
import { awaitReaders } from '../../register/kaders/herbevestiging.queries.js';
import { Projections, VIEW_VERSION } from '../../register/publicaties/projections.js';
import { LinkedRecordsRepository } from './linked-records.repository.js';

const BATCH = 500;

/** Keeps published records equal to the catalogue that they show something of. */
@Injectable()
export class LinkedRecords {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: LinkedRecordsRepository,
    private readonly projections: Projections,
  ) {}

  /** Makes every published use case anew that links to these clauses, in the transaction that changed what is said of them. */
  async refresh(tx: EntityManager, clauses: readonly string[]): Promise<void> {
    if (clauses.length === 0) return;
    // Records first, as every other writer does: who holds one of them and waits for us would make us wait for each other.
    await this.projections.lock(tx, await this.repository.linkedTo(tx, clauses));
    await awaitReaders(tx);
    await this.projections.refreshAll(tx, await this.repository.linkedTo(tx, clauses));
  }

  /**
   * Makes every published record anew when the product shows records in another way than before, or when shipped reference data changed
   * that they show. Each batch is a transaction of its own; the version is noted after the last, so that a start that is broken off does it again.
   */
  async renew(report: (line: string) => void): Promise<void> {
    if ((await this.repository.version()) === VIEW_VERSION) return;
    let records = await this.repository.publishedAfter(null, BATCH);
    for (let done = 0; records.length > 0; records = await this.repository.publishedAfter(records.at(-1) ?? null, BATCH)) {
      const batch = records;
      await this.transactions.run((tx) => this.projections.refreshAll(tx, batch));
      done += batch.length;
      report(`made ${String(done)} published records anew`);
    }
    await this.repository.setVersion(VIEW_VERSION);
  }
}
