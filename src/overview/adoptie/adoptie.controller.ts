import { Controller, Get, Param } from '@nestjs/common';
import { isUuid } from '../../platform/fields/fields.js';
import { answer, type Answer } from '../../platform/http/answer.js';
import { ThisCall, type Call } from '../../platform/http/call.js';
import { Operation } from '../../platform/http/operation.js';
import { notFound } from '../../platform/http/problem.js';
import { listForms } from '../../register/publicaties/record-forms.js';
import { RecordLists } from '../../register/publicaties/record-lists.repository.js';
import { useCaseKind } from '../../register/use-cases/use-case.kind.js';
import { UseCase } from '../../register/use-cases/use-case.schema.js';
import { audienceOf } from '../../register/zichtbaarheid/audience.rule.js';
import { AdoptieRepository } from './adoptie.repository.js';
import { Adoptie, OplossingUseCaseFilter } from './adoptie.schema.js';

const tag = 'Oplossingen';

/** Who uses a solution. It stands beside the solution, whose tag must not change when others adopt it. */
@Controller('oplossingen/:id')
export class AdoptieController {
  constructor(
    private readonly repository: AdoptieRepository,
    private readonly lists: RecordLists,
  ) {}

  @Get('adoptie')
  @Operation({
    id: 'readAdoptie',
    tag,
    summary: 'Hoe een oplossing wordt gebruikt',
    description:
      'Hoeveel organisaties en use cases de oplossing gebruiken, per bestuurslaag en fase, en hoe dat groeide per kwartaal. Geteld over wat u mag zien.',
    access: 'open',
    answers: { 200: { shape: Adoptie, description: 'De adoptie.' } },
  })
  async readAdoptie(@ThisCall() call: Call, @Param('id') id: string): Promise<Answer> {
    const oplossing = await this.idOr404(id);
    call.noParameters();
    return answer(await this.repository.read(audienceOf(call.caller), oplossing));
  }

  @Get('use-cases')
  @Operation({
    id: 'listUseCasesOfOplossing',
    tag,
    summary: 'De use cases met een oplossing',
    description:
      'Wie de oplossing overneemt, registreert een use case met deze `oplossing`, en met `gebaseerdOp` als een andere use case het voorbeeld was.',
    access: 'open',
    query: OplossingUseCaseFilter,
    answers: { 200: { shape: UseCase, list: true, facets: true, search: true, alsoAs: listForms, description: 'De use cases.' } },
  })
  async listUseCasesOfOplossing(@ThisCall() call: Call, @Param('id') id: string): Promise<Answer> {
    const oplossing = await this.idOr404(id);
    return this.lists.list(useCaseKind, call, call.query(OplossingUseCaseFilter), { oplossing });
  }

  private async idOr404(id: string): Promise<string> {
    const oplossing = id.toLowerCase();
    if (!isUuid(oplossing) || !(await this.repository.exists(oplossing))) throw notFound('Deze oplossing');
    return oplossing;
  }
}
