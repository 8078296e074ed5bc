import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Conditions } from '../../platform/database/conditions.js';
import type { Answer } from '../../platform/http/answer.js';
import { ATOM_TYPE } from '../../platform/http/atom.js';
import type { Call } from '../../platform/http/call.js';
import { listAnswer } from '../../platform/http/paging.js';
import { tableItems } from '../../platform/http/table-page.js';
import { token } from '../../register/publicaties/projections.js';
import { formOf, recordsFeed, summaryOf } from '../../register/publicaties/record-forms.js';
import type { Wire } from '../../register/publicaties/record-kind.js';
import { RecordKinds } from '../../register/publicaties/record-kinds.js';
import type { Soort } from '../../register/publicaties/record.entity.js';
import { audienceOf } from '../../register/zichtbaarheid/audience.rule.js';
import type { NieuwsFilter } from './nieuws.schema.js';

/** What was published about a clause, of every kind of record. */
@Injectable()
export class NieuwsRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly kinds: RecordKinds,
  ) {}

  async list(call: Call, { code, titel }: { code: string; titel: string }, filter: NieuwsFilter): Promise<Answer> {
    const conditions = new Conditions();
    conditions.add(`i.audience = ${conditions.value(audienceOf(call.caller))}`);
    const named = conditions.value([token('bepaling', code)]);
    conditions.oneOf('i.soort', filter.soort);
    if (filter.bestuurslaag)
      conditions.add(`i.tokens && ${conditions.value(filter.bestuurslaag.map((each) => token('bestuurslaag', each)))}::text[]`);
    if (filter.sinds) conditions.add(`i.published_at > ${conditions.value(filter.sinds)}::timestamptz`);
    const { totaal, items, volgende } = await tableItems(this.dataSource, call, filter, {
      // What names the clause is found first; looking for the audience at the same time would read all that it may see.
      table: `(select * from record_index n where n.tokens && ${named}::text[] offset 0) i`,
      columns: 'i.soort, (select v.body from record_view v where v.record = i.record and v.audience = i.audience) as body',
      conditions,
      order: 'i.published_at',
      key: 'i.record::text',
      type: 'moment',
      descending: true,
      scope: [code],
      toWire: ({ soort, body }: { soort: Soort; body: string }) => ({ kind: this.kinds.get(soort), published: JSON.parse(body) as Wire }),
    });
    if (formOf(call, filter.formaat, [ATOM_TYPE]) === 'atom') return recordsFeed(call, `Nieuw bij: ${titel}`, items, volgende);
    const news = items.map(({ kind, published }) => ({
      soort: kind.soort,
      id: published['id'],
      titel: published['titel'],
      samenvatting: summaryOf(kind, published),
      organisatie: published['organisatie'],
      gepubliceerdOp: published['gepubliceerdOp'],
      nummer: published['nummer'],
      verwijzing: `/v1/${kind.path}/${String(published['id'])}`,
    }));
    return listAnswer({ totaal, resultaten: news.map((item) => JSON.stringify(item)).join(','), volgende });
  }
}
