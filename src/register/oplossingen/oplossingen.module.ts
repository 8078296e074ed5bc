import { Module } from '@nestjs/common';
import { VerwijzingenModule } from '../verwijzingen/verwijzingen.module.js';
import { OplossingenController } from './oplossingen.controller.js';
import { OplossingenRepository } from './oplossingen.repository.js';
import { Oplossingen } from './oplossingen.service.js';

@Module({ imports: [VerwijzingenModule], controllers: [OplossingenController], providers: [OplossingenRepository, Oplossingen] })
export class OplossingenModule {}
