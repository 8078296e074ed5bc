import type { EntityManager } from 'typeorm';
import { query } from '../../platform/database/sql.js';
import { today } from '../../platform/fields/dates.js';
import { fieldsOf, type FieldSpec } from '../../platform/fields/field.js';
import { pointer, type Mistake } from '../../platform/fields/mistake.js';

interface Wanted {
  kind: 'code' | 'resource';
  name: string;
  key: string;
  location: string;
}

interface Found {
  name: string;
  key: string;
  found: Record<string, unknown>;
}

/** Everything that an input refers to, found in one round trip: codes with their validity, and names for the answer. */
export class Resolved {
  private readonly found: ReadonlyMap<string, Record<string, unknown>>;

  constructor(
    private readonly wanted: readonly Wanted[],
    rows: readonly Found[],
  ) {
    this.found = new Map(rows.map((row) => [`${row.name} ${row.key}`, row.found]));
  }

  get(name: string, key: string): Record<string, unknown> | undefined {
    return this.found.get(`${name} ${key}`);
  }

  /** The successors of an organisation that has ended; undefined while it is active. */
  endedInto(organisatie: string): string[] | undefined {
    const owner = this.get('eigenaar', organisatie);
    const until = owner?.['actiefTotDatum'] as string | null | undefined;
    return typeof until === 'string' && until <= today() ? (owner?.['opvolgers'] as string[]) : undefined;
  }

  /** Codes that do not exist or are retired, and records that the organisation cannot see. */
  mistakes(organisatie: string): Mistake[] {
    return this.wanted.flatMap(({ kind, name, key, location }) => {
      const found = this.get(name, key);
      const problem = kind === 'code' ? codeProblem(name, key, found) : resourceProblem(name, key, found, organisatie);
      return problem ? [{ in: 'body' as const, location, ...problem }] : [];
    });
  }
}

function codeProblem(list: string, code: string, found: Record<string, unknown> | undefined): { code: string; detail: string } | undefined {
  if (!found) return { code: 'onbekende-code', detail: `De code ${code} staat niet in de codelijst ${list}.` };
  const until = found['geldigTotDatum'] as string | null;
  if (until === null || until >= today()) return undefined;
  const successor = found['vervangenDoor'] as string | null;
  return {
    code: 'vervallen-code',
    detail: `De code ${code} is vervallen.${successor === null ? '' : ` Gebruik ${successor}.`}`,
  };
}

const nouns: Readonly<Record<string, string>> = {
  organisatie: 'organisatie',
  bepaling: 'bepaling',
  kader: 'kader',
  oplossing: 'oplossing',
  'use-case': 'use case',
  ervaring: 'ervaring',
  les: 'les',
};

function resourceProblem(
  name: string,
  key: string,
  found: Record<string, unknown> | undefined,
  organisatie: string,
): { code: string; detail: string } | undefined {
  const isRecord = name === 'use-case' || name === 'ervaring' || name === 'les';
  const usable = found && (!isRecord || found['organisatie'] === organisatie || (found['nummer'] !== 0 && found['ingetrokken'] === false));
  const pronoun = name === 'kader' ? 'dat' : 'die';
  return usable ? undefined : { code: 'bestaat-niet', detail: `Er is geen ${nouns[name] ?? name} ${key} ${pronoun} u kunt zien.` };
}

/** Walks a value along its field rules and lists what must exist. */
function wantedIn(value: object, location: string): Wanted[] {
  return [...fieldsOf(value)].flatMap(([name, spec]) => {
    const sent = (value as Record<string, unknown>)[name];
    return itemsOf(sent).flatMap(({ item, at }) => wantedItem(spec, item, location + pointer(name) + at));
  });
}

function wantedItem(spec: FieldSpec, item: unknown, location: string): Wanted[] {
  if (spec.part) return typeof item === 'object' && item !== null ? wantedIn(item, location) : [];
  if (!spec.refersTo || typeof item !== 'string' || spec.check(spec.type === 'Array' ? [item] : item).length > 0) return [];
  return [{ ...spec.refersTo, key: item, location }];
}

const itemsOf = (sent: unknown): { item: unknown; at: string }[] =>
  Array.isArray(sent) ? sent.map((item: unknown, index) => ({ item, at: pointer(index) })) : [{ item: sent, at: '' }];

// Names tables of features below this one, records included: one round trip answers for everything that an input names.
const RESOLVE = {
  name: 'resolve-references',
  text: `
    select c.codelijst as name, c.code as key, json_build_object('geldigTotDatum', c.geldig_tot_datum, 'vervangenDoor', c.vervangen_door) as found
      from unnest($1::text[], $2::text[]) as w (list, code) join code c on c.codelijst = w.list and c.code = w.code
    union all
    select 'organisatie', o.code, json_build_object('code', o.code, 'naam', o.naam, 'soort', o.soort, 'bestuurslaag', o.bestuurslaag)
      from organisatie o where o.code = any ($3::text[])
    union all
    select 'bepaling', b.code, json_build_object('code', b.code, 'titel', b.titel, 'kader', b.kader) from bepaling b where b.code = any ($4::text[])
    union all
    select r.soort, r.id::text, json_build_object('organisatie', r.organisatie, 'nummer', r.nummer, 'openbaarheid', r.openbaarheid, 'ingetrokken', r.ingetrokken_op is not null)
      from registratie r where r.id = any ($5::uuid[])
    union all
    select 'kader', k.code, json_build_object('code', k.code, 'titel', k.titel) from kader k where k.code = any ($8::text[])
    union all
    select 'oplossing', p.id::text, json_build_object('naam', p.naam) from oplossing p where p.id = any ($6::uuid[])
    union all
    select 'eigenaar', o.code, json_build_object('actiefTotDatum', o.actief_tot_datum, 'opvolgers', o.opvolgers, 'provincie', o.provincie) from organisatie o where o.code = any ($7::text[])`,
};

/** Looks up what `checked` refers to, to find mistakes, and what `shown` and `organisaties` refer to, for their names. */
export async function resolve(
  on: EntityManager,
  { checked, shown = [], organisaties = [] }: { checked?: object | undefined; shown?: readonly object[]; organisaties?: readonly string[] },
): Promise<Resolved> {
  const toCheck = checked ? wantedIn(checked, '') : [];
  const wanted = [...toCheck, ...shown.flatMap((value) => wantedIn(value, ''))];
  const codes = wanted.filter(({ kind }) => kind === 'code');
  const keys = (...names: string[]): string[] =>
    wanted.filter(({ kind, name }) => kind === 'resource' && names.includes(name)).map(({ key }) => key);
  const rows = await query<Found>(on, RESOLVE, [
    codes.map(({ name }) => name),
    codes.map(({ key }) => key),
    [...keys('organisatie'), ...organisaties],
    keys('bepaling'),
    keys('use-case', 'ervaring', 'les'),
    keys('oplossing'),
    organisaties,
    keys('kader'),
  ]);
  return new Resolved(toCheck, rows);
}
