import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { query } from '../../platform/database/sql.js';
import { isUuid } from '../../platform/fields/fields.js';
import type { Answer } from '../../platform/http/answer.js';
import type { Call } from '../../platform/http/call.js';
import { decodeCursor, encodeCursor, fingerprint, limitOf, listAnswer, nextUrl, type PageFilter } from '../../platform/http/paging.js';
import { forbidden, notFound } from '../../platform/http/problem.js';
import { ConceptViews } from './concept-views.js';
import type { RecordKind } from './record-kind.js';
import { RecordEntity } from './record.entity.js';

const UNPUBLISHED = `from registratie r where r.organisatie = $1 and r.soort = $2 and (r.nummer = 0 or r.concept_hash is distinct from r.inhoud_hash)`;
const COUNT = { name: 'concept-count', text: `select count(*)::int as totaal ${UNPUBLISHED}` };
const PAGE = { name: 'concept-page', text: `select r.id ${UNPUBLISHED} and ($3::uuid is null or r.id < $3) order by r.id desc limit $4` };
const EXISTS = { name: 'organisatie-exists', text: 'select from organisatie where code = $1' };

/** An organisation's own unpublished work, newest first. */
@Injectable()
export class ConceptLists {
  constructor(
    private readonly dataSource: DataSource,
    private readonly views: ConceptViews,
  ) {}

  /** @throws Problem 404 */
  async assertOrganisatie(code: string): Promise<void> {
    if ((await query(this.dataSource, EXISTS, [code])).length === 0) throw notFound('Deze organisatie');
  }

  async list(kind: RecordKind, call: Call, organisatie: string, filter: PageFilter): Promise<Answer> {
    if (call.knownCaller.organisatie !== organisatie) {
      throw forbidden('niet-uw-organisatie', 'Concepten ziet alleen de organisatie zelf.');
    }
    const f = fingerprint(filter, [kind.soort, organisatie]);
    const [after = null] = decodeCursor(filter.cursor, f, [isUuid]) ?? [];
    const limit = limitOf(filter);
    const [[count], ids] = await Promise.all([
      query<{ totaal: number }>(this.dataSource, COUNT, [organisatie, kind.soort]),
      query<{ id: string }>(this.dataSource, PAGE, [organisatie, kind.soort, after, limit + 1]),
    ]);
    const shown = ids.slice(0, limit).map(({ id }) => id);
    const bodies = await this.bodies(kind, shown);
    const last = shown.at(-1);
    const volgende = ids.length > limit && last !== undefined ? nextUrl(call.url, encodeCursor(f, [last])) : null;
    return listAnswer({ totaal: count?.totaal ?? 0, resultaten: bodies.join(','), volgende });
  }

  private async bodies(kind: RecordKind, ids: readonly string[]): Promise<string[]> {
    const { manager } = this.dataSource;
    const [records, rows] = await Promise.all([
      manager.findBy(RecordEntity, { id: In(ids) }),
      manager.findBy(kind.entity, { record: In(ids) }),
    ]);
    const pairs = ids.flatMap((id) => {
      const record = records.find((each) => each.id === id);
      const row = rows.find((each) => each.record === id);
      return record && row ? [{ record, row }] : [];
    });
    return this.views.concepts(manager, kind, pairs);
  }
}
