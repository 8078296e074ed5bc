import { Module } from '@nestjs/common';
import { OrganisatiesModule } from '../../register/organisaties/organisaties.module.js';
import { PublicatiesModule } from '../../register/publicaties/publicaties.module.js';
import { OrganisatieRegistratieController } from './organisatie-registratie.controller.js';

@Module({ imports: [OrganisatiesModule, PublicatiesModule], controllers: [OrganisatieRegistratieController] })
export class RegistratieModule {}
