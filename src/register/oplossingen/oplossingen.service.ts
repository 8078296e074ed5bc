import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type { Caller } from '../../platform/auth/caller.js';
import { unlessBroken } from '../../platform/fields/mistake.js';
import { Answer } from '../../platform/http/answer.js';
import type { Call } from '../../platform/http/call.js';
import { assertMatch, etagOf } from '../../platform/http/conditional.js';
import { IdempotentWrites } from '../../platform/http/idempotency.js';
import { conflict, forbidden, invalid, notFound } from '../../platform/http/problem.js';
import { writeChange } from '../../platform/logging/change-log.js';
import { resolve } from '../verwijzingen/resolve.queries.js';
import { OplossingAanpassing, OplossingInvoer } from './oplossing.schema.js';
import { OplossingenRepository } from './oplossingen.repository.js';

const NAME = 'Deze oplossing';

/** Solutions are described by one organisation and used by many. */
@Injectable()
export class Oplossingen {
  constructor(
    private readonly writes: IdempotentWrites,
    private readonly repository: OplossingenRepository,
  ) {}

  async create(call: Call): Promise<Answer> {
    return this.writes.run(call, async (tx, claim) => {
      const caller = call.assertRole();
      const { value, mistakes } = call.collect(OplossingInvoer);
      const owner = typeof value.organisatie === 'string' ? value.organisatie : caller.organisatie;
      assertMayWrite(caller, owner, []);
      await claim();
      const resolved = await resolve(tx, { checked: value, organisaties: [owner] });
      const all = [...mistakes, ...unlessBroken(mistakes, resolved.mistakes(caller.organisatie))];
      if (all.length > 0) throw invalid(all);
      if (resolved.endedInto(owner)) throw conflict('organisatie-opgeheven', 'Deze organisatie bestaat niet meer.');
      const id = uuid();
      await this.repository.insert(tx, id, owner, value);
      await writeChange(tx, call, {
        handeling: 'toevoegen',
        resource: 'oplossing',
        sleutel: id,
        namens: owner === caller.organisatie ? undefined : owner,
        inhoud: value,
      });
      return this.answer(tx, id, 201);
    });
  }

  async replace(call: Call, id: string): Promise<Answer> {
    return this.writes.run(call, async (tx) => {
      const known = await this.repository.lock(tx, id);
      if (!known) throw notFound(NAME);
      const caller = call.assertRole();
      const resolved = await resolve(tx, { organisaties: [known.organisatie] });
      assertMayWrite(caller, known.organisatie, resolved.endedInto(known.organisatie) ?? []);
      assertMatch(call.ifMatch, etagOf(JSON.stringify(await this.repository.find(id, tx))), true);
      const { value, mistakes } = call.collect(OplossingAanpassing);
      if (mistakes.length > 0) throw invalid(mistakes);
      await this.repository.update(tx, id, value);
      const namens = known.organisatie === caller.organisatie ? undefined : known.organisatie;
      await writeChange(tx, call, { handeling: 'wijzigen', resource: 'oplossing', sleutel: id, namens, inhoud: value });
      return this.answer(tx, id, 200);
    });
  }

  private async answer(tx: EntityManager, id: string, status: number): Promise<Answer> {
    const body = JSON.stringify(await this.repository.find(id, tx));
    return new Answer(body, { etag: etagOf(body), location: `/v1/oplossingen/${id}` }, status);
  }
}

/** @throws Problem 403 for an organisation that is not the caller's, nor one that the caller's succeeded */
function assertMayWrite(caller: Caller, owner: string, successors: readonly string[]): void {
  if (caller.organisatie === owner || successors.includes(caller.organisatie) || caller.rol === 'coordinator') return;
  throw forbidden(
    'niet-uw-organisatie',
    'Deze oplossing is van een andere organisatie. Alleen die organisatie of een coördinator mag dit.',
  );
}
