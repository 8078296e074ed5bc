import { Module } from '@nestjs/common';
import { VerwijzingenModule } from '../verwijzingen/verwijzingen.module.js';
import { OrganisatiesController } from './organisaties.controller.js';
import { OrganisatiesRepository } from './organisaties.repository.js';
import { Organisaties } from './organisaties.service.js';

@Module({
  imports: [VerwijzingenModule],
  controllers: [OrganisatiesController],
  providers: [OrganisatiesRepository, Organisaties],
  exports: [Organisaties],
})
export class OrganisatiesModule {}
