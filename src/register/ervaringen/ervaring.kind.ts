import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/auth/caller.js';
import { query } from '../../platform/database/sql.js';
import { forbidden } from '../../platform/http/problem.js';
import type { Mistake } from '../../platform/fields/mistake.js';
import { ownerFacetLists, ownerFilters, ownerName, text } from '../publicaties/filter-values.js';
import type { PublishContext, RecordKind, Wire } from '../publicaties/record-kind.js';
import { ErvaringEntity } from './ervaring.entity.js';
import { ErvaringInhoud, ErvaringInvoer } from './ervaring.schema.js';

const MAY_WRITE = {
  name: 'ervaring-may-write',
  text: `select r.organisatie = $2 or $2 = any (u.betrokken_organisaties) or $3 as allowed
    from registratie r join use_case u on u.record = r.id where r.id::text = $1 and (r.organisatie = $2 or (r.nummer > 0 and r.ingetrokken_op is null))`,
};

/** The owner of a use case and the organisations that take part in it write its experiences; a coordinator on their behalf. */
async function assertMayRegister(tx: EntityManager, caller: Caller, { useCase }: ErvaringInhoud): Promise<void> {
  const [found] = await query<{ allowed: boolean }>(tx, MAY_WRITE, [useCase, caller.organisatie, caller.rol === 'coordinator']);
  if (found && !found.allowed)
    throw forbidden('niet-betrokken', 'Alleen de organisatie van de use case en betrokken organisaties schrijven er ervaringen bij.');
}

// Locked, so that the use case cannot be withdrawn between this look and the publication.
const PUBLISHED = {
  name: 'ervaring-use-case-published',
  text: 'select nummer > 0 and ingetrokken_op is null as published from registratie where id = $1 for update',
};

async function publishRules({ useCase }: ErvaringInhoud, { tx }: PublishContext): Promise<Mistake[]> {
  const [found] = await query<{ published: boolean }>(tx, PUBLISHED, [useCase]);
  if (!found || found.published) return [];
  return [
    {
      in: 'body',
      location: '/useCase',
      code: 'use-case-niet-gepubliceerd',
      detail: 'Publiceer eerst de use case waar de ervaring bij hoort.',
    },
  ];
}

interface Published {
  bepalingen: { code: string; kader: string }[];
}

// The mechanism hands back what this kind has published, in the shape of the contract.
const as = (published: Wire): Published => published as unknown as Published;

export const ervaringKind: RecordKind<ErvaringInhoud> = {
  soort: 'ervaring',
  naam: 'Deze ervaring',
  plural: 'Ervaringen',
  path: 'ervaringen',
  summary: 'verslag',
  inhoud: ErvaringInhoud,
  invoer: ErvaringInvoer,
  entity: ErvaringEntity,
  required: ['soort', 'datum', 'titel', 'verslag', 'openbaarheid'],
  unknowns: { oordeel: 'onbekend', fase: 'onbekend', 'metingen.grondslag': 'onbekend' },
  references: ({ useCase }) => [{ field: 'useCase', target: useCase, partOf: true }],
  filters: {
    ...ownerFilters,
    useCase: text('useCase'),
    soort: text('soort'),
    oordeel: text('oordeel'),
    fase: text('fase'),
    kader: (published) => as(published).bepalingen.map(({ kader }) => kader),
    bepaling: (published) => as(published).bepalingen.map(({ code }) => code),
  },
  facetLists: {
    ...ownerFacetLists,
    soort: 'ervaring-soort',
    oordeel: 'oordeel',
    fase: 'fase',
  },
  day: (published) => (published['datum'] as string | null) ?? null,
  search: { fields: ['verslag'], also: (published) => [ownerName(published)] },
  counts: { aantalLessen: 'les.ervaring' },
  publishRules,
  assertMayRegister,
};
