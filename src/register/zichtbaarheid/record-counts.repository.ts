import { Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { query, type Statement } from '../../platform/database/sql.js';

const EVERY_MS = 1000;
const BATCH = 2000;

// Rows that another instance is folding are left to it.
const FOLD = {
  name: 'record-counts-fold',
  text: `
    with taken as (
      delete from record_count_change where id in (select id from record_count_change order by id limit $1 for update skip locked)
        returning audience, soort, added, removed
    ), folded as (
      insert into record_count as c (audience, soort, token, aantal)
        select t.audience, t.soort, k.token, sum(k.by)::int from taken t
          cross join lateral (select token, 1 from unnest(t.added) as a (token) union all select token, -1 from unnest(t.removed) as r (token)) as k (token, by)
          group by 1, 2, 3 having sum(k.by) <> 0 order by 1, 2, 3
        on conflict (audience, soort, token) do update set aantal = c.aantal + excluded.aantal
    )
    select count(*)::int as aantal from taken`,
};

/** Folds changes of counts into the counts, behind the requests. Counts are exact with or without it; it keeps reading cheap. */
@Injectable()
export class RecordCounts implements OnModuleInit, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private busy: Promise<void> = Promise.resolve();
  private readonly folds: Statement[] = [FOLD];

  constructor(private readonly dataSource: DataSource) {}

  onModuleInit(): void {
    this.timer = setInterval(() => {
      this.busy = this.busy.then(() => this.foldAll());
    }, EVERY_MS);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.busy;
  }

  /** Folds other counts in the same way: a statement that takes at most `$1` changes and returns how many it took as `aantal`. */
  alsoFold(statement: Statement): void {
    this.folds.push(statement);
  }

  /** @returns the largest number of changes folded by one statement */
  async fold(): Promise<number> {
    const folded = [];
    for (const statement of this.folds) folded.push((await query<{ aantal: number }>(this.dataSource, statement, [BATCH]))[0]?.aantal ?? 0);
    return Math.max(...folded);
  }

  private async foldAll(): Promise<void> {
    if (!this.dataSource.isInitialized) return;
    try {
      while ((await this.fold()) === BATCH);
    } catch {
      // The database is away or busy; the changes are still there the next time.
    }
  }
}
