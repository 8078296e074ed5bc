import { fieldsOf } from '../../platform/fields/field.js';
import { toCsv } from '../../platform/http/csv.js';
import type { RecordKind, Wire } from './record-kind.js';

const FIRST = [
  'id',
  'organisatie',
  'organisatieNaam',
  'bestuurslaag',
  'eigenKenmerk',
  'voorbeeld',
  'nummer',
  'eerstGepubliceerdOp',
  'gepubliceerdOp',
];
const SEPARATOR = '|';

interface Published {
  organisatie: { code: string; naam: string; bestuurslaag: string };
}

/** Codes as they are, references by their code, lists with a bar between them, and what has parts of its own as JSON. */
function flat(value: unknown): unknown {
  if (Array.isArray(value)) return value.every(isSimple) ? value.map(simple).join(SEPARATOR) : JSON.stringify(value);
  return isSimple(value) ? simple(value) : value;
}

const codeOf = (value: unknown): string | undefined => {
  const { code, titel, naam } = (value ?? {}) as { code?: unknown; titel?: unknown; naam?: unknown };
  return typeof code === 'string' && (typeof titel === 'string' || typeof naam === 'string') ? code : undefined;
};
const isSimple = (value: unknown): boolean => typeof value !== 'object' || value === null || codeOf(value) !== undefined;
const simple = (value: unknown): unknown => codeOf(value) ?? value;

/** Published records as flat rows, one column per field. */
export function recordsCsv(kind: RecordKind, bodies: string): string {
  const fields = [...fieldsOf(kind.inhoud.prototype as object).keys()].filter((name) => !(kind.conceptOnly ?? []).includes(name));
  const rows = (JSON.parse(`[${bodies}]`) as (Wire & Published)[]).map((published) => ({
    ...Object.fromEntries(fields.map((name) => [name, flat(published[name])])),
    ...Object.fromEntries(FIRST.map((name) => [name, published[name]])),
    organisatie: published.organisatie.code,
    organisatieNaam: published.organisatie.naam,
    bestuurslaag: published.organisatie.bestuurslaag,
  }));
  return toCsv([...FIRST, ...fields], rows);
}
