import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/auth/caller.js';
import type { Class } from '../../platform/fields/field.js';
import type { Mistake } from '../../platform/fields/mistake.js';
import type { Audience } from '../zichtbaarheid/audience.rule.js';
import type { ConceptEntity, RecordEntity, Soort } from './record.entity.js';

/** Content of a publication or view as it goes over the wire. */
export type Wire = Record<string, unknown>;

/** A reference to another record in the content, under the name of its field. */
export interface RecordReference {
  field: string;
  target: string;
  /** The record is a part of the target: visible with it, withdrawn with it. */
  partOf?: boolean;
}

/** What a registrant may send next to the content of a record. */
export interface RegisterOptions {
  organisatie?: string | null;
  eigenKenmerk?: string | null;
  publiceren?: boolean | null;
}

export interface CurrentInput {
  id: string;
  published: Wire;
}
export type CurrentOf = (id: string, audience: Audience, published: Wire) => Wire;

export interface PublishContext {
  tx: EntityManager;
  record: RecordEntity;
  /** Content of the publication before this one. */
  previous: Wire | undefined;
  nummer: number;
  gepubliceerdOp: string;
}

/**
 * What the publication mechanism must know of a kind of record (use case, ervaring, les). Everything else is the same for all:
 * concept, publications, withdrawal, visibility, lists.
 */
export interface RecordKind<Inhoud extends object = object> {
  soort: Soort;
  /** Name with article, at the start of a sentence. */
  naam: string;
  /** Name of many of them, as a title. */
  plural: string;
  /** First segment of its paths. */
  path: string;
  /** Field that says in a few lines what the record is about. */
  summary: string;
  /** The content fields, without the register options. */
  inhoud: Class<Inhoud>;
  invoer: Class<Inhoud & RegisterOptions>;
  entity: Class<ConceptEntity>;
  /** Fields that a publication cannot do without. */
  required: readonly string[];
  /** Codes published for code fields that were left out, by field or `list.field`. */
  unknowns: Readonly<Record<string, string>>;
  references(inhoud: Inhoud): RecordReference[];
  /** Filter values of a published record, by filter name. */
  filters: Readonly<Record<string, (published: Wire) => readonly (string | null | undefined)[]>>;
  /** The code list of each filter, for labels of facets. */
  facetLists: Readonly<Record<string, string>>;
  /** Filters over free text, compared without case. */
  lowerCased?: readonly string[];
  /** Filters that, given together, must hold for one and the same row of a list. */
  joint?: { of: readonly string[]; rows: (published: Wire) => string[][] };
  /** A record that comes with publishing this one, under a key that never makes it twice. */
  brings?(inhoud: Inhoud, recordId: string): { soort: Soort; eigenKenmerk: string; inhoud: Wire } | undefined;
  day?: (published: Wire) => string | null;
  /**
   * Further values to be found by, on top of the filters: from the record itself and from what it refers to. `around` has, by field,
   * the values of the records that this audience may see too.
   */
  context?: (published: Wire, around: Readonly<Record<string, readonly string[]>>) => string[];
  /** Content that the kind derives when publishing, such as the history of phases. */
  derive?(inhoud: Inhoud, context: PublishContext): Wire;
  /** Content fields of a concept that never go into a publication. */
  conceptOnly?: readonly string[];
  /** What search looks through besides the title: text fields, shown in fragments too, and other texts of the publication. */
  search: { fields: readonly string[]; also(published: Wire): readonly unknown[] };
  /** Names in `actueel` for the number of published records that refer to this one, each with the kind and field that refers. */
  counts: Readonly<Record<string, `${Soort}.${string}`>>;
  /**
   * What stands outside the publication and shows in the record, looked up for many records at once. What it returns per record and
   * audience is laid over the publication; its `actueel` is added to the counts. `isNew`: nothing can stand around these records yet.
   */
  current?(tx: EntityManager, records: readonly CurrentInput[], isNew: boolean): Promise<CurrentOf>;
  /** Keeps what the kind itself stores of every publication, such as the history of links. */
  published?(tx: EntityManager, record: RecordEntity, publicatie: Wire, previous: Wire | undefined): Promise<void>;
  /** Rules over several fields, and over what a record may say of itself. */
  rules?(inhoud: Inhoud, record: string): Mistake[];
  /** Rules for a concept that need the database; publishing has its own. */
  conceptRules?(inhoud: Inhoud, context: Pick<PublishContext, 'tx' | 'record'>): Promise<Mistake[]>;
  /** Rules for publishing that need the database. */
  publishRules?(inhoud: Inhoud, context: PublishContext): Promise<Mistake[]>;
  /** Who may write next to the owner; throws the refusal. */
  assertMayRegister?(tx: EntityManager, caller: Caller, inhoud: Inhoud): Promise<void>;
}
