import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isLockTimeout } from '../database/faults.js';
import { query } from '../database/sql.js';
import { Transactions } from '../database/transactions.js';
import type { Answer } from './answer.js';
import type { Call } from './call.js';
import { JSON_TYPE, PROBLEM_TYPE } from './headers.js';
import { conflict, invalid, Problem } from './problem.js';
import { StoredAnswer } from './stored-answer.js';

const CLAIM = {
  name: 'idempotency-claim',
  text: `insert into idempotency_key as k (caller, route, key, body_hash) values ($1, $2, $3, $4)
    on conflict (caller, route, key) do update set body_hash = excluded.body_hash, status = null, headers = null, body = null, created_at = now()
      where k.created_at < now() - interval '24 hours'
    returning true as claimed`,
};
const FIRST_ANSWER = {
  name: 'idempotency-first-answer',
  text: 'select body_hash as "bodyHash", status, headers, body from idempotency_key where caller = $1 and route = $2 and key = $3',
};
const STORE = {
  name: 'idempotency-store',
  text: 'update idempotency_key set status = $4, headers = $5, body = $6 where caller = $1 and route = $2 and key = $3',
};

interface FirstAnswer {
  bodyHash: string;
  status: number;
  headers: Record<string, string>;
  body: string;
}

const KEY = /^[\u0021-\u007E]{1,255}$/;
const REPLAYED_PROBLEMS = new Set([400, 409, 410, 412, 428]);
const KEPT_HEADERS = ['location', 'etag'];

/**
 * Writes that may be repeated safely. The key is claimed in the transaction of the write itself, so either both stand or
 * neither; a duplicate waits for the first on the primary key, at most ten seconds.
 */
@Injectable()
export class IdempotentWrites {
  constructor(private readonly transactions: Transactions) {}

  /** `work` calls `claim` after the checks on rights and before all others. */
  async run(call: Call, work: (tx: EntityManager, claim: () => Promise<void>) => Promise<Answer>): Promise<Answer> {
    const outcome = await this.transactions.run(async (tx) => {
      const progress = { claimed: false };
      const claim = async (): Promise<void> => {
        if (call.idempotencyKey === undefined) return;
        await this.claim(tx, call);
        progress.claimed = true;
        await tx.query('savepoint work');
      };
      try {
        const result = await work(tx, claim);
        if (progress.claimed)
          await this.store(tx, call, result.status ?? successOf(call), { ...kept(result.headers), 'content-type': JSON_TYPE }, result.body);
        return result;
      } catch (error) {
        if (!progress.claimed || !(error instanceof Problem) || !REPLAYED_PROBLEMS.has(error.status)) throw error;
        await tx.query('rollback to savepoint work');
        await this.store(
          tx,
          call,
          error.status,
          { ...error.extra.headers, 'content-type': PROBLEM_TYPE },
          JSON.stringify(error.body(call.url.split('?', 1)[0])),
        );
        return error;
      }
    });
    if (outcome instanceof Problem) throw outcome;
    return outcome;
  }

  private async claim(tx: EntityManager, call: Call): Promise<void> {
    const key = call.idempotencyKey ?? '';
    if (!KEY.test(key)) {
      throw invalid([
        {
          in: 'header',
          location: 'Idempotency-Key',
          code: 'verkeerde-vorm',
          detail: 'De sleutel heeft 1 tot 255 zichtbare ASCII-tekens.',
        },
      ]);
    }
    const scope = [scopeOf(call), call.route, key];
    const bodyHash = createHash('sha256')
      .update(call.rawBody ?? '')
      .digest('base64url');
    await tx.query("set local lock_timeout = '10s'; set local statement_timeout = '12s'");
    try {
      const [claimed] = await query(tx, CLAIM, [...scope, bodyHash]);
      await tx.query('set local lock_timeout = default; set local statement_timeout = default');
      if (claimed) return;
    } catch (error) {
      if (isLockTimeout(error))
        throw conflict('bezig', 'Hetzelfde verzoek wordt nog verwerkt. Probeer het zo opnieuw.', {
          'retry-after': '2',
        });
      throw error;
    }
    const [first] = await query<FirstAnswer>(tx, FIRST_ANSWER, scope);
    if (!first) throw conflict('bezig', 'Hetzelfde verzoek wordt nog verwerkt. Probeer het zo opnieuw.', { 'retry-after': '2' });
    if (first.bodyHash !== bodyHash) {
      throw conflict('idempotency-key-hergebruikt', 'Deze Idempotency-Key is al gebruikt voor een verzoek met een andere inhoud.');
    }
    throw new StoredAnswer(first.status, first.body, { ...first.headers, 'idempotency-replayed': 'true' });
  }

  private async store(tx: EntityManager, call: Call, status: number, headers: Record<string, string>, body: string): Promise<void> {
    await query(tx, STORE, [scopeOf(call), call.route, call.idempotencyKey, status, JSON.stringify(headers), body]);
  }
}

const scopeOf = (call: Call): string => call.knownCaller.subject;

const successOf = (call: Call): number => Number(Object.keys(call.operation.answers)[0]);

const kept = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => KEPT_HEADERS.includes(name.toLowerCase())));
