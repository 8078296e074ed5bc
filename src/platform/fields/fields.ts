import { checkDay, checkMoment, checkPeriod } from './dates.js';
import { field, type FieldSpec } from './field.js';
import { mistake, type ValueMistake } from './mistake.js';
import { checkText, normaliseText, type TextRules } from './text.js';

export interface Common {
  optional?: boolean;
  example?: unknown;
}

export const CODE_PATTERN = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** `sometimes`: an answer may leave the field out. */
type TextOptions = Common & Partial<TextRules> & { format?: string; sometimes?: boolean };

export function textSpec(description: string, options: TextOptions): FieldSpec {
  const { optional = false, example = 'Voorbeeldtekst.', max = 10_000, format, sometimes = false, ...rules } = options;
  return {
    type: 'String',
    optional,
    api: {
      type: String,
      description,
      example,
      maxLength: max,
      minLength: 1,
      ...(format ? { format } : {}),
      ...(rules.pattern ? { pattern: rules.pattern.source } : {}),
      ...(sometimes ? ({ 'x-soms': true } as object) : {}),
    },
    check: (value) => checkText(value, { max, ...rules }),
    normalise: optional ? (value) => emptyToNull(normaliseText(value)) : normaliseText,
  };
}

const emptyToNull = (value: unknown): unknown => (value === '' ? null : value);

export const TextField = (description: string, options: TextOptions = {}): PropertyDecorator => field(textSpec(description, options));

/** A code of a code list; whether it exists now is asked of the database, with all other references at once. */
export function CodeField(list: string, description: string, options: Common & { values?: readonly string[] } = {}): PropertyDecorator {
  return field(codeSpec(list, description, options));
}

export function codeSpec(list: string, description: string, options: Common & { values?: readonly string[] }): FieldSpec {
  const { optional = false, values, example = values?.[0] ?? 'overig' } = options;
  return {
    type: 'String',
    optional,
    api: {
      type: String,
      description: `${description} Code uit de codelijst \`${list}\`.`,
      example,
      ...(values && !optional ? { enum: [...values] } : { maxLength: 60, pattern: CODE_PATTERN.source }),
      ...({ 'x-codelijst': list } as object),
    },
    check: (value) =>
      checkText(value, {
        max: 60,
        technical: true,
        singleLine: true,
        pattern: CODE_PATTERN,
        patternText: 'Een code bestaat uit kleine letters, cijfers en streepjes.',
      }),
    normalise: normaliseText,
    refersTo: { kind: 'code', name: list },
  };
}

/** The key of another record (`bepaling`, `organisatie`, `use-case`); existence is checked with the codes. */
export function ReferenceField(resource: string, description: string, options: Common = {}): PropertyDecorator {
  return field(referenceSpec(resource, description, options));
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
export const isUuid = (value: string): boolean => UUID.test(value);

const KEYED_BY_CODE = new Set(['organisatie', 'bepaling', 'kader']);

export function referenceSpec(resource: string, description: string, options: Common): FieldSpec {
  const byCode = KEYED_BY_CODE.has(resource);
  const { optional = false, example = byCode ? 'gm0363' : '0198c0de-0000-7000-8000-000000000001' } = options;
  const rules = byCode
    ? { pattern: CODE_PATTERN, patternText: 'Een code bestaat uit kleine letters, cijfers en streepjes.' }
    : { pattern: UUID, patternText: 'Geef het id (een uuid in kleine letters).' };
  return {
    type: 'String',
    optional,
    api: {
      type: String,
      description,
      example,
      ...(byCode ? { maxLength: 100, pattern: CODE_PATTERN.source } : { format: 'uuid' }),
    },
    check: (value) => checkText(value, { max: 100, technical: true, singleLine: true, ...rules }),
    normalise: (value) => (typeof value === 'string' && !byCode ? value.trim().toLowerCase() : normaliseText(value)),
    refersTo: { kind: 'resource', name: resource },
  };
}

export function DayField(description: string, options: Common & { notInFuture?: boolean } = {}): PropertyDecorator {
  const { optional = false, example = '2025-04-22' } = options;
  return field({
    type: 'String',
    optional,
    api: { type: String, format: 'date', description, example },
    check: (value) => checkDay(value, options),
  });
}

/** Any offset is accepted; moments are kept and answered in UTC. */
const toUtc = (value: unknown): unknown => (checkMoment(value).length === 0 ? new Date(String(value)).toISOString() : value);

export function MomentField(description: string, options: Common & { notInFuture?: boolean } = {}): PropertyDecorator {
  const { optional = false, example = '2025-04-22T09:30:00Z' } = options;
  return field({
    type: 'String',
    optional,
    api: { type: String, format: 'date-time', description, example },
    check: (value) => checkMoment(value, options),
    normalise: toUtc,
  });
}

export function PeriodField(description: string, options: Common & { notInFuture?: boolean } = {}): PropertyDecorator {
  const { optional = false, example = '2025-03' } = options;
  return field({
    type: 'String',
    optional,
    api: {
      type: String,
      description: `${description} Een jaar, maand of dag.`,
      example,
      maxLength: 10,
      pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$',
    },
    check: (value) => checkPeriod(value, options),
  });
}

export function checkUrl(value: unknown): ValueMistake[] {
  const asText = checkText(value, { max: 2000, technical: true, singleLine: true });
  if (asText.length > 0) return asText;
  const text = String(value);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const usable =
    url && /^https?:$/.test(url.protocol) && url.hostname.includes('.') && !/[\s"<>\\^`{|}]/u.test(text) && !url.username && !url.password;
  return usable ? [] : [mistake('verkeerde-vorm', 'Geef een volledig webadres dat begint met https:// of http://.')];
}

/** A URI has ASCII alone (RFC 3986): other characters are percent-encoded. */
const normaliseUrl = (value: unknown): unknown => {
  const text = normaliseText(value);
  return typeof text === 'string' && text.isWellFormed() ? text.replaceAll(/[^\u0000-\u007F]/gu, encodeURIComponent) : text;
};

export const urlSpec = (description: string, { optional = false, example = 'https://www.example.nl/genai' }: Common): FieldSpec => ({
  type: 'String',
  optional,
  api: { type: String, format: 'uri', description, example, maxLength: 2000 },
  check: checkUrl,
  normalise: optional ? (value) => emptyToNull(normaliseUrl(value)) : normaliseUrl,
});

export const UrlField = (description: string, options: Common = {}): PropertyDecorator => field(urlSpec(description, options));

export function NumberField(
  description: string,
  options: Common & { min?: number; max?: number; integer?: boolean } = {},
): PropertyDecorator {
  const { optional = false, example = 1, min = -1e15, max = 1e15, integer = false } = options;
  return field({
    type: 'Number',
    optional,
    api: { type: integer ? 'integer' : 'number', description, example, minimum: min, maximum: max },
    check: (value) => {
      if (typeof value !== 'number' || !Number.isFinite(value) || (integer && !Number.isInteger(value))) {
        return [mistake('verkeerd-type', integer ? 'Hier hoort een geheel getal te staan.' : 'Hier hoort een getal te staan.')];
      }
      if (value < min || value > max) return [mistake('buiten-bereik', `Het getal moet tussen ${String(min)} en ${String(max)} liggen.`)];
      return [];
    },
  });
}

export function FlagField(description: string, options: Common = {}): PropertyDecorator {
  const { optional = false, example = true } = options;
  const check = (value: unknown): ValueMistake[] =>
    typeof value === 'boolean' ? [] : [mistake('verkeerd-type', 'Hier hoort true of false te staan.')];
  return field({ type: 'Boolean', optional, api: { type: Boolean, description, example }, check });
}
