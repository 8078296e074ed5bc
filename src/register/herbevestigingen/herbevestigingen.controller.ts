import { Controller, Get, Param, Post } from '@nestjs/common';
import { registrars } from '../../platform/auth/access.js';
import type { Answer } from '../../platform/http/answer.js';
import { ThisCall, type Call } from '../../platform/http/call.js';
import { Operation } from '../../platform/http/operation.js';
import { KnownCodes } from '../verwijzingen/known-codes.repository.js';
import { HerbevestigingFilter, HerbevestigingInvoer, HerbevestigingUitkomst, TeHerbevestigen } from './herbevestigingen.schema.js';
import { Herbevestigingen } from './herbevestigingen.service.js';

const tag = 'Use cases';

@Controller('organisaties/:code/herbevestigingen')
export class HerbevestigingenController {
  constructor(
    private readonly herbevestigingen: Herbevestigingen,
    private readonly known: KnownCodes,
  ) {}

  @Get()
  @Operation({
    id: 'listHerbevestigingen',
    tag,
    summary: 'De koppelingen die een organisatie opnieuw moet bevestigen',
    description:
      'Van al haar use cases, gepubliceerd of concept: de koppelingen met een bepaling die in een nieuwe versie is gewijzigd, gesplitst, samengevoegd of vervallen, en die sindsdien niet zijn bevestigd. Alleen voor de organisatie zelf en haar opvolgers. Ook een kader met status concept telt mee.',
    access: 'sleutel',
    query: HerbevestigingFilter,
    answers: { 200: { shape: TeHerbevestigen, list: true, description: 'De koppelingen.' } },
  })
  async listHerbevestigingen(@ThisCall() call: Call, @Param('code') code: string): Promise<Answer> {
    return this.herbevestigingen.list(call, code, (filter) => this.known.assert(filter));
  }

  @Post()
  @Operation({
    id: 'confirmKoppelingen',
    tag,
    summary: 'Bevestig koppelingen opnieuw, in één keer',
    description:
      'Per koppeling een besluit: `behouden` (de koppeling blijft bij de oude bepaling), `overzetten` (de koppeling gaat naar de opvolgers in `naar`) of `verwijderen`. Alles of niets. Een gepubliceerde use case zonder andere wijzigingen krijgt meteen een nieuwe publicatie, tenzij `publiceren` false is.',
    access: registrars,
    body: HerbevestigingInvoer,
    answers: { 200: { shape: HerbevestigingUitkomst, description: 'Wat er per koppeling gebeurde.' } },
  })
  async confirmKoppelingen(@ThisCall() call: Call, @Param('code') code: string): Promise<Answer> {
    return this.herbevestigingen.confirm(call, code);
  }
}
