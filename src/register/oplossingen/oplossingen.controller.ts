import { Controller, Get, Param, Post, Put } from '@nestjs/common';
import { registrars } from '../../platform/auth/access.js';
import { isUuid } from '../../platform/fields/fields.js';
import { answer, type Answer } from '../../platform/http/answer.js';
import { ThisCall, type Call } from '../../platform/http/call.js';
import { Operation } from '../../platform/http/operation.js';
import { notFound } from '../../platform/http/problem.js';
import { KnownCodes } from '../verwijzingen/known-codes.repository.js';
import { Oplossing, OplossingAanpassing, OplossingFilter, OplossingInLijst, OplossingInvoer } from './oplossing.schema.js';
import { OplossingenRepository } from './oplossingen.repository.js';
import { Oplossingen } from './oplossingen.service.js';
import { ownerEnded } from '../verwijzingen/conflicts.rule.js';

const tag = 'Oplossingen';

function idOr404(id: string): string {
  if (!isUuid(id.toLowerCase())) throw notFound('Deze oplossing');
  return id.toLowerCase();
}

@Controller('oplossingen')
export class OplossingenController {
  constructor(
    private readonly repository: OplossingenRepository,
    private readonly oplossingen: Oplossingen,
    private readonly known: KnownCodes,
  ) {}

  @Get()
  @Operation({
    id: 'listOplossingen',
    tag,
    summary: 'Zoek oplossingen',
    description:
      'Oplossingen met het aantal use cases dat u mag zien. Wie een oplossing gebruikt, staat onder haar `adoptie` en `use-cases`.',
    access: 'open',
    query: OplossingFilter,
    answers: { 200: { shape: OplossingInLijst, list: true, description: 'De oplossingen.' } },
  })
  async listOplossingen(@ThisCall() call: Call): Promise<Answer> {
    const filter = call.query(OplossingFilter);
    await this.known.assert(filter);
    return this.repository.list(call, filter);
  }

  @Post()
  @Operation({
    id: 'createOplossing',
    tag,
    summary: 'Voeg een oplossing toe',
    description: 'Daarna kunnen use cases van alle organisaties ernaar verwijzen.',
    access: registrars,
    body: OplossingInvoer,
    answers: { 201: { shape: Oplossing, description: 'De nieuwe oplossing.', location: true } },
    conflicts: ownerEnded,
  })
  async createOplossing(@ThisCall() call: Call): Promise<Answer> {
    return this.oplossingen.create(call);
  }

  @Get(':id')
  @Operation({
    id: 'readOplossing',
    tag,
    summary: 'Lees een oplossing',
    access: 'open',
    answers: { 200: { shape: Oplossing, description: 'De oplossing.' } },
  })
  async readOplossing(@ThisCall() call: Call, @Param('id') id: string): Promise<Answer> {
    const found = await this.repository.find(idOr404(id));
    if (!found) throw notFound('Deze oplossing');
    call.noParameters();
    return answer(found);
  }

  @Put(':id')
  @Operation({
    id: 'replaceOplossing',
    tag,
    summary: 'Wijzig een oplossing',
    access: registrars,
    body: OplossingAanpassing,
    ifMatch: 'vereist',
    answers: { 200: { shape: Oplossing, description: 'De gewijzigde oplossing.', location: true } },
  })
  async replaceOplossing(@ThisCall() call: Call, @Param('id') id: string): Promise<Answer> {
    return this.oplossingen.replace(call, idOr404(id));
  }
}
