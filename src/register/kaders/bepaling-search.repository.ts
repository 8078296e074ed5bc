import { Injectable } from '@nestjs/common';
import type { Conditions } from '../../platform/database/conditions.js';
import type { Answer } from '../../platform/http/answer.js';
import type { Call } from '../../platform/http/call.js';
import { encodeCursor, fingerprint, limitOf, listAnswer, nextUrl } from '../../platform/http/paging.js';
import { RankedPages, rankedCursor, searchRemarks, type SearchedList } from '../zoeken/ranked-pages.repository.js';
import { SearchPlanner, type SearchPlace } from '../zoeken/search-planner.repository.js';
import { addMatch, fragmentSql } from '../zoeken/search.queries.js';
import { BEPALING } from './bepaling.queries.js';
import type { BepalingFilter } from './kader.schema.js';

/** Clauses are open to everyone, so the words are the same for every audience. */
const PLACE: SearchPlace = {
  audience: 'openbaar',
  soort: 'bepaling',
  from: 'bepaling d',
  where: 'true',
  values: [],
  key: 'd.code',
  text: "d.titel || ' ' || d.samenvatting",
};

/** Searching in clauses: what matches, the best first. */
@Injectable()
export class BepalingSearch {
  constructor(
    private readonly planner: SearchPlanner,
    private readonly pages: RankedPages,
  ) {}

  /** @param filters the conditions of the other filters, on `d` */
  async list(call: Call, filter: BepalingFilter & { zoek: string }, filters: () => Conditions): Promise<Answer> {
    const f = fingerprint(filter, ['bepaling-zoek']);
    const place = rankedCursor(filter.cursor, f, isCode);
    const search = await this.planner.plan(filter.zoek, PLACE, place?.plan);
    const list: SearchedList = {
      from: 'bepaling d',
      key: 'd.code',
      keyType: 'text',
      isKey: isCode,
      conditions: (found) => {
        const conditions = filters();
        addMatch(conditions, found);
        return conditions;
      },
      body: (conditions, found) =>
        `left(${BEPALING}::text, -1) || ',"fragment":' || to_json(${fragmentSql(conditions, "concat_ws(' … ', b.titel, b.samenvatting)", found.plan)}) || '}'`,
      bodyFrom: 'join bepaling b on b.code = n.key',
    };
    const limit = limitOf(filter);
    const page = await this.pages.page(list, search, { after: place?.after, limit });
    const volgende = page.last !== null && page.aantal > limit ? nextUrl(call.url, encodeCursor(f, page.last)) : null;
    const zoeken = searchRemarks(filter.zoek, search, page.totaal);
    return listAnswer({ totaal: page.totaal, resultaten: page.bodies ?? '', zoeken, volgende });
  }
}

const isCode = (text: string): boolean => text.length <= 100;
