import { existsSync, readFileSync } from 'node:fs';
import { Controller, Get } from '@nestjs/common';
import { Answer } from '../http/answer.js';
import { ThisCall, type Call } from '../http/call.js';
import { Operation } from '../http/operation.js';
import { OpenapiDocument } from './contract.schema.js';

/** The committed document, found from `src/` and from `dist/src/` alike. */
export function contractText(): string {
  const places = ['../../../openapi/openapi.json', '../../../../openapi/openapi.json'].map((place) => new URL(place, import.meta.url));
  const found = places.find((place) => existsSync(place));
  return found === undefined ? '{}' : readFileSync(found, 'utf8');
}

@Controller('openapi.json')
export class ContractController {
  private readonly text = contractText();

  @Get()
  @Operation({
    id: 'readOpenapi',
    tag: 'API',
    summary: 'Dit document',
    description: 'De beschrijving van deze API volgens OpenAPI 3.0.3.',
    access: 'open',
    answers: { 200: { shape: OpenapiDocument, description: 'Het document.' } },
    maxAgeSeconds: 300,
  })
  readOpenapi(@ThisCall() call: Call): Answer {
    call.noParameters();
    return new Answer(this.text);
  }
}
