import { Module } from '@nestjs/common';
import { PublicatiesModule } from '../publicaties/publicaties.module.js';
import { RecordKinds } from '../publicaties/record-kinds.js';
import { lesKind } from './les.kind.js';
import { LesLifecycleController, LesOwnController, LessenController } from './lessen.controller.js';

@Module({ imports: [PublicatiesModule], controllers: [LessenController, LesLifecycleController, LesOwnController] })
export class LessenModule {
  constructor(kinds: RecordKinds) {
    kinds.add(lesKind);
  }
}
