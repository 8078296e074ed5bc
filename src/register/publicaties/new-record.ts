import { v7 as uuid } from 'uuid';
import type { Caller } from '../../platform/auth/caller.js';
import { isShippedExample } from './examples.js';
import { RecordEntity } from './record.entity.js';

interface NewRecord {
  soort: RecordEntity['soort'];
  owner: string;
  eigenKenmerk: string | null;
  caller: Caller;
  at: Date;
  hash: string;
}

/** A record as it starts: never published, with the concept as registered. */
export function newRecord({ soort, owner, eigenKenmerk, caller, at, hash }: NewRecord): RecordEntity {
  const onBehalf = caller.organisatie !== owner;
  return Object.assign(new RecordEntity(), {
    id: uuid(),
    soort,
    organisatie: owner,
    eigenKenmerk,
    nummer: 0,
    openbaarheid: null,
    conceptHash: hash,
    inhoudHash: null,
    eerstGepubliceerdOp: null,
    gepubliceerdOp: null,
    ingetrokkenOp: null,
    intrekkingReden: null,
    titelVerbergen: false,
    voorbeeld: caller.rol === 'coordinator' && isShippedExample(owner, eigenKenmerk),
    zelfBewerkt: !onBehalf,
    aangemaaktOp: at,
    gewijzigdOp: at,
    gewijzigdDoor: caller.organisatie,
  });
}
