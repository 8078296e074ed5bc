import { Module } from '@nestjs/common';
import { KadersModule } from '../../register/kaders/kaders.module.js';
import { OrganisatiesModule } from '../../register/organisaties/organisaties.module.js';
import { PublicatiesModule } from '../../register/publicaties/publicaties.module.js';
import { KaderRegistratieController } from './kader-registratie.controller.js';
import { LinkedRecordsRepository } from './linked-records.repository.js';
import { LinkedRecords } from './linked-records.service.js';
import { OrganisatieRegistratieController } from './organisatie-registratie.controller.js';

@Module({
  imports: [OrganisatiesModule, KadersModule, PublicatiesModule],
  controllers: [OrganisatieRegistratieController, KaderRegistratieController],
  providers: [LinkedRecordsRepository, LinkedRecords],
})
export class RegistratieModule {}
