import { Module } from '@nestjs/common';
import { ConceptViews } from './concept-views.js';
import { ConceptLists } from './concept-lists.js';
import { ConceptStore } from './concept-store.js';
import { Concepts } from './concepts.service.js';
import { VerwijzingenModule } from '../verwijzingen/verwijzingen.module.js';
import { ZoekenModule } from '../zoeken/zoeken.module.js';
import { Projections } from './projections.js';
import { PublicatieReads } from './publicatie-reads.js';
import { PublicatieWrites } from './publicatie-writes.js';
import { Publishing } from './publishing.service.js';
import { RecordKinds } from './record-kinds.js';
import { RecordSearch } from './record-search.repository.js';
import { RecordLists } from './record-lists.repository.js';
import { RecordWrites } from './record-writes.repository.js';
import { RecordsRepository } from './records.repository.js';

const services = [
  RecordKinds,
  RecordsRepository,
  RecordWrites,
  RecordLists,
  RecordSearch,
  Projections,
  ConceptViews,
  Publishing,
  ConceptStore,
  ConceptLists,
  Concepts,
  PublicatieReads,
  PublicatieWrites,
];

/** The mechanism that use cases, ervaringen and lessen share: concepts, publications, withdrawal, visibility, lists. */
@Module({ imports: [VerwijzingenModule, ZoekenModule], providers: services, exports: services })
export class PublicatiesModule {}
