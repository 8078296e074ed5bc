import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { fieldsOf } from '../../platform/fields/field.js';
import type { Mistake } from '../../platform/fields/mistake.js';
import { invalid } from '../../platform/http/problem.js';
import { resolve } from './resolve.queries.js';

/**
 * Codes that filters have named and that exist. Codes, organisations and clauses are never removed, so what is known stays true;
 * the database is only asked about what was not seen before.
 */
@Injectable()
export class KnownCodes {
  private readonly known = new Set<string>();

  constructor(private readonly dataSource: DataSource) {}

  /** @throws Problem 400 naming every filter value that does not exist */
  async assert(filter: object): Promise<void> {
    const sent = valuesOf(filter);
    const unseen = sent.filter(({ name, value }) => !this.known.has(`${name} ${value}`));
    if (unseen.length === 0) return;
    const resolved = await resolve(this.dataSource.manager, { checked: filter });
    const mistakes = unseen.filter(({ name, value }) => resolved.get(name, value) === undefined);
    for (const { name, value } of unseen) if (resolved.get(name, value) !== undefined) this.known.add(`${name} ${value}`);
    if (mistakes.length > 0) throw invalid(mistakes.map(toMistake));
  }
}

interface Sent {
  parameter: string;
  name: string;
  value: string;
}

const NEVER_REMOVED = new Set(['organisatie', 'bepaling', 'kader']);

function valuesOf(filter: object): Sent[] {
  return [...fieldsOf(filter)].flatMap(([parameter, { refersTo }]) => {
    const sent = (filter as Record<string, unknown>)[parameter];
    if (!refersTo || sent === undefined || sent === null || (refersTo.kind === 'resource' && !NEVER_REMOVED.has(refersTo.name))) return [];
    return (Array.isArray(sent) ? sent : [sent]).map((value: string) => ({ parameter, name: refersTo.name, value }));
  });
}

const toMistake = ({ parameter, name, value }: Sent): Mistake => ({
  in: 'query',
  location: parameter,
  code: NEVER_REMOVED.has(name) ? 'bestaat-niet' : 'onbekende-code',
  detail: NEVER_REMOVED.has(name) ? `Er is geen ${name} ${value}.` : `De code ${value} staat niet in de codelijst ${name}.`,
});
