import { Module } from '@nestjs/common';
import { VerwijzingenModule } from '../verwijzingen/verwijzingen.module.js';
import { ZoekenModule } from '../zoeken/zoeken.module.js';
import { BepalingSearch } from './bepaling-search.repository.js';
import { BepalingenController } from './bepalingen.controller.js';
import { KaderWrites } from './kader-writes.repository.js';
import { KadersController } from './kaders.controller.js';
import { KadersRepository } from './kaders.repository.js';
import { Kaders } from './kaders.service.js';
import { VersionsRepository } from './versions.repository.js';

@Module({
  imports: [VerwijzingenModule, ZoekenModule],
  controllers: [KadersController, BepalingenController],
  providers: [BepalingSearch, KadersRepository, KaderWrites, VersionsRepository, Kaders],
  exports: [KadersRepository, Kaders],
})
export class KadersModule {}
