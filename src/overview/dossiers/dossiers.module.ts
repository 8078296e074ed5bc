import { Module } from '@nestjs/common';
import { KadersModule } from '../../register/kaders/kaders.module.js';
import { PublicatiesModule } from '../../register/publicaties/publicaties.module.js';
import { VerwijzingenModule } from '../../register/verwijzingen/verwijzingen.module.js';
import { DossiersController } from './dossiers.controller.js';
import { DossiersRepository } from './dossiers.repository.js';
import { NieuwsRepository } from './nieuws.repository.js';
import { WrijvingController } from './wrijving.controller.js';
import { WrijvingRepository } from './wrijving.repository.js';

@Module({
  imports: [KadersModule, PublicatiesModule, VerwijzingenModule],
  controllers: [DossiersController, WrijvingController],
  providers: [DossiersRepository, NieuwsRepository, WrijvingRepository],
})
export class DossiersModule {}
