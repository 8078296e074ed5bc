import { Module } from '@nestjs/common';
import { PublicatiesModule } from '../../register/publicaties/publicaties.module.js';
import { VerwijzingenModule } from '../../register/verwijzingen/verwijzingen.module.js';
import { ReactiesController } from './reacties.controller.js';
import { ReactiesRepository } from './reacties.repository.js';

@Module({ imports: [PublicatiesModule, VerwijzingenModule], controllers: [ReactiesController], providers: [ReactiesRepository] })
export class ReactiesModule {}
