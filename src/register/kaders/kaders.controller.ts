import { Controller, Get, Param } from '@nestjs/common';
import { answer, type Answer } from '../../platform/http/answer.js';
import { ThisCall, type Call } from '../../platform/http/call.js';
import { Operation } from '../../platform/http/operation.js';
import { PageFilter } from '../../platform/http/paging.js';
import { invalid, notFound } from '../../platform/http/problem.js';
import { KnownCodes } from '../verwijzingen/known-codes.repository.js';
import { Bepaling, BepalingRelatie } from './bepaling.schema.js';
import { Kader, KaderFilter, KaderMetBepalingen, VerschillenFilter } from './kader.schema.js';
import { KadersRepository } from './kaders.repository.js';
import { compareVersions } from './compare-versions.js';
import { VersionsRepository } from './versions.repository.js';
import { Verschillen } from './verschillen.schema.js';

const tag = 'Kaders';
const NAME = 'Dit kader';

@Controller('kaders')
export class KadersController {
  constructor(
    private readonly repository: KadersRepository,
    private readonly versions: VersionsRepository,
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
    description:
      'Wat er van elke bepaling werd, ook over meer versies heen: de stappen staan erbij. Een bepaling waar geen relatie iets over zegt, heeft soort `geen-relatie`.',
    access: 'open',
    query: VerschillenFilter,
    answers: { 200: { shape: Verschillen, description: 'De verschillen.' } },
  })
  async readVerschillen(@ThisCall() call: Call, @Param('code') code: string): Promise<Answer> {
    if (!(await this.repository.exists(code))) throw notFound(NAME);
    const { met } = call.query(VerschillenFilter);
    const versies = (await this.versions.path(code, met)) ?? (await this.versions.path(met, code));
    if (!versies || code === met)
      throw invalid([
        { in: 'query', location: 'met', code: 'geen-opvolger', detail: 'Noem een versie die hier, ook in stappen, voor of na komt.' },
      ]);
    return answer(compareVersions(await this.versions.read(versies)));
  }
}
