import { fieldsOf } from '../fields/field.js';
import type { OperationSpec } from '../http/operation.js';

type Parameter = Record<string, unknown>;

const pathParameters: Readonly<Record<string, { description: string; schema: object; example: unknown }>> = {
  id: {
    description: 'Id van de registratie.',
    schema: { type: 'string', format: 'uuid' },
    example: '0198c0de-0000-7000-8000-000000000001',
  },
  organisatie: { description: 'Code van de organisatie.', schema: { type: 'string', maxLength: 100 }, example: 'gm0344' },
  naam: { description: 'Naam van de codelijst.', schema: { type: 'string', maxLength: 100 }, example: 'fase' },
  nummer: { description: 'Nummer van de publicatie.', schema: { type: 'integer', minimum: 1 }, example: 1 },
  eigenKenmerk: {
    description: 'Eigen kenmerk van de organisatie.',
    schema: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._~:-]{0,99}$' },
    example: 'ZK-2025-001',
  },
};

/** A code says what it is a code of, by the list that it stands in. */
const codePaths: Readonly<Record<string, { description: string; example: string }>> = {
  bepalingen: { description: 'Code van de bepaling.', example: 'std25-doel-helder' },
  kaders: { description: 'Code van het kader.', example: 'standpunt-genai-2025' },
  organisaties: { description: 'Code van de organisatie.', example: 'gm0363' },
};

function inPath(template: string): Parameter[] {
  return [...template.matchAll(/(\w+)\/\{(\w+)\}/g)].map(([, list = '', name = '']) => {
    const code = codePaths[list];
    const known = name === 'code' && code ? { ...code, schema: { type: 'string', maxLength: 100 } } : pathParameters[name];
    if (!known) throw new TypeError(`Path parameter ${name} of ${template} has no description`);
    return { name, in: 'path', required: true, ...known };
  });
}

function inQuery(spec: OperationSpec): Parameter[] {
  if (!spec.query) return [];
  return [...fieldsOf(spec.query.prototype as object)].map(([name, field]) => {
    const {
      description,
      example,
      required: _required,
      nullable: _nullable,
      type,
      uniqueItems: _unique,
      ...rest
    } = field.api as Record<string, unknown>;
    const schema = { type: typeof type === 'function' ? type.name.toLowerCase() : type, ...definedOf(rest) };
    return {
      name,
      in: 'query',
      required: !field.optional,
      description,
      schema,
      example,
      ...(field.type === 'Array' ? { style: 'form', explode: true } : {}),
    };
  });
}

const definedOf = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));

const header = (name: string, description: string, example: string, required = false, pattern?: string): Parameter => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string', maxLength: 2000, ...(pattern === undefined ? {} : { pattern }) },
  example,
});

const ETAG = '"6AXPvJ4lIDQAYhDT5Ya0N1eT0yc"';

function inHeaders(method: string, spec: OperationSpec): Parameter[] {
  const parameters: Parameter[] = [];
  if (method === 'GET')
    parameters.push(header('If-None-Match', 'ETag die u al hebt: is er niets veranderd, dan is het antwoord 304.', '"al-bekend"'));
  if (spec.ifMatch === 'vereist')
    parameters.push(header('If-Match', 'ETag van wat u wijzigt. Verplicht als het er al is: zonder volgt 428, bij verschil 412.', ETAG));
  if (spec.ifMatch === 'gevolgd')
    parameters.push(
      header(
        'If-Match',
        'ETag van wat u wijzigt (bij publiceren en intrekken: van het concept). Als u hem stuurt en hij klopt niet, volgt 412.',
        ETAG,
      ),
    );
  if (method === 'POST') {
    parameters.push(
      header(
        'Idempotency-Key',
        'Sleutel om veilig te herhalen: dezelfde sleutel en inhoud geven 24 uur lang het eerste antwoord.',
        '7f9c2ba4-e88f-4e2c-9d4e-1a5b0c7d3e21',
        false,
        '^[!-~]{1,255}$',
      ),
    );
  }
  return parameters;
}

export const parametersFor = (method: string, template: string, spec: OperationSpec): Parameter[] => [
  ...inPath(template),
  ...inQuery(spec),
  ...inHeaders(method, spec),
];
