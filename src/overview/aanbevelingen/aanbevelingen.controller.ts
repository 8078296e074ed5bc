import { Controller, Get, Param } from '@nestjs/common';
import type { Answer } from '../../platform/http/answer.js';
import { ThisCall, type Call } from '../../platform/http/call.js';
import { Operation } from '../../platform/http/operation.js';
import { AanbevelingFilter, PassendeLes, VergelijkbaarFilter, VergelijkbareUseCase } from './aanbeveling.schema.js';
import { Aanbevelingen } from './aanbevelingen.service.js';

const onePage = 'Er is één bladzijde, met de beste; `totaal` is het aantal dat past, van wat is beoordeeld.';

@Controller('use-cases/:id')
export class AanbevelingenController {
  constructor(private readonly aanbevelingen: Aanbevelingen) {}

  @Get('passende-lessen')
  @Operation({
    id: 'listPassendeLessen',
    tag: 'Use cases',
    summary: 'Lessen die passen bij een use case',
    description: `Lessen die met deze use case een bepaling, thema, soort toepassing, oplossing, leverancier of model delen, elk met de redenen; niet de lessen uit deze use case zelf. Wat zeldzaam is, weegt zwaarder; een bepaling weegt het zwaarst. Spreekt een passende les de andere tegen, dan staat die erbij (vanaf limiet 2). ${onePage}`,
    access: 'open',
    query: AanbevelingFilter,
    gone: true,
    refuses: true,
    answers: { 200: { shape: PassendeLes, list: true, description: 'De lessen, best passende eerst.' } },
  })
  async listPassendeLessen(@ThisCall() call: Call, @Param('id') id: string): Promise<Answer> {
    return this.aanbevelingen.passendeLessen(call, id);
  }

  @Get('vergelijkbare-use-cases')
  @Operation({
    id: 'listVergelijkbareUseCases',
    tag: 'Use cases',
    summary: 'Use cases van andere organisaties die op een use case lijken',
    description: `Om elkaar te vinden voordat u begint of inkoopt: wie gebruikt dezelfde oplossing, hetzelfde model, dezelfde leverancier of dezelfde soort toepassing, en in welke fase. ${onePage}`,
    access: 'open',
    query: VergelijkbaarFilter,
    gone: true,
    refuses: true,
    answers: { 200: { shape: VergelijkbareUseCase, list: true, description: 'De use cases, meest gelijkende eerst.' } },
  })
  async listVergelijkbareUseCases(@ThisCall() call: Call, @Param('id') id: string): Promise<Answer> {
    return this.aanbevelingen.vergelijkbare(call, id);
  }
}
