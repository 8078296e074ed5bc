import { Controller, Param, Post, Put } from '@nestjs/common';
import { coordinators } from '../../platform/auth/access.js';
import type { Answer } from '../../platform/http/answer.js';
import { ThisCall, type Call } from '../../platform/http/call.js';
import { IdempotentWrites } from '../../platform/http/idempotency.js';
import { Operation } from '../../platform/http/operation.js';
import { KaderAanpassing, KaderInvoer, KaderMetBepalingen } from '../../register/kaders/kader.schema.js';
import { Kaders } from '../../register/kaders/kaders.service.js';
import { LinkedRecords } from './linked-records.service.js';

const tag = 'Kaders';
const taken = { 'bepaling-bestaat': 'Een bepaling hoort al bij een ander kader.' };

/** What a newer kader says of older clauses shows at once in every use case that links to them. */
@Controller('kaders')
export class KaderRegistratieController {
  constructor(
    private readonly writes: IdempotentWrites,
    private readonly kaders: Kaders,
    private readonly linked: LinkedRecords,
  ) {}

  @Post()
  @Operation({
    id: 'createKader',
    tag,
    summary: 'Voeg een kader toe, met zijn bepalingen en relaties',
    description:
      'Is een bepaling van de vorige versie gewijzigd, gesplitst, samengevoegd of vervallen, dan staat meteen bij elke koppeling ermee dat die opnieuw bevestigd moet worden.',
    access: coordinators,
    body: KaderInvoer,
    answers: { 201: { shape: KaderMetBepalingen, description: 'Het nieuwe kader.', location: true } },
    conflicts: { 'kader-bestaat': 'Er is al een kader met deze code.', ...taken },
  })
  async createKader(@ThisCall() call: Call): Promise<Answer> {
    return this.writes.run(call, async (tx, claim) => {
      const { answer, changed } = await this.kaders.create(tx, call, claim);
      await this.linked.refresh(tx, changed);
      return answer;
    });
  }

  @Put(':code')
  @Operation({
    id: 'replaceKader',
    tag,
    summary: 'Wijzig een kader',
    description:
      'Met zijn bepalingen en relaties, in één keer. Bepalingen verdwijnen nooit. Een relatie die gelijk blijft, houdt haar moment (`vanaf`): wat sindsdien bevestigd is, blijft bevestigd.',
    access: coordinators,
    body: KaderAanpassing,
    ifMatch: 'vereist',
    answers: { 200: { shape: KaderMetBepalingen, description: 'Het gewijzigde kader.', location: true } },
    conflicts: taken,
  })
  async replaceKader(@ThisCall() call: Call, @Param('code') code: string): Promise<Answer> {
    return this.writes.run(call, async (tx) => {
      const { answer, changed } = await this.kaders.replace(tx, call, code);
      await this.linked.refresh(tx, changed);
      return answer;
    });
  }
}
