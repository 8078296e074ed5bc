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
import { LesFilter } from './les.filter.js';
import { lesKind } from './les.kind.js';
import { Les, LesAanpassing, LesConcept, LesInvoer, LesPublicatie } from './les.schema.js';
import { keyTaken, ownerEnded } from '../verwijzingen/conflicts.rule.js';

const tag = 'Lessen';
const texts = {
  noun: 'Les',
  tag,
  one: 'een les',
  shapes: { invoer: LesInvoer, aanpassing: LesAanpassing, concept: LesConcept, publicatie: LesPublicatie },
};

export const LesLifecycleController = lifecycleController(lesKind, texts);
export const LesOwnController = ownController(lesKind, { ...texts, list: Les, nouns: 'Lessen', many: 'lessen' });

@Controller('lessen')
export class LessenController {
  constructor(
    private readonly concepts: Concepts,
    private readonly reads: PublicatieReads,
    private readonly lists: RecordLists,
  ) {}

  @Get()
  @Operation({
    id: 'listLessen',
    tag,
    summary: 'Zoek in de gepubliceerde lessen',
    access: 'open',
    query: LesFilter,
    answers: { 200: { shape: Les, list: true, facets: true, search: true, alsoAs: listForms, description: 'De lessen.' } },
  })
  async listLessen(@ThisCall() call: Call): Promise<Answer> {
    return this.lists.list(lesKind, call, call.query(LesFilter));
  }

  @Post()
  @Operation({
    id: 'registerLes',
    tag,
    summary: 'Deel een les',
    description:
      'Elke organisatie kan lessen delen, ook over een use case van een ander die zij kan zien. Met `publiceren: true` wordt meteen gepubliceerd.',
    access: registrars,
    body: LesInvoer,
    answers: { 201: { shape: LesConcept, description: 'Het concept.', location: true } },
    conflicts: { ...keyTaken, ...ownerEnded },
  })
  async registerLes(@ThisCall() call: Call): Promise<Answer> {
    return this.concepts.register(lesKind, call);
  }

  @Get(':id')
  @Operation({
    id: 'readLes',
    tag,
    summary: 'Lees een les',
    access: 'open',
    gone: true,
    answers: { 200: { shape: Les, description: 'De les.' } },
  })
  async readLes(@ThisCall() call: Call, @Param('id') id: string, @Headers('if-none-match') ifNoneMatch?: string): Promise<Answer> {
    return this.reads.read(lesKind, call, id, ifNoneMatch);
  }
}
