import { Controller, Get, Param, Post, Put } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { coordinators } from '../../platform/auth/access.js';
import { Conditions } from '../../platform/database/conditions.js';
import { answer, type Answer } from '../../platform/http/answer.js';
import { ThisCall, type Call } from '../../platform/http/call.js';
import { Operation } from '../../platform/http/operation.js';
import { PageFilter } from '../../platform/http/paging.js';
import { notFound } from '../../platform/http/problem.js';
import { tablePage } from '../../platform/http/table-page.js';
import { Codelijst, CodelijstAanpassing, CodelijstInvoer, CodelijstSamenvatting } from './codelijst.schema.js';
import { CodelijstenRepository } from './codelijsten.repository.js';
import { Codelijsten } from './codelijsten.service.js';

const tag = 'Codelijsten';
const MAX_AGE_SECONDS = 300;

@Controller('codelijsten')
export class CodelijstenController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly repository: CodelijstenRepository,
    private readonly codelijsten: Codelijsten,
  ) {}

  @Get()
  @Operation({
    id: 'listCodelijsten',
    tag,
    summary: 'De codelijsten',
    access: 'open',
    query: PageFilter,
    answers: { 200: { shape: CodelijstSamenvatting, list: true, description: 'De codelijsten.' } },
    maxAgeSeconds: MAX_AGE_SECONDS,
  })
  async listCodelijsten(@ThisCall() call: Call): Promise<Answer> {
    return tablePage<CodelijstSamenvatting>(this.dataSource, call, call.query(PageFilter), {
      table: 'codelijst',
      columns: 'naam, titel, toelichting, vast, (select count(*)::int from code c where c.codelijst = naam) as "aantalCodes"',
      conditions: new Conditions(),
      order: 'naam',
      key: 'naam',
      toWire: ({ naam, titel, toelichting, vast, aantalCodes }) => ({ naam, titel, toelichting, vast, aantalCodes }),
    });
  }

  @Get(':naam')
  @Operation({
    id: 'readCodelijst',
    tag,
    summary: 'Een codelijst met haar codes',
    access: 'open',
    answers: { 200: { shape: Codelijst, description: 'De codelijst.' } },
    maxAgeSeconds: MAX_AGE_SECONDS,
  })
  async readCodelijst(@ThisCall() call: Call, @Param('naam') naam: string): Promise<Answer> {
    const found = await this.repository.find(naam);
    if (!found) throw notFound('Deze codelijst');
    call.noParameters();
    return answer(found);
  }

  @Post()
  @Operation({
    id: 'createCodelijst',
    tag,
    summary: 'Voeg een codelijst toe',
    access: coordinators,
    body: CodelijstInvoer,
    answers: { 201: { shape: Codelijst, description: 'De nieuwe codelijst.', location: true } },
    conflicts: { 'codelijst-bestaat': 'Er is al een codelijst met deze naam.' },
  })
  async createCodelijst(@ThisCall() call: Call): Promise<Answer> {
    return this.codelijsten.create(call);
  }

  @Put(':naam')
  @Operation({
    id: 'replaceCodelijst',
    tag,
    summary: 'Wijzig een codelijst',
    description:
      'Codes verdwijnen nooit: geef een code die niet meer mag een `geldigTotDatum` en zo mogelijk een opvolger in `vervangenDoor`.',
    access: coordinators,
    body: CodelijstAanpassing,
    ifMatch: 'vereist',
    answers: { 200: { shape: Codelijst, description: 'De gewijzigde codelijst.', location: true } },
    conflicts: { 'vaste-codelijst': 'De codes van deze lijst liggen vast.' },
  })
  async replaceCodelijst(@ThisCall() call: Call, @Param('naam') naam: string): Promise<Answer> {
    return this.codelijsten.replace(call, naam);
  }
}
