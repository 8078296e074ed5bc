import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Answer } from '../../platform/http/answer.js';
import type { Call } from '../../platform/http/call.js';
import { assertMatch, etagOf } from '../../platform/http/conditional.js';
import { IdempotentWrites } from '../../platform/http/idempotency.js';
import { conflict, invalid, notFound } from '../../platform/http/problem.js';
import type { Checked } from '../../platform/http/validation.js';
import { writeChange } from '../../platform/logging/change-log.js';
import { resolve } from '../verwijzingen/resolve.queries.js';
import { kaderMistakes } from './kader-rules.js';
import { KaderAanpassing, KaderInvoer } from './kader.schema.js';
import { KaderWrites } from './kader-writes.repository.js';
import { KadersRepository } from './kaders.repository.js';

/** A coordinator adds a kader with its clauses and relations in one call, and changes it in the same way. */
@Injectable()
export class Kaders {
  constructor(
    private readonly writes: IdempotentWrites,
    private readonly repository: KadersRepository,
    private readonly store: KaderWrites,
  ) {}

  async create(call: Call): Promise<Answer> {
    return this.writes.run(call, async (tx, claim) => {
      call.assertRole();
      await claim();
      const input = call.collect(KaderInvoer);
      const { code } = input.value;
      await this.check(tx, call, code, input);
      if (await this.repository.lock(tx, code)) throw conflict('kader-bestaat', `Er is al een kader ${code}.`);
      return this.save(tx, call, code, input.value, 201);
    });
  }

  async replace(call: Call, code: string): Promise<Answer> {
    return this.writes.run(call, async (tx) => {
      const known = await this.repository.lock(tx, code);
      if (!known) throw notFound('Dit kader');
      call.assertRole();
      assertMatch(call.ifMatch, etagOf(JSON.stringify(known)), true);
      const input = call.collect(KaderAanpassing);
      await this.check(tx, call, code, input);
      return this.save(tx, call, code, input.value, 200);
    });
  }

  private async check(tx: EntityManager, call: Call, code: string, { value, mistakes }: Checked<KaderAanpassing>): Promise<void> {
    const resolved = await resolve(tx, { checked: value });
    const sent = Array.isArray(value.bepalingen) ? value.bepalingen.map((each) => each.code) : [];
    const kaders = [code, ...(typeof value.opvolgerVan === 'string' ? [value.opvolgerVan] : [])];
    const clauses = await this.store.clauses(tx, kaders, sent);
    const broken = new Set(mistakes.map(({ location }) => location));
    const more = [...resolved.mistakes(call.knownCaller.organisatie), ...kaderMistakes(code, value, clauses)].filter(
      ({ location }) => !broken.has(location),
    );
    if (mistakes.length + more.length > 0) throw invalid([...mistakes, ...more]);
    const taken = sent.find((each) => clauses.has(each) && clauses.get(each) !== code);
    if (taken !== undefined) throw conflict('bepaling-bestaat', `De code ${taken} hoort al bij het kader ${clauses.get(taken) ?? ''}.`);
  }

  private async save(tx: EntityManager, call: Call, code: string, value: KaderAanpassing, status: number): Promise<Answer> {
    const { bepalingen, relaties, ...kader } = JSON.parse(JSON.stringify(value)) as KaderAanpassing;
    await this.store.save(tx, code, kader, bepalingen, relaties);
    await writeChange(tx, call, { handeling: status === 201 ? 'toevoegen' : 'wijzigen', resource: 'kader', sleutel: code, inhoud: value });
    const body = JSON.stringify(await this.repository.find(code, tx));
    return new Answer(body, { etag: etagOf(body), location: `/v1/kaders/${code}` }, status);
  }
}
