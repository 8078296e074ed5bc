import type { EntityManager } from 'typeorm';
import { isUuid } from '../../platform/fields/fields.js';
import type { Mistake } from '../../platform/fields/mistake.js';
import { query } from '../../platform/database/sql.js';

// Follows publications alone: what others have in their concepts is theirs.
const CHAIN = {
  name: 'use-case-based-on-chain',
  text: `with recursive chain (id) as (
      select $1::uuid
      union select f.target from chain c join record_reference f on f.record = c.id and f.field = 'gebaseerdOp'
        join registratie r on r.id = f.record and r.ingetrokken_op is null
    )
    select id from chain order by id`,
};
const LOCK = {
  name: 'use-case-based-on-lock',
  text: 'select id from registratie where id = any ($1::uuid[]) order by id for update',
};

const mistake = (code: string, detail: string): Mistake => ({ in: 'body', location: '/gebaseerdOp', code, detail });

const chainFrom = async (tx: EntityManager, id: string): Promise<string[]> =>
  (await query<{ id: string }>(tx, CHAIN, [id])).map((each) => each.id);

/** A use case is not based on itself, directly or by way of others. */
export async function basedOnMistakes(tx: EntityManager, id: string, gebaseerdOp: string | null | undefined): Promise<Mistake[]> {
  // What has another form is a mistake of the field itself.
  if (typeof gebaseerdOp !== 'string' || !isUuid(gebaseerdOp)) return [];
  if (gebaseerdOp === id) return [mistake('verwijst-naar-zichzelf', 'Een use case kan niet op zichzelf zijn gebaseerd.')];
  const chain = await chainFrom(tx, gebaseerdOp);
  return chain.includes(id) ? [mistake('kring', 'Die use case is zelf, direct of via andere, op deze gebaseerd.')] : [];
}

/**
 * Locks what a use case will be based on, and what that is based on. Of two publications that close a circle together, each then
 * needs the record that the other one holds, so the second one sees the first.
 */
export async function lockChain(tx: EntityManager, gebaseerdOp: string): Promise<void> {
  let locked = '';
  for (;;) {
    const chain = await chainFrom(tx, gebaseerdOp);
    if (chain.join() === locked) return;
    await query(tx, LOCK, [chain]);
    locked = chain.join();
  }
}
