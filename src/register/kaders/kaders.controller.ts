import { Controller, Get, Param, Post, Put } from '@nestjs/common';
import { coordinators } from '../../platform/auth/access.js';
import { answer, type Answer } from '../../platform/http/answer.js';
import { ThisCall, type Call } from '../../platform/http/call.js';
import { Operation } from '../../platform/http/operation.js';
import { PageFilter } from '../../platform/http/paging.js';
import { invalid, notFound } from '../../platform/http/problem.js';
import { KnownCodes } from '../verwijzingen/known-codes.repository.js';
import { Bepaling, BepalingRelatie, Verschillen } from './bepaling.schema.js';
import { Kader, KaderAanpassing, KaderFilter, KaderInvoer, KaderMetBepalingen, VerschillenFilter } from './kader.schema.js';
import { KadersRepository } from './kaders.repository.js';
import { Kaders } from './kaders.service.js';

const tag = 'Kaders';
const NAME = 'Dit kader';

@Controller('kaders')
export class KadersController {
  constructor(
    private readonly repository: KadersRepository,
    private readonly kaders: Kaders,
    private readonly known: KnownCodes,
  ) {}

  @Get()
  @Operation({
    id: 'listKaders',
    tag,
    summary: 'De kaders',
    access: 'open',
    query: KaderFilter,
    answers: { 200: { shape: Kader, list: true, description: 'De kaders.' } },
  })
  async listKaders(@ThisCall() call: Call): Promise<Answer> {
    const filter = call.query(KaderFilter);
    await this.known.assert(filter);
    return this.repository.list(call, filter);
  }

  @Post()
  @Operation({
    id: 'createKader',
    tag,
    summary: 'Voeg een kader toe, met zijn bepalingen en relaties',
    access: coordinators,
    body: KaderInvoer,
    answers: { 201: { shape: KaderMetBepalingen, description: 'Het nieuwe kader.', location: true } },
    conflicts: { 'kader-bestaat': 'Er is al een kader met deze code.', 'bepaling-bestaat': 'Een bepaling hoort al bij een ander kader.' },
  })
  async createKader(@ThisCall() call: Call): Promise<Answer> {
    return this.kaders.create(call);
  }

  @Get(':code')
  @Operation({
    id: 'readKader',
    tag,
    summary: 'Lees een kader, met zijn bepalingen en relaties',
    access: 'open',
    answers: { 200: { shape: KaderMetBepalingen, description: 'Het kader, met zijn bepalingen en relaties.' } },
  })
  async readKader(@ThisCall() call: Call, @Param('code') code: string): Promise<Answer> {
    const found = await this.repository.find(code);
    if (!found) throw notFound(NAME);
    call.noParameters();
    return answer(found);
  }

  @Put(':code')
  @Operation({
    id: 'replaceKader',
    tag,
    summary: 'Wijzig een kader',
    description: 'Met zijn bepalingen en relaties, in één keer. Bepalingen verdwijnen nooit.',
    access: coordinators,
    body: KaderAanpassing,
    ifMatch: 'vereist',
    answers: { 200: { shape: KaderMetBepalingen, description: 'Het gewijzigde kader.', location: true } },
    conflicts: { 'bepaling-bestaat': 'Een bepaling hoort al bij een ander kader.' },
  })
  async replaceKader(@ThisCall() call: Call, @Param('code') code: string): Promise<Answer> {
    return this.kaders.replace(call, code);
  }

  @Get(':code/bepalingen')
  @Operation({
    id: 'listBepalingenOfKader',
    tag,
    summary: 'De bepalingen van een kader, op volgorde',
    access: 'open',
    query: PageFilter,
    answers: { 200: { shape: Bepaling, list: true, description: 'De bepalingen.' } },
  })
  async listBepalingenOfKader(@ThisCall() call: Call, @Param('code') code: string): Promise<Answer> {
    if (!(await this.repository.exists(code))) throw notFound(NAME);
    return this.repository.listBepalingen(call, Object.assign(call.query(PageFilter), { kader: [code] }));
  }

  @Get(':code/relaties')
  @Operation({
    id: 'listRelaties',
    tag,
    summary: 'Wat er van de bepalingen van de vorige versie werd',
    access: 'open',
    query: PageFilter,
    answers: { 200: { shape: BepalingRelatie, list: true, description: 'De relaties.' } },
  })
  async listRelaties(@ThisCall() call: Call, @Param('code') code: string): Promise<Answer> {
    if (!(await this.repository.exists(code))) throw notFound(NAME);
    return this.repository.listRelaties(call, call.query(PageFilter), code);
  }

  @Get(':code/verschillen')
  @Operation({
    id: 'readVerschillen',
    tag,
    summary: 'Het verschil tussen twee versies, per bepaling',
    access: 'open',
    query: VerschillenFilter,
    answers: { 200: { shape: Verschillen, description: 'De verschillen.' } },
  })
  async readVerschillen(@ThisCall() call: Call, @Param('code') code: string): Promise<Answer> {
    const kader = await this.repository.find(code);
    if (!kader) throw notFound(NAME);
    const { met } = call.query(VerschillenFilter);
    const other = await this.repository.find(met);
    const pair =
      kader.opvolgerVan === met ? { oud: met, nieuw: code } : other?.opvolgerVan === code ? { oud: code, nieuw: met } : undefined;
    if (!pair)
      throw invalid([{ in: 'query', location: 'met', code: 'geen-opvolger', detail: 'Noem de versie die hier direct voor of na komt.' }]);
    return answer({ ...pair, verschillen: await this.repository.differences(pair.nieuw) });
  }
}
