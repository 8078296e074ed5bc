import { Module, type DynamicModule } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Transactions } from './database/transactions.js';
import { IdempotencyPurge } from './http/idempotency-purge.js';
import { IdempotentWrites } from './http/idempotency.js';

/** What every feature may ask for. */
@Module({})
export class PlatformModule {
  static with(dataSource: DataSource): DynamicModule {
    const shared = [{ provide: DataSource, useValue: dataSource }, Transactions, IdempotentWrites];
    return { module: PlatformModule, global: true, providers: [...shared, IdempotencyPurge], exports: shared };
  }
}
