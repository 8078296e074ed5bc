import { Injectable } from '@nestjs/common';
import { isUuid } from '../../platform/fields/fields.js';
import { RankedPages, rankedCursor, type RankedPage, type SearchedList } from '../zoeken/ranked-pages.repository.js';
import type { SearchPlan } from '../zoeken/search-plan.rule.js';
import { SearchPlanner, type SearchPlace } from '../zoeken/search-planner.repository.js';
import type { PlannedSearch } from '../zoeken/search.queries.js';
import { bodySql, conditionsFor, fromSql, type Selection } from './record-selection.queries.js';

/** Where the words of published records stand. */
const placeOf = ({ kind, audience }: Selection): SearchPlace => ({
  audience,
  soort: kind.soort,
  from: `search_document d join record_index i on i.record = d.record and d.soort = '${kind.soort}'`,
  where: `i.audience = $1 and i.soort = '${kind.soort}'`,
  values: [audience],
  key: 'i.record',
  text: '(select v.body from record_view v where v.record = i.record and v.audience = i.audience)',
});

const listOf = (selection: Selection, search: PlannedSearch): SearchedList => ({
  from: fromSql({ ...selection, search }),
  key: 'i.record',
  keyType: 'uuid',
  isKey: isUuid,
  conditions: (found) => conditionsFor({ ...selection, search: found }),
  body: (conditions, found) => bodySql({ ...selection, search: found }, conditions),
  bodyFrom: 'join record_view v on v.record = n.key and v.audience = $1',
  tokens: 'i.tokens',
});

/** Searching in published records: what matches, the best first. */
@Injectable()
export class RecordSearch {
  constructor(
    private readonly planner: SearchPlanner,
    private readonly pages: RankedPages,
  ) {}

  /** Works out a question, with the words of what the audience may see. */
  async plan(zoek: string, selection: Selection, known?: SearchPlan): Promise<PlannedSearch> {
    return this.planner.plan(zoek, placeOf(selection), known);
  }

  /** Where a page of a search starts. @throws Problem 400 for a cursor that was made up */
  cursor(cursor: string | null | undefined, f: string): ReturnType<typeof rankedCursor> {
    return rankedCursor(cursor, f, isUuid);
  }

  async page(
    selection: Selection,
    search: PlannedSearch,
    page: { after: readonly string[] | undefined; limit: number; facets: readonly string[] },
  ): Promise<RankedPage> {
    return this.pages.page(listOf(selection, search), search, page);
  }
}
