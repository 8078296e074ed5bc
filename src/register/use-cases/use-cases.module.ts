import { Module } from '@nestjs/common';
import { PublicatiesModule } from '../publicaties/publicaties.module.js';
import { RecordKinds } from '../publicaties/record-kinds.js';
import { BetrokkenenController } from './betrokkenen.controller.js';
import { Betrokkenen } from './betrokkenen.service.js';
import { KoppelingenController } from './koppelingen.controller.js';
import { Koppelingen } from './koppelingen.service.js';
import { useCaseKind } from './use-case.kind.js';
import { UseCaseLifecycleController, UseCaseOwnController, UseCasesController } from './use-cases.controller.js';

@Module({
  imports: [PublicatiesModule],
  controllers: [UseCasesController, UseCaseLifecycleController, UseCaseOwnController, KoppelingenController, BetrokkenenController],
  providers: [Koppelingen, Betrokkenen],
})
export class UseCasesModule {
  constructor(kinds: RecordKinds) {
    kinds.add(useCaseKind);
  }
}
