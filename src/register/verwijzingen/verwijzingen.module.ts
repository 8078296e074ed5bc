import { Module } from '@nestjs/common';
import { KnownCodes } from './known-codes.repository.js';

/** What features refer to: codes, organisations, clauses and each other's records. */
@Module({ providers: [KnownCodes], exports: [KnownCodes] })
export class VerwijzingenModule {}
