import { Controller, Get, Param } from '@nestjs/common';
import type { Answer } from '../../platform/http/answer.js';
import { ThisCall, type Call } from '../../platform/http/call.js';
import { Operation } from '../../platform/http/operation.js';
import { notFound } from '../../platform/http/problem.js';
import { KadersRepository } from '../../register/kaders/kaders.repository.js';
import { KnownCodes } from '../../register/verwijzingen/known-codes.repository.js';
import { WrijvingRepository } from './wrijving.repository.js';
import { Wrijving, WrijvingFilter } from './wrijving.schema.js';

@Controller('kaders/:code/wrijving')
export class WrijvingController {
  constructor(
    private readonly kaders: KadersRepository,
    private readonly known: KnownCodes,
    private readonly wrijving: WrijvingRepository,
  ) {}

  @Get()
  @Operation({
    id: 'listWrijving',
    tag: 'Dossiers',
    summary: 'Waar de bepalingen van een kader wringen',
    description:
      'Alle bepalingen van het kader, de meeste wrijving eerst. Wrijving blijkt uit een koppeling met naleving `wijkt-af` of `voldoet-deels`, of werkbaarheid `onduidelijk`, `te-restrictief` of `te-ruim`. Een koppeling telt als oordeel bij naleving `voldoet`, `voldoet-deels` of `wijkt-af`, of bij een werkbaarheid anders dan `geen-oordeel`. `wrijving` is de ondergrens van het 95%-interval van Wilson voor het aandeel met wrijving, zodat een bepaling met weinig oordelen niet vanzelf bovenaan staat. Geeft u `werkbaarheid`, dan telt alleen dat oordeel als wrijving, op het totaal van de koppelingen met een oordeel over de werkbaarheid. Geteld over wat u mag zien.',
    access: 'open',
    query: WrijvingFilter,
    answers: { 200: { shape: Wrijving, list: true, description: 'De bepalingen met hun wrijving.' } },
  })
  async listWrijving(@ThisCall() call: Call, @Param('code') code: string): Promise<Answer> {
    if (!(await this.kaders.exists(code))) throw notFound('Dit kader');
    const filter = call.query(WrijvingFilter);
    await this.known.assert(filter);
    return this.wrijving.list(call, code, filter);
  }
}
