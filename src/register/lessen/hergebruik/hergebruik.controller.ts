import { Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { registrars } from '../../../platform/auth/access.js';
import { answer, type Answer } from '../../../platform/http/answer.js';
import { ThisCall, type Call } from '../../../platform/http/call.js';
import { Operation } from '../../../platform/http/operation.js';
import { notFound } from '../../../platform/http/problem.js';
import { PublicatieReads } from '../../publicaties/publicatie-reads.js';
import { KnownCodes } from '../../verwijzingen/known-codes.repository.js';
import { ownerEnded } from '../../verwijzingen/conflicts.rule.js';
import { lesKind } from '../les.kind.js';
import { HergebruikRepository } from './hergebruik.repository.js';
import { Hergebruik, HergebruikFilter, HergebruikInvoer } from './hergebruik.schema.js';
import { HergebruikWrites } from './hergebruik.service.js';

const tag = 'Lessen';

@Controller('lessen/:id/hergebruik')
export class HergebruikController {
  constructor(
    private readonly repository: HergebruikRepository,
    private readonly writes: HergebruikWrites,
    private readonly reads: PublicatieReads,
    private readonly known: KnownCodes,
  ) {}

  @Get()
  @Operation({
    id: 'listHergebruik',
    tag,
    summary: 'Wat andere organisaties met een les deden',
    description: 'Eén regel per organisatie, wat het laatst is vastgesteld eerst. De `stand` van de les volgt alleen hieruit.',
    access: 'open',
    query: HergebruikFilter,
    gone: true,
    answers: { 200: { shape: Hergebruik, list: true, description: 'Het hergebruik.' } },
  })
  async listHergebruik(@ThisCall() call: Call, @Param('id') id: string): Promise<Answer> {
    const les = await this.reads.publishedId(lesKind, call, id);
    const filter = call.query(HergebruikFilter);
    await this.known.assert(filter);
    return this.repository.list(call, les, filter);
  }

  @Get(':organisatie')
  @Operation({
    id: 'readHergebruik',
    tag,
    summary: 'Wat één organisatie met een les deed',
    access: 'open',
    gone: true,
    answers: { 200: { shape: Hergebruik, description: 'Het hergebruik.' } },
  })
  async readHergebruik(@ThisCall() call: Call, @Param('id') id: string, @Param('organisatie') organisatie: string): Promise<Answer> {
    const found = await this.repository.read(call, await this.reads.publishedId(lesKind, call, id), organisatie);
    if (!found) throw notFound('Dit hergebruik');
    call.noParameters();
    return answer(found);
  }

  @Put(':organisatie')
  @Operation({
    id: 'putHergebruik',
    tag,
    summary: 'Vertel wat uw organisatie met een les deed',
    description:
      'Alleen voor uw eigen organisatie, over een les van een andere. Nieuw geeft 201, bekend 200; herhalen verandert niets. If-Match is niet nodig, maar wordt gevolgd als u hem stuurt.',
    access: registrars,
    body: HergebruikInvoer,
    ifMatch: 'gevolgd',
    gone: true,
    answers: {
      201: { shape: Hergebruik, description: 'Nieuw doorgegeven.', location: true },
      200: { shape: Hergebruik, description: 'Was al bekend; zo staat het er nu.', location: true },
    },
    conflicts: { 'eigen-les': 'De les is van uw eigen organisatie.', ...ownerEnded },
  })
  async putHergebruik(@ThisCall() call: Call, @Param('id') id: string, @Param('organisatie') organisatie: string): Promise<Answer> {
    return this.writes.put(call, id, organisatie);
  }

  @Delete(':organisatie')
  @Operation({
    id: 'removeHergebruik',
    tag,
    summary: 'Neem terug wat uw organisatie over een les vertelde',
    access: registrars,
    ifMatch: 'gevolgd',
    gone: true,
    answers: { 204: { shape: null, description: 'Het hergebruik is weg.' } },
  })
  async removeHergebruik(@ThisCall() call: Call, @Param('id') id: string, @Param('organisatie') organisatie: string): Promise<Answer> {
    return this.writes.remove(call, id, organisatie);
  }
}
