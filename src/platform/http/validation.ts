import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { fieldsOf, type Class, type FieldSpec } from '../fields/field.js';
import { pointer, type Mistake } from '../fields/mistake.js';
import { isPlain } from './json.js';

export interface Checked<T> {
  value: T;
  mistakes: Mistake[];
}

const RULES = {
  whitelist: true,
  forbidNonWhitelisted: true,
  stopAtFirstError: false,
  forbidUnknownValues: false,
} as const;

function mistakesOf(errors: ValidationError[], prefix: string): Mistake[] {
  return errors.flatMap((error) => {
    const location = prefix + pointer(error.property.slice(0, 100));
    const children = mistakesOf(error.children ?? [], location);
    if (error.constraints?.['whitelistValidation'] !== undefined) {
      return [{ in: 'body' as const, location, code: 'onbekend-veld', detail: 'Dit veld bestaat niet.' }];
    }
    const spec = error.target === undefined ? undefined : fieldsOf(error.target).get(error.property);
    if (error.constraints?.['field'] === undefined || spec === undefined) return children;
    return [...ownMistakes(spec, error.value, location), ...children];
  });
}

function ownMistakes(spec: FieldSpec, value: unknown, location: string): Mistake[] {
  if (value === undefined || value === null) return [{ in: 'body', location, code: 'verplicht', detail: 'Dit veld is verplicht.' }];
  return spec.check(value).map(({ at, code, detail }) => ({ in: 'body', location: location + at, code, detail }));
}

/** Checks a JSON value against a shape: every mistake, each with its JSON Pointer. */
export function checkBody<T extends object>(shape: Class<T>, json: unknown): Checked<T> {
  if (!isPlain(json)) {
    return {
      value: new shape(),
      mistakes: [{ in: 'body', location: '', code: 'verkeerd-type', detail: 'De invoer moet een JSON-object zijn.' }],
    };
  }
  const value = plainToInstance(shape, json);
  return { value, mistakes: mistakesOf(validateSync(value, RULES), '') };
}

function queryValue(spec: FieldSpec, sent: string | string[]): unknown {
  if (spec.type === 'Array') return typeof sent === 'string' ? [sent] : sent;
  const text = Array.isArray(sent) ? (sent[0] ?? '') : sent;
  if (spec.type === 'Number') return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
  if (spec.type === 'Boolean' && (text === 'true' || text === 'false')) return text === 'true';
  // An unencoded plus sign of a time zone arrives as a space.
  return spec.api.format === 'date-time' ? text.replace(/ (?=\d\d:\d\d$)/, '+') : text;
}

const inQuery = (location: string, code: string, detail: string): Mistake => ({ in: 'query', location, code, detail });

/** Checks query parameters against a shape; unknown and wrongly repeated parameters are mistakes, never ignored. */
export function checkQuery<T extends object>(shape: Class<T> | undefined, query: Record<string, string | string[]>): Checked<T> {
  const fields = shape ? fieldsOf(shape.prototype as object) : new Map<string, FieldSpec>();
  const json: Record<string, unknown> = {};
  const mistakes: Mistake[] = [];
  for (const [name, sent] of Object.entries(query)) {
    const spec = fields.get(name);
    if (spec === undefined) mistakes.push(inQuery(name.slice(0, 100), 'onbekende-parameter', 'Deze parameter bestaat hier niet.'));
    else if (Array.isArray(sent) && spec.type !== 'Array') mistakes.push(inQuery(name, 'dubbel', 'Geef deze parameter één keer.'));
    else json[name] = queryValue(spec, sent);
  }
  if (!shape) return { value: {} as T, mistakes };
  const value = plainToInstance(shape, json);
  for (const each of mistakesOf(validateSync(value, RULES), ''))
    mistakes.push({ ...each, in: 'query', location: each.location.split('/')[1] ?? '' });
  return { value, mistakes };
}
