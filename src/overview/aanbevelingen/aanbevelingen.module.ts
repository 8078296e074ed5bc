import { Module } from '@nestjs/common';
import { PublicatiesModule } from '../../register/publicaties/publicaties.module.js';
import { VerwijzingenModule } from '../../register/verwijzingen/verwijzingen.module.js';
import { ZoekenModule } from '../../register/zoeken/zoeken.module.js';
import { AanbevelingenController } from './aanbevelingen.controller.js';
import { Aanbevelingen } from './aanbevelingen.service.js';
import { RankingRepository } from './ranking.repository.js';

@Module({
  imports: [PublicatiesModule, VerwijzingenModule, ZoekenModule],
  controllers: [AanbevelingenController],
  providers: [Aanbevelingen, RankingRepository],
})
export class AanbevelingenModule {}
