import { createHash } from 'node:crypto';
import { fieldsOf, type Class, type FieldSpec } from '../../platform/fields/field.js';
import type { RecordKind, Wire } from './record-kind.js';
import type { Resolved } from '../verwijzingen/resolve.queries.js';

const EMBEDDED = new Set(['organisatie', 'bepaling']);

/** The content columns of a concept row, in the order of the contract. */
export function inhoudOf<Inhoud extends object>(kind: RecordKind<Inhoud>, row: object): Inhoud {
  return pick(kind.inhoud, row) as Inhoud;
}

function pick(shape: Class, source: object): object {
  const result = new shape() as Wire;
  for (const [name, spec] of fieldsOf(shape.prototype as object)) {
    const value = (source as Wire)[name];
    result[name] = empty(value) ? (spec.type === 'Array' ? [] : null) : pickPart(spec, value);
  }
  return result;
}

function pickPart(spec: FieldSpec, value: unknown): unknown {
  const { part } = spec;
  if (!part) return value;
  // Content is taken apart before its mistakes are answered, so a part may be null here.
  return Array.isArray(value) ? value.map((item: object | null) => pick(part(), item ?? {})) : pick(part(), value as object);
}

const empty = (value: unknown): boolean => value === undefined || value === null;

/** Fields that came after records were registered. Empty they say nothing new, so that the same content keeps its hash. */
const CAME_LATER = new Set(['reactieOp']);

/** Same content, same hash: says whether there is anything new to publish. */
export const hashOf = (inhoud: object): string =>
  createHash('sha256')
    .update(JSON.stringify(inhoud, (key, value: unknown) => (value === null && CAME_LATER.has(key) ? undefined : value)))
    .digest('base64url');

/** Content as answers show it: references to organisations and clauses with their names, codes left out as `onbekend`. */
export function wireOf(inhoud: object, resolved: Resolved, unknowns: Readonly<Record<string, string>> = {}, path = ''): Wire {
  const result: Wire = {};
  for (const [name, spec] of fieldsOf(inhoud)) {
    const value = (inhoud as Wire)[name];
    const field = path + name;
    if (Array.isArray(value)) result[name] = value.map((item: unknown) => wireValue(spec, item, resolved, unknowns, field));
    else result[name] = empty(value) ? (unknowns[field] ?? null) : wireValue(spec, value, resolved, unknowns, field);
  }
  return result;
}

function wireValue(
  spec: FieldSpec,
  value: unknown,
  resolved: Resolved,
  unknowns: Readonly<Record<string, string>>,
  field: string,
): unknown {
  if (spec.part) return wireOf(value as object, resolved, unknowns, `${field}.`);
  const resource = spec.refersTo?.kind === 'resource' ? spec.refersTo.name : undefined;
  return resource !== undefined && EMBEDDED.has(resource) ? (resolved.get(resource, String(value)) ?? { code: value }) : value;
}
