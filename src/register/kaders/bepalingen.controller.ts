import { Controller, Get, Param } from '@nestjs/common';
import { answer, type Answer } from '../../platform/http/answer.js';
import { ThisCall, type Call } from '../../platform/http/call.js';
import { Operation } from '../../platform/http/operation.js';
import { notFound } from '../../platform/http/problem.js';
import { KnownCodes } from '../verwijzingen/known-codes.repository.js';
import { Bepaling, BepalingMetVerwanten } from './bepaling.schema.js';
import { BepalingFilter } from './kader.schema.js';
import { KadersRepository } from './kaders.repository.js';

const tag = 'Kaders';

@Controller('bepalingen')
export class BepalingenController {
  constructor(
    private readonly repository: KadersRepository,
    private readonly known: KnownCodes,
  ) {}

  @Get()
  @Operation({
    id: 'listBepalingen',
    tag,
    summary: 'Zoek bepalingen',
    description: 'Bij elke bepaling staat hoe zeker de weergave is (`zekerheid`) en waar die op rust.',
    access: 'open',
    query: BepalingFilter,
    answers: { 200: { shape: Bepaling, list: true, search: true, description: 'De bepalingen.' } },
  })
  async listBepalingen(@ThisCall() call: Call): Promise<Answer> {
    const filter = call.query(BepalingFilter);
    await this.known.assert(filter);
    return this.repository.listBepalingen(call, filter);
  }

  @Get(':code')
  @Operation({
    id: 'readBepaling',
    tag,
    summary: 'Lees een bepaling, met voorgangers en opvolgers',
    access: 'open',
    answers: { 200: { shape: BepalingMetVerwanten, description: 'De bepaling.' } },
  })
  async readBepaling(@ThisCall() call: Call, @Param('code') code: string): Promise<Answer> {
    const found = await this.repository.findBepaling(code);
    if (!found) throw notFound('Deze bepaling');
    call.noParameters();
    return answer(found);
  }
}
