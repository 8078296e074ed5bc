import { Controller, Get, Param } from '@nestjs/common';
import { answer, type Answer } from '../../platform/http/answer.js';
import { ATOM_TYPE } from '../../platform/http/atom.js';
import { ThisCall, type Call } from '../../platform/http/call.js';
import { Operation } from '../../platform/http/operation.js';
import { notFound } from '../../platform/http/problem.js';
import type { BepalingMetVerwanten } from '../../register/kaders/bepaling.schema.js';
import { KadersRepository } from '../../register/kaders/kaders.repository.js';
import { KnownCodes } from '../../register/verwijzingen/known-codes.repository.js';
import { Dossier, DossierFilter } from './dossier.schema.js';
import { DossiersRepository } from './dossiers.repository.js';
import { NieuwsRepository } from './nieuws.repository.js';
import { Nieuws, NieuwsFilter } from './nieuws.schema.js';
import { Toelichting, ToelichtingFilter } from './toelichting.schema.js';

const tag = 'Dossiers';

@Controller('bepalingen/:code')
export class DossiersController {
  constructor(
    private readonly kaders: KadersRepository,
    private readonly known: KnownCodes,
    private readonly dossiers: DossiersRepository,
    private readonly nieuws: NieuwsRepository,
  ) {}

  @Get('dossier')
  @Operation({
    id: 'readDossier',
    tag,
    summary: 'Lees het dossier van een bepaling',
    description:
      'Wat er over één bepaling is geleerd: hoe vaak zij is toegepast, door wie en in welke fase, of organisaties eraan voldoen en of zij werkt, wat zij erover zeggen en welke lessen er zijn. Geteld over wat u mag zien: gepubliceerd en niet ingetrokken.',
    access: 'open',
    query: DossierFilter,
    answers: { 200: { shape: Dossier, description: 'Het dossier.' } },
  })
  async readDossier(@ThisCall() call: Call, @Param('code') code: string): Promise<Answer> {
    const bepaling = await this.found(code);
    const filter = call.query(DossierFilter);
    await this.known.assert(filter);
    return answer(await this.dossiers.dossier(call, bepaling, filter));
  }

  @Get('toelichtingen')
  @Operation({
    id: 'listToelichtingen',
    tag,
    summary: 'Wat organisaties over een bepaling zeggen',
    description: 'De toelichtingen bij koppelingen die nu gepubliceerd zijn, met hun oordeel, de nieuwste eerst.',
    access: 'open',
    query: ToelichtingFilter,
    answers: { 200: { shape: Toelichting, list: true, description: 'De toelichtingen.' } },
  })
  async listToelichtingen(@ThisCall() call: Call, @Param('code') code: string): Promise<Answer> {
    await this.found(code);
    const filter = call.query(ToelichtingFilter);
    await this.known.assert(filter);
    return this.dossiers.listToelichtingen(call, code, filter);
  }

  @Get('nieuws')
  @Operation({
    id: 'listNieuws',
    tag,
    summary: 'Wat er nieuw is over een bepaling',
    description:
      'Use cases, ervaringen en lessen bij de bepaling door elkaar, het nieuwste eerst. Met `sinds` alleen wat daarna is gepubliceerd; met `formaat=atom` om te volgen in een feedlezer.',
    access: 'open',
    query: NieuwsFilter,
    answers: { 200: { shape: Nieuws, list: true, alsoAs: [ATOM_TYPE], description: 'Wat er nieuw is.' } },
  })
  async listNieuws(@ThisCall() call: Call, @Param('code') code: string): Promise<Answer> {
    const bepaling = await this.found(code);
    const filter = call.query(NieuwsFilter);
    await this.known.assert(filter);
    return this.nieuws.list(call, bepaling, filter);
  }

  private async found(code: string): Promise<BepalingMetVerwanten> {
    const bepaling = await this.kaders.findBepaling(code);
    if (!bepaling) throw notFound('Deze bepaling');
    return bepaling;
  }
}
