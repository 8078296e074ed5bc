import { ownerFacetLists, ownerFilters, text } from '../publicaties/filter-values.js';
import type { RecordKind, RecordReference, Wire } from '../publicaties/record-kind.js';
import { contextOf } from './les-context.rule.js';
import { LesEntity } from './les.entity.js';
import { LesInhoud, LesInvoer } from './les.schema.js';

function references({ useCase, ervaring, vervangenDoor }: LesInhoud): RecordReference[] {
  return Object.entries({ useCase, ervaring, vervangenDoor }).flatMap(([field, target]) => (target ? [{ field, target }] : []));
}

interface Published {
  bepalingen: { code: string; kader: string }[];
  toepasbaarheid: { fasen: string[]; soortenToepassing: string[] } | null;
}

// The mechanism hands back what this kind has published, in the shape of the contract.
const as = (published: Wire): Published => published as unknown as Published;

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
    vervangen: ({ vervangenDoor }) => [String(typeof vervangenDoor === 'string')],
  },
  facetLists: {
    ...ownerFacetLists,
    thema: 'thema',
    soort: 'les-soort',
    fase: 'fase',
    soortToepassing: 'soort-toepassing',
  },
  context: contextOf,
  counts: { aantalVervangenLessen: 'les.vervangenDoor' },
};
