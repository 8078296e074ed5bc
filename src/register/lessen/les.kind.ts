import type { EntityManager } from 'typeorm';
import { query } from '../../platform/database/sql.js';
import type { Mistake } from '../../platform/fields/mistake.js';
import { ownerFacetLists, ownerFilters, ownerName, text } from '../publicaties/filter-values.js';
import type { CurrentInput, CurrentOf, PublishContext, RecordKind, RecordReference, Wire } from '../publicaties/record-kind.js';
import { countsOf } from './hergebruik/hergebruik.queries.js';
import { contextOf } from './les-context.rule.js';
import { LesEntity } from './les.entity.js';
import { LesInhoud, LesInvoer } from './les.schema.js';
import { COUNTED_UP_TO, reuseOf, type Counts, type Reuse } from './stand.rule.js';

function references({ useCase, ervaring, vervangenDoor, reactieOp }: LesInhoud): RecordReference[] {
  return Object.entries({ useCase, ervaring, vervangenDoor, reactieOp }).flatMap(([field, target]) => (target ? [{ field, target }] : []));
}

interface Published {
  bepalingen: { code: string; kader: string }[];
  toepasbaarheid: { fasen: string[]; soortenToepassing: string[]; toelichting: string | null } | null;
  actueel: Reuse & { vervangen: boolean };
}

// The mechanism hands back what this kind has published, in the shape of the contract.
const as = (published: Wire): Published => published as unknown as Published;

/** A lesson shows what other organisations did with it, the same to everyone who may see the lesson. */
async function current(tx: EntityManager, records: readonly CurrentInput[], isNew: boolean): Promise<CurrentOf> {
  const counts = isNew
    ? new Map<string, Counts>()
    : await countsOf(
        tx,
        records.map(({ id }) => id),
      );
  return (id, _audience, { vervangenDoor, reactieOp = null }) => ({
    reactieOp,
    actueel: { ...reuseOf(counts.get(id) ?? {}), vervangen: vervangenDoor !== null },
  });
}

const inBody = (location: string, code: string, detail: string): Mistake => ({ in: 'body', location, code, detail });

function rules({ vervangenDoor, reactieOp }: LesInhoud, record: string): Mistake[] {
  return [
    ...(vervangenDoor === record ? [inBody('/vervangenDoor', 'eigen-opvolger', 'Een les kan zichzelf niet vervangen.')] : []),
    ...(reactieOp === record ? [inBody('/reactieOp', 'eigen-reactie', 'Een les kan geen antwoord op zichzelf zijn.')] : []),
  ];
}

// One at a time: two lessons that are published at once could each close a circle that neither sees yet.
const ONE_AT_A_TIME = { name: 'les-replacing', text: "select pg_advisory_xact_lock(hashtext('les.vervangenDoor'))" };
const LEADS_BACK = {
  name: 'les-leads-back',
  text: `with recursive next (id) as (
      select $1::uuid union select f.target from next join record_reference f on f.record = next.id and f.field = 'vervangenDoor'
    ) select exists (select from next where id = $2) as found`,
};

async function publishRules({ vervangenDoor }: LesInhoud, { tx, record }: PublishContext): Promise<Mistake[]> {
  if (!vervangenDoor || vervangenDoor === record.id) return [];
  await query(tx, ONE_AT_A_TIME, []);
  const [row] = await query<{ found: boolean }>(tx, LEADS_BACK, [vervangenDoor, record.id]);
  return row?.found ? [inBody('/vervangenDoor', 'kring', 'Deze lessen zouden elkaar in een kring vervangen.')] : [];
}

/** `1` up to the number of confirmations, so that "at least three" is one look-up. */
const upTo = (count: number): string[] => Array.from({ length: Math.min(count, COUNTED_UP_TO) }, (_, index) => String(index + 1));

export const lesKind: RecordKind<LesInhoud> = {
  soort: 'les',
  naam: 'Deze les',
  plural: 'Lessen',
  path: 'lessen',
  summary: 'les',
  inhoud: LesInhoud,
  invoer: LesInvoer,
  entity: LesEntity,
  required: ['titel', 'les', 'openbaarheid'],
  unknowns: { soort: 'onbekend' },
  references,
  filters: {
    ...ownerFilters,
    thema: text('themas'),
    soort: text('soort'),
    fase: (published) => as(published).toepasbaarheid?.fasen ?? [],
    soortToepassing: (published) => as(published).toepasbaarheid?.soortenToepassing ?? [],
    kader: (published) => as(published).bepalingen.map(({ kader }) => kader),
    bepaling: (published) => as(published).bepalingen.map(({ code }) => code),
    useCase: text('useCase'),
    ervaring: text('ervaring'),
    reactieOp: text('reactieOp'),
    stand: (published) => [as(published).actueel.stand],
    bevestigdDoorMinstens: (published) => upTo(as(published).actueel.aantalBevestigingen),
    vervangen: (published) => [String(as(published).actueel.vervangen)],
  },
  facetLists: {
    ...ownerFacetLists,
    thema: 'thema',
    soort: 'les-soort',
    fase: 'fase',
    soortToepassing: 'soort-toepassing',
    stand: 'les-stand',
  },
  search: {
    fields: ['les', 'watGebeurde', 'aanbeveling', 'effect'],
    also: (published) => [as(published).toepasbaarheid?.toelichting, ownerName(published)],
  },
  context: contextOf,
  counts: { aantalVervangenLessen: 'les.vervangenDoor', aantalReacties: 'les.reactieOp' },
  current,
  rules,
  publishRules,
};
