import { Module } from '@nestjs/common';
import { ZichtbaarheidModule } from '../zichtbaarheid/zichtbaarheid.module.js';
import { RankedPages } from './ranked-pages.repository.js';
import { QuestionWordsRepository } from './question-words.repository.js';
import { SearchPlanner } from './search-planner.repository.js';
import { Vocabulary } from './vocabulary.repository.js';

/** Dutch full-text search inside PostgreSQL, for records and clauses. */
@Module({
  imports: [ZichtbaarheidModule],
  providers: [Vocabulary, QuestionWordsRepository, SearchPlanner, RankedPages],
  exports: [Vocabulary, SearchPlanner, RankedPages],
})
export class ZoekenModule {}
