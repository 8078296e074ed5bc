import { Controller, Get, Headers, Param, Post } from '@nestjs/common';
import { registrars } from '../../platform/auth/access.js';
import type { Answer } from '../../platform/http/answer.js';
import { ThisCall, type Call } from '../../platform/http/call.js';
import { isPlain } from '../../platform/http/json.js';
import { Operation } from '../../platform/http/operation.js';
import { Concepts } from '../publicaties/concepts.service.js';
import { lifecycleController } from '../publicaties/lifecycle-routes.js';
import { ownController } from '../publicaties/own-routes.js';
import { PublicatieReads } from '../publicaties/publicatie-reads.js';
import { listForms } from '../publicaties/record-forms.js';
import { RecordLists } from '../publicaties/record-lists.repository.js';
import { useCaseKind } from '../use-cases/use-case.kind.js';
import { ErvaringFilter } from './ervaring.filter.js';
import { ervaringKind } from './ervaring.kind.js';
import {
  Ervaring,
  ErvaringAanpassing,
  ErvaringBijUseCaseInvoer,
  ErvaringConcept,
  ErvaringInvoer,
  ErvaringPublicatie,
} from './ervaring.schema.js';
import { keyTaken, ownerEnded } from '../verwijzingen/conflicts.rule.js';

const tag = 'Ervaringen';
const texts = {
  noun: 'Ervaring',
  tag,
  one: 'een ervaring',
  shapes: {
    invoer: ErvaringInvoer,
    aanpassing: ErvaringAanpassing,
    concept: ErvaringConcept,
    publicatie: ErvaringPublicatie,
  },
};

export const ErvaringLifecycleController = lifecycleController(ervaringKind, texts);
export const ErvaringOwnController = ownController(ervaringKind, { ...texts, list: Ervaring, nouns: 'Ervaringen', many: 'ervaringen' });

@Controller()
export class ErvaringenController {
  constructor(
    private readonly concepts: Concepts,
    private readonly reads: PublicatieReads,
    private readonly lists: RecordLists,
  ) {}

  @Get('ervaringen')
  @Operation({
    id: 'listErvaringen',
    tag,
    summary: 'Zoek in de gepubliceerde ervaringen',
    access: 'open',
    query: ErvaringFilter,
    answers: { 200: { shape: Ervaring, list: true, facets: true, search: true, alsoAs: listForms, description: 'De ervaringen.' } },
  })
  async listErvaringen(@ThisCall() call: Call): Promise<Answer> {
    return this.lists.list(ervaringKind, call, call.query(ErvaringFilter));
  }

  @Get('ervaringen/:id')
  @Operation({
    id: 'readErvaring',
    tag,
    summary: 'Lees een ervaring',
    access: 'open',
    gone: true,
    answers: { 200: { shape: Ervaring, description: 'De ervaring.' } },
  })
  async readErvaring(@ThisCall() call: Call, @Param('id') id: string, @Headers('if-none-match') ifNoneMatch?: string): Promise<Answer> {
    return this.reads.read(ervaringKind, call, id, ifNoneMatch);
  }

  @Get('use-cases/:id/ervaringen')
  @Operation({
    id: 'listErvaringenOfUseCase',
    tag,
    summary: 'De ervaringen bij een use case',
    access: 'open',
    gone: true,
    query: ErvaringFilter,
    answers: { 200: { shape: Ervaring, list: true, facets: true, search: true, alsoAs: listForms, description: 'De ervaringen.' } },
  })
  async listErvaringenOfUseCase(@ThisCall() call: Call, @Param('id') id: string): Promise<Answer> {
    const useCase = await this.reads.visibleId(useCaseKind, call, id);
    return this.lists.list(ervaringKind, call, call.query(ErvaringFilter), { useCase });
  }

  @Post('use-cases/:id/ervaringen')
  @Operation({
    id: 'registerErvaring',
    tag,
    summary: 'Registreer een ervaring bij een use case',
    description: 'Door de organisatie van de use case, of een organisatie die meedoet. Met `publiceren: true` wordt meteen gepubliceerd.',
    access: registrars,
    gone: true,
    body: ErvaringBijUseCaseInvoer,
    answers: { 201: { shape: ErvaringConcept, description: 'Het concept.', location: true } },
    conflicts: { ...keyTaken, ...ownerEnded },
  })
  async registerErvaring(@ThisCall() call: Call, @Param('id') id: string): Promise<Answer> {
    const useCase = await this.reads.visibleId(useCaseKind, call, id);
    return this.concepts.register(ervaringKind, call, (json) => (isPlain(json) ? { ...json, useCase: json['useCase'] ?? useCase } : json));
  }
}
