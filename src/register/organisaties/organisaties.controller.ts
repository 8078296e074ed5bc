import { Controller, Get, Param } from '@nestjs/common';
import { answer, type Answer } from '../../platform/http/answer.js';
import { ThisCall, type Call } from '../../platform/http/call.js';
import { Operation } from '../../platform/http/operation.js';
import { notFound } from '../../platform/http/problem.js';
import { KnownCodes } from '../verwijzingen/known-codes.repository.js';
import { audienceOf } from '../zichtbaarheid/audience.rule.js';
import { Organisatie, OrganisatieFilter } from './organisatie.schema.js';
import { OrganisatiesRepository } from './organisaties.repository.js';

const tag = 'Organisaties';

@Controller('organisaties')
export class OrganisatiesController {
  constructor(
    private readonly repository: OrganisatiesRepository,
    private readonly known: KnownCodes,
  ) {}

  @Get()
  @Operation({
    id: 'listOrganisaties',
    tag,
    summary: 'Zoek organisaties',
    description: 'Alle overheidsorganisaties die het register kent, ook die er niet meer zijn, met het aantal use cases dat u mag zien.',
    access: 'open',
    query: OrganisatieFilter,
    answers: { 200: { shape: Organisatie, list: true, description: 'De organisaties.' } },
  })
  async listOrganisaties(@ThisCall() call: Call): Promise<Answer> {
    const filter = call.query(OrganisatieFilter);
    await this.known.assert(filter);
    return this.repository.list(call, filter);
  }

  @Get(':code')
  @Operation({
    id: 'readOrganisatie',
    tag,
    summary: 'Lees een organisatie',
    access: 'open',
    answers: { 200: { shape: Organisatie, description: 'De organisatie.' } },
  })
  async readOrganisatie(@ThisCall() call: Call, @Param('code') code: string): Promise<Answer> {
    const found = await this.repository.find(code, audienceOf(call.caller));
    if (!found) throw notFound('Deze organisatie');
    call.noParameters();
    return answer(found);
  }
}
