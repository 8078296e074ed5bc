import { Module } from '@nestjs/common';
import { RecordCounts } from './record-counts.repository.js';

/** Who sees what is published, and how much of it there is. */
@Module({ providers: [RecordCounts], exports: [RecordCounts] })
export class ZichtbaarheidModule {}
