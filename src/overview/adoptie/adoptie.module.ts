import { Module } from '@nestjs/common';
import { PublicatiesModule } from '../../register/publicaties/publicaties.module.js';
import { AdoptieController } from './adoptie.controller.js';
import { AdoptieRepository } from './adoptie.repository.js';

@Module({ imports: [PublicatiesModule], controllers: [AdoptieController], providers: [AdoptieRepository] })
export class AdoptieModule {}
