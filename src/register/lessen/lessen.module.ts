import { Module } from '@nestjs/common';
import { PublicatiesModule } from '../publicaties/publicaties.module.js';
import { RecordKinds } from '../publicaties/record-kinds.js';
import { VerwijzingenModule } from '../verwijzingen/verwijzingen.module.js';
import { HergebruikController } from './hergebruik/hergebruik.controller.js';
import { HergebruikRepository } from './hergebruik/hergebruik.repository.js';
import { HergebruikWrites } from './hergebruik/hergebruik.service.js';
import { lesKind } from './les.kind.js';
import { LesLifecycleController, LesOwnController, LessenController } from './lessen.controller.js';

@Module({
  imports: [PublicatiesModule, VerwijzingenModule],
  controllers: [LessenController, HergebruikController, LesLifecycleController, LesOwnController],
  providers: [HergebruikRepository, HergebruikWrites],
})
export class LessenModule {
  constructor(kinds: RecordKinds) {
    kinds.add(lesKind);
  }
}
