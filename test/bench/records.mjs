// Published records straight into the database, through the product's own statements and projections but below its checks of input.
import { plainToInstance } from 'class-transformer';
import { query } from '../../dist/src/platform/database/sql.js';
import { newRecord } from '../../dist/src/register/publicaties/new-record.js';
import { Projections } from '../../dist/src/register/publicaties/projections.js';
import { aloneOf, markPublished, render } from '../../dist/src/register/publicaties/publication-rendering.js';
import { RecordWrites } from '../../dist/src/register/publicaties/record-writes.repository.js';
import { hashOf, inhoudOf } from '../../dist/src/register/publicaties/wire.js';

/** @param resolved what the records refer to, with their names */
export function recordsOf({ nest }, resolved) {
  const projections = nest.get(Projections);
  const writes = nest.get(RecordWrites);

  const build = (kind, raw, owner, eigenKenmerk, at) => {
    const inhoud = inhoudOf(kind, plainToInstance(kind.inhoud, raw));
    const caller = { organisatie: owner, subject: 'bench', rol: 'registrar' };
    const record = newRecord({ soort: kind.soort, owner, eigenKenmerk, caller, at, hash: hashOf(inhoud) });
    const input = { record, inhoud, resolved, publisher: owner, at };
    const body = render(kind, input, { record, previous: undefined, nummer: 1, gepubliceerdOp: at.toISOString() });
    markPublished(record, { nummer: 1, openbaarheid: raw.openbaarheid, at });
    const publicatie = {
      record: record.id,
      nummer: 1,
      inhoud: body,
      invoer: inhoud,
      gepubliceerd_op: at.toISOString(),
      organisatie: owner,
      toelichting: null,
    };
    return { record, row: { ...inhoud, record: record.id }, publicatie, loaded: aloneOf(input, publicatie), raw, owner, at };
  };

  const store = async (tx, kind, items) => {
    const rows = [
      items.map(({ record }) => writes.toRow(record.constructor, record)),
      items.map(({ row }) => writes.toRow(kind.entity, row)),
      items.map(({ publicatie }) => publicatie),
      [],
    ];
    const values = rows.map((each) => JSON.stringify(each));
    await query(tx, writes.saveStatement(kind), values);
    const loaded = items.map((item) => item.loaded);
    return projections.save(tx, loaded, true);
  };

  return { build, store };
}
