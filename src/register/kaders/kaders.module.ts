import { Module } from '@nestjs/common';
import { VerwijzingenModule } from '../verwijzingen/verwijzingen.module.js';
import { BepalingenController } from './bepalingen.controller.js';
import { KaderWrites } from './kader-writes.repository.js';
import { KadersController } from './kaders.controller.js';
import { KadersRepository } from './kaders.repository.js';
import { Kaders } from './kaders.service.js';
import { VersionsRepository } from './versions.repository.js';

@Module({
  imports: [VerwijzingenModule],
  controllers: [KadersController, BepalingenController],
  providers: [KadersRepository, KaderWrites, VersionsRepository, Kaders],
  exports: [KadersRepository, Kaders],
})
export class KadersModule {}
