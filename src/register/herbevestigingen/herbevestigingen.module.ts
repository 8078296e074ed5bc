import { Module } from '@nestjs/common';
import { PublicatiesModule } from '../publicaties/publicaties.module.js';
import { VerwijzingenModule } from '../verwijzingen/verwijzingen.module.js';
import { HerbevestigingenController } from './herbevestigingen.controller.js';
import { HerbevestigingenRepository } from './herbevestigingen.repository.js';
import { Herbevestigingen } from './herbevestigingen.service.js';

@Module({
  imports: [PublicatiesModule, VerwijzingenModule],
  controllers: [HerbevestigingenController],
  providers: [HerbevestigingenRepository, Herbevestigingen],
})
export class HerbevestigingenModule {}
