import { field, type Class, type FieldSpec } from './field.js';
import { codeSpec, referenceSpec, textSpec, urlSpec, type Common } from './fields.js';
import type { TextRules } from './text.js';
import { mistake, pointer, type ValueMistake } from './mistake.js';

/** Largest number of items in a list, unless a field says otherwise (design: limits). */
const MAX_ITEMS = 50;

interface ListRules {
  max?: number;
  min?: number;
  optional?: boolean;
}

function checkList(value: unknown, rules: ListRules, checkItem: (item: unknown) => ValueMistake[], unique: boolean): ValueMistake[] {
  const max = rules.max ?? MAX_ITEMS;
  if (!Array.isArray(value)) return [mistake('verkeerd-type', 'Hier hoort een lijst te staan.')];
  if (value.length > max) return [mistake('te-veel', `De lijst heeft ${String(value.length)} regels; het mogen er ${String(max)} zijn.`)];
  if (value.length < (rules.min ?? 0)) return [mistake('verplicht', 'De lijst mag niet leeg zijn.')];
  return value.flatMap((item: unknown, index) => {
    const found = checkItem(item).map((each) => ({ ...each, at: pointer(index) + each.at }));
    if (found.length === 0 && unique && value.indexOf(item) !== index)
      return [mistake('dubbel', 'Deze waarde staat al in de lijst.', pointer(index))];
    return found;
  });
}

function listSpec(item: FieldSpec, rules: ListRules, unique: boolean): FieldSpec {
  const { description, example, required: _required, ...itemApi } = item.api as Record<string, unknown>;
  const { normalise } = item;
  return {
    ...item,
    type: 'Array',
    optional: rules.optional ?? true,
    api: {
      type: 'array',
      items: { ...itemApi, ...(itemApi['type'] === String ? { type: 'string' } : {}) },
      description: description as string,
      example: [example],
      maxItems: rules.max ?? MAX_ITEMS,
      ...(unique ? { uniqueItems: true } : {}),
      nullable: undefined,
    },
    check: (value) => checkList(value, rules, item.check, unique),
    normalise: (value) => (Array.isArray(value) && normalise ? value.map(normalise) : value),
  };
}

export const CodeListField = (
  list: string,
  description: string,
  options: Common & ListRules & { values?: readonly string[] } = {},
): PropertyDecorator => field(listSpec(codeSpec(list, description, { ...options, optional: false }), options, true));

export const ReferenceListField = (resource: string, description: string, options: Common & ListRules = {}): PropertyDecorator =>
  field(listSpec(referenceSpec(resource, description, { ...options, optional: false }), options, true));

type TextItemRules = { example?: unknown; length?: number } & Pick<TextRules, 'pattern' | 'patternText'>;

export function TextListField(description: string, options: ListRules & TextItemRules = {}): PropertyDecorator {
  const { example = 'Voorbeeld', length: max = 200, pattern, patternText } = options;
  const rules = pattern && patternText !== undefined ? { pattern, patternText } : {};
  return field(listSpec(textSpec(description, { example, max, singleLine: true, ...rules }), options, true));
}

export const UrlListField = (description: string, options: Common & ListRules = {}): PropertyDecorator =>
  field(listSpec(urlSpec(description, { ...options, optional: false }), options, true));

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The parts of a sent list that are objects, with their place; the check of the field names the others. */
export function partsOf<T extends object>(sent: readonly T[] | null | undefined): { part: T; index: number }[] {
  const list: readonly unknown[] = Array.isArray(sent) ? sent : [];
  return list.flatMap((part, index) => (isObject(part) ? [{ part: part as T, index }] : []));
}

const checkPart = (value: unknown): ValueMistake[] =>
  isObject(value) ? [] : [mistake('verkeerd-type', 'Hier hoort een object te staan.')];

export function PartField(part: () => Class, description: string, options: Common = {}): PropertyDecorator {
  const { optional = false } = options;
  return field({
    type: 'Object',
    optional,
    part, // @nestjs/swagger knows a lazy type by the name of the function: `type`.
    api: { type: () => part(), description },
    check: checkPart,
  });
}

export function PartListField(
  part: () => Class,
  description: string,
  options: ListRules & { sometimes?: boolean } = {},
): PropertyDecorator {
  // Only some answers have the member; the others leave it out.
  const sometimes = options.sometimes === true ? ({ 'x-soms': true } as object) : {};
  return field({
    type: 'Array',
    optional: options.optional ?? true,
    part,
    api: { type: () => part(), isArray: true, description, maxItems: options.max ?? MAX_ITEMS, nullable: undefined, ...sometimes },
    check: (value) => checkList(value, options, checkPart, false),
  });
}
