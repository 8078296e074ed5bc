import { Controller, Get, Headers, Param, Post } from '@nestjs/common';
import { registrars } from '../../platform/auth/access.js';
import type { Answer } from '../../platform/http/answer.js';
import { ThisCall, type Call } from '../../platform/http/call.js';
import { Operation } from '../../platform/http/operation.js';
import { Concepts } from '../publicaties/concepts.service.js';
import { lifecycleController } from '../publicaties/lifecycle-routes.js';
import { ownController } from '../publicaties/own-routes.js';
import { PublicatieReads } from '../publicaties/publicatie-reads.js';
import { listForms } from '../publicaties/record-forms.js';
import { RecordLists } from '../publicaties/record-lists.repository.js';
import { UseCaseFilter } from './use-case.filter.js';
import { useCaseKind } from './use-case.kind.js';
import { UseCase, UseCaseAanpassing, UseCaseConcept, UseCaseInvoer, UseCasePublicatie } from './use-case.schema.js';
import { keyTaken, ownerEnded } from '../verwijzingen/conflicts.rule.js';

const tag = 'Use cases';
const texts = {
  noun: 'UseCase',
  tag,
  one: 'een use case',
  shapes: {
    invoer: UseCaseInvoer,
    aanpassing: UseCaseAanpassing,
    concept: UseCaseConcept,
    publicatie: UseCasePublicatie,
  },
};

export const UseCaseLifecycleController = lifecycleController(useCaseKind, texts);
export const UseCaseOwnController = ownController(useCaseKind, { ...texts, list: UseCase, nouns: 'UseCases', many: 'use cases' });

@Controller('use-cases')
export class UseCasesController {
  constructor(
    private readonly concepts: Concepts,
    private readonly reads: PublicatieReads,
    private readonly lists: RecordLists,
  ) {}

  @Get()
  @Operation({
    id: 'listUseCases',
    tag,
    summary: 'Zoek in de gepubliceerde use cases',
    description:
      'Iedereen ziet wat openbaar is; met een sleutel ziet u ook wat alleen voor overheden is. Totaal en facetten tellen wat u mag zien.',
    access: 'open',
    query: UseCaseFilter,
    answers: { 200: { shape: UseCase, list: true, facets: true, search: true, alsoAs: listForms, description: 'De use cases.' } },
  })
  async listUseCases(@ThisCall() call: Call): Promise<Answer> {
    return this.lists.list(useCaseKind, call, call.query(UseCaseFilter));
  }

  @Post()
  @Operation({
    id: 'registerUseCase',
    tag,
    summary: 'Registreer een use case',
    description: 'Maakt een concept; alleen `titel` is nodig. Met `publiceren: true` staat de use case meteen in het register.',
    access: registrars,
    body: UseCaseInvoer,
    answers: { 201: { shape: UseCaseConcept, description: 'Het concept.', location: true } },
    conflicts: { ...keyTaken, ...ownerEnded },
  })
  async registerUseCase(@ThisCall() call: Call): Promise<Answer> {
    return this.concepts.register(useCaseKind, call);
  }

  @Get(':id')
  @Operation({
    id: 'readUseCase',
    tag,
    summary: 'Lees een use case',
    description: 'De laatste publicatie, met wat er nu bij hoort. Een ingetrokken use case geeft 410 met de reden.',
    access: 'open',
    gone: true,
    answers: { 200: { shape: UseCase, description: 'De use case.' } },
  })
  async readUseCase(@ThisCall() call: Call, @Param('id') id: string, @Headers('if-none-match') ifNoneMatch?: string): Promise<Answer> {
    return this.reads.read(useCaseKind, call, id, ifNoneMatch);
  }
}
