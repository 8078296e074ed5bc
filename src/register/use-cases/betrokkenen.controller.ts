import { Controller, Delete, Param } from '@nestjs/common';
import { registrars } from '../../platform/auth/access.js';
import type { Answer } from '../../platform/http/answer.js';
import { ThisCall, type Call } from '../../platform/http/call.js';
import { Operation } from '../../platform/http/operation.js';
import { Betrokkenen } from './betrokkenen.service.js';

@Controller('use-cases/:id/betrokken-organisaties')
export class BetrokkenenController {
  constructor(private readonly betrokkenen: Betrokkenen) {}

  @Delete(':code')
  @Operation({
    id: 'leaveUseCase',
    tag: 'Use cases',
    summary: 'Meld uw organisatie af als betrokkene',
    description:
      'Een organisatie die bij een use case als betrokken is genoemd, haalt zichzelf weg. Dat geeft een nieuwe publicatie zonder haar; andere wijzigingen blijven ongepubliceerd. If-Match is niet nodig.',
    access: registrars,
    answers: { 204: { shape: null, description: 'Uw organisatie is afgemeld.' } },
  })
  async leaveUseCase(@ThisCall() call: Call, @Param('id') id: string, @Param('code') code: string): Promise<Answer> {
    return this.betrokkenen.remove(call, id, code);
  }
}
