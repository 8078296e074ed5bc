import { Controller, Get, Param, Put, type Type } from '@nestjs/common';
import { registrars } from '../../platform/auth/access.js';
import { TextField } from '../../platform/fields/fields.js';
import type { Class } from '../../platform/fields/field.js';
import type { Answer } from '../../platform/http/answer.js';
import { ThisCall, type Call } from '../../platform/http/call.js';
import { Operation } from '../../platform/http/operation.js';
import { invalid, type Problem } from '../../platform/http/problem.js';
import { ConceptLists } from './concept-lists.js';
import { Concepts } from './concepts.service.js';
import type { LifecycleTexts } from './lifecycle-routes.js';
import { PublicatieReads } from './publicatie-reads.js';
import { RecordFilter } from './record-filter.js';
import type { RecordKind } from './record-kind.js';
import { listForms } from './record-forms.js';
import { RecordLists } from './record-lists.repository.js';
import { ownerEnded } from '../verwijzingen/conflicts.rule.js';

const conceptsAsJson = (): Problem =>
  invalid([{ in: 'query', location: 'formaat', code: 'alleen-json', detail: 'Concepten zijn er alleen als json.' }]);

/** Parameters of the list of an organisation's own records. */
export class OwnFilter extends RecordFilter {
  @TextField('Met `concept`: werk dat nog niet (zo) gepubliceerd is, alleen voor de organisatie zelf. Zonder: wat gepubliceerd is.', {
    optional: true,
    technical: true,
    max: 20,
    pattern: /^concept$/,
    patternText: 'Kies concept, of laat stand weg.',
    example: 'concept',
  })
  stand?: string;
}

/** The routes below an organisation: its own records, and registering by its own key. */
// eslint-disable-next-line max-lines-per-function -- one class per kind is made here; each of its methods is short
export function ownController<Inhoud extends object>(
  kind: RecordKind<Inhoud>,
  texts: LifecycleTexts & { list: Class; nouns: string; many: string },
): Type {
  const { noun, tag, one, many, shapes } = texts;
  const { path } = kind;

  @Controller(`organisaties/:code/${path}`)
  class OwnController {
    constructor(
      private readonly concepts: Concepts,
      private readonly reads: PublicatieReads,
      private readonly lists: RecordLists,
      private readonly conceptLists: ConceptLists,
    ) {}

    @Get()
    @Operation({
      id: `listOrganisatie${texts.nouns}`,
      tag,
      summary: `De ${many} van een organisatie`,
      description:
        'Wat de organisatie heeft gepubliceerd. Met `stand=concept` ziet de organisatie haar eigen werk dat nog niet (zo) gepubliceerd is.',
      access: 'open',
      query: OwnFilter,
      answers: {
        200: {
          shape: texts.list,
          orShape: shapes.concept,
          list: true,
          facets: true,
          search: true,
          alsoAs: listForms,
          description: `De ${many}.`,
        },
      },
    })
    async listOwn(@ThisCall() call: Call, @Param('code') code: string): Promise<Answer> {
      await this.conceptLists.assertOrganisatie(code);
      const filter = call.query(OwnFilter);
      if (filter.stand === 'concept' && (filter.formaat ?? 'json') !== 'json') throw conceptsAsJson();
      if (filter.stand === 'concept') return this.conceptLists.list(kind, call, code, filter);
      return this.lists.list(kind, call, filter, { organisatie: code });
    }

    @Get(':eigenKenmerk')
    @Operation({
      id: `read${noun}ByEigenKenmerk`,
      tag,
      summary: `Lees het concept van ${one} op eigen kenmerk`,
      access: 'sleutel',
      answers: { 200: { shape: shapes.concept, description: 'Het concept.' } },
    })
    async readByKey(@ThisCall() call: Call, @Param('code') code: string, @Param('eigenKenmerk') eigenKenmerk: string): Promise<Answer> {
      return this.reads.readByKey(kind, call, code, eigenKenmerk);
    }

    @Put(':eigenKenmerk')
    @Operation({
      id: `upsert${noun}`,
      tag,
      summary: `Registreer of werk ${one} bij op eigen kenmerk`,
      description:
        'Voor software van de organisatie zelf: dezelfde aanroep zo vaak u wilt. Nieuw geeft 201, bekend 200. Wat u weglaat, wordt leeg; koppelingen met bepalingen blijven staan als u `bepalingen` weglaat. Met `publiceren: true` wordt een wijziging meteen gepubliceerd.',
      access: registrars,
      body: shapes.invoer,
      ifMatch: 'gevolgd',
      answers: {
        201: { shape: shapes.concept, description: 'Nieuw geregistreerd.', location: true },
        200: { shape: shapes.concept, description: 'Was al bekend; het concept na de wijziging.', location: true },
      },
      conflicts: { ingetrokken: 'De registratie is ingetrokken.', ...ownerEnded },
    })
    async upsert(@ThisCall() call: Call, @Param('code') code: string, @Param('eigenKenmerk') eigenKenmerk: string): Promise<Answer> {
      return this.concepts.upsert(kind, call, code, eigenKenmerk);
    }
  }
  Object.defineProperty(OwnController, 'name', { value: `${noun}OwnController` });
  return OwnController;
}
