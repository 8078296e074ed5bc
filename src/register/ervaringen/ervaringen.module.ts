import { Module } from '@nestjs/common';
import { PublicatiesModule } from '../publicaties/publicaties.module.js';
import { RecordKinds } from '../publicaties/record-kinds.js';
import { ervaringKind } from './ervaring.kind.js';
import { ErvaringenController, ErvaringLifecycleController, ErvaringOwnController } from './ervaringen.controller.js';

@Module({ imports: [PublicatiesModule], controllers: [ErvaringenController, ErvaringLifecycleController, ErvaringOwnController] })
export class ErvaringenModule {
  constructor(kinds: RecordKinds) {
    kinds.add(ervaringKind);
  }
}
