import { Controller, Get, Param } from '@nestjs/common';
import { today } from '../../platform/fields/dates.js';
import { Answer } from '../../platform/http/answer.js';
import { ATOM_TYPE, toAtom, type AtomEntry } from '../../platform/http/atom.js';
import { ThisCall, type Call } from '../../platform/http/call.js';
import { Operation } from '../../platform/http/operation.js';
import { listAnswer, nextLink } from '../../platform/http/paging.js';
import { forbidden } from '../../platform/http/problem.js';
import { ConceptLists } from '../../register/publicaties/concept-lists.js';
import { formOf } from '../../register/publicaties/record-forms.js';
import { RecordsRepository } from '../../register/publicaties/records.repository.js';
import { KnownCodes } from '../../register/verwijzingen/known-codes.repository.js';
import { Reactie, ReactieFilter } from './reactie.schema.js';
import { ReactiesRepository } from './reacties.repository.js';

const tag = 'Organisaties';

@Controller('organisaties/:code/reacties')
export class ReactiesController {
  constructor(
    private readonly repository: ReactiesRepository,
    private readonly organisaties: ConceptLists,
    private readonly records: RecordsRepository,
    private readonly known: KnownCodes,
  ) {}

  @Get()
  @Operation({
    id: 'listReacties',
    tag,
    summary: 'Wat anderen schreven over de registraties van uw organisatie',
    description:
      'Lessen en ervaringen bij uw use cases, antwoorden op uw lessen, en hergebruik van uw lessen of bij uw use cases; het nieuwste eerst. Alleen voor de organisatie zelf. Antwoorden kan met een les van uzelf (`reactieOp`).',
    access: 'sleutel',
    query: ReactieFilter,
    refuses: true,
    answers: { 200: { shape: Reactie, list: true, alsoAs: [ATOM_TYPE], description: 'De reacties.' } },
  })
  async listReacties(@ThisCall() call: Call, @Param('code') code: string): Promise<Answer> {
    await this.organisaties.assertOrganisatie(code);
    await this.assertOwn(call, code);
    const filter = call.query(ReactieFilter);
    await this.known.assert(filter);
    const { totaal, items, volgende } = await this.repository.page(call, code, filter);
    if (formOf(call, filter.formaat, [ATOM_TYPE]) === 'atom') return feed(call, code, items, volgende);
    return listAnswer({ totaal, resultaten: items.map((item) => JSON.stringify(item)).join(','), volgende });
  }

  /** @throws Problem 403 for who neither is the organisation nor took its place */
  private async assertOwn({ knownCaller: caller }: Call, code: string): Promise<void> {
    if (caller.organisatie === code || (await this.records.successors(code, today())).includes(caller.organisatie)) return;
    throw forbidden('niet-uw-organisatie', 'Reacties ziet alleen de organisatie zelf.');
  }
}

function feed(call: Call, code: string, items: readonly Reactie[], next: string | null): Answer {
  const atom = { title: `Reacties voor ${code}`, url: call.url, next, entries: items.map(entryOf) };
  return new Answer(toAtom(call.publicUrl, atom), { 'content-type': `${ATOM_TYPE}; charset=utf-8`, ...nextLink(next) });
}

function entryOf({ soort, op, organisatie, titel, over, id, verwijzing, uitkomst, toelichting }: Reactie): AtomEntry {
  return {
    id: soort === 'hergebruik' ? `urn:usecaseregister:hergebruik:${id}:${organisatie.code}` : `urn:uuid:${id}`,
    title: uitkomst ? `${titel}: ${uitkomst}` : titel,
    summary: toelichting ?? `Over: ${over.titel}`,
    link: verwijzing,
    author: { name: organisatie.naam, link: `/v1/organisaties/${organisatie.code}` },
    published: op,
    updated: op,
    categories: [soort, ...(uitkomst ? [uitkomst] : [])],
  };
}
