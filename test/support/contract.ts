import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

interface Schema {
  [keyword: string]: unknown;
}
interface Header {
  $ref?: string;
  required?: boolean;
}
interface Response {
  $ref?: string;
  headers?: Record<string, Header>;
  content?: Record<string, { schema: Schema }>;
}
interface Document {
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, Response> }>>;
  components: { schemas: Record<string, Schema>; responses: Record<string, Response> };
}

export const document = JSON.parse(readFileSync('openapi/openapi.json', 'utf8')) as Document;

/** OpenAPI 3.0 as JSON Schema: null where it says so, and no properties that the document does not name. */
function toJsonSchema(schema: unknown, inAllOf = false): unknown {
  if (Array.isArray(schema)) return schema.map((each) => toJsonSchema(each));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { nullable, example: _example, 'x-codelijst': _list, ...rest } = schema as Schema;
  const converted: Schema = Object.fromEntries(
    Object.entries(rest).map(([key, value]) =>
      key === 'properties'
        ? [key, Object.fromEntries(Object.entries(value as Schema).map(([name, each]) => [name, toJsonSchema(each)]))]
        : [key, key === '$ref' ? String(value).replace('#/components/schemas/', 'register#/definitions/') : toJsonSchema(value)],
    ),
  );
  if (converted['properties'] && converted['additionalProperties'] === undefined && !inAllOf) converted['additionalProperties'] = false;
  return nullable === true ? { anyOf: [converted, { type: 'null' }] } : converted;
}

const open = new Set(['Probleem', 'OpenapiDocument']);
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({
  $id: 'register',
  definitions: Object.fromEntries(
    Object.entries(document.components.schemas).map(([name, schema]) => [
      name,
      toJsonSchema(open.has(name) ? { ...schema, additionalProperties: true } : schema),
    ]),
  ),
});

const validators = new Map<string, ValidateFunction>();

const templates = Object.keys(document.paths).map((template) => ({
  template,
  pattern: new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  fixed: template.split('/').filter((part) => !part.startsWith('{')).length,
}));

export interface Answered {
  method: string;
  path: string;
  status: number;
  headers: Record<string, string | undefined>;
  body: unknown;
}

const MUST_HAVE = [
  'api-version',
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
  'content-security-policy',
  'cache-control',
  'x-request-id',
];

/** Every way in which an answer is not what the contract says; empty when it is. */
export function contractFaults({ method, path, status, headers, body }: Answered): string[] {
  const faults = MUST_HAVE.filter((name) => headers[name] === undefined).map((name) => `header ${name} is missing`);
  for (const name of ['server', 'x-powered-by']) if (headers[name] !== undefined) faults.push(`header ${name} tells what runs here`);
  const type = headers['content-type']?.split(';')[0];
  if (status >= 400 && type !== 'application/problem+json') faults.push(`error as ${String(type)}`);
  if (status >= 400) faults.push(...schemaFaults('Probleem', { $ref: '#/components/schemas/Probleem' }, body));
  if (method === 'HEAD' || method === 'OPTIONS' || status === 405 || status === 414) return faults;
  const found = templates.filter(({ pattern }) => pattern.test(path)).sort((a, b) => b.fixed - a.fixed)[0];
  if (!found) return status === 404 ? faults : [...faults, `${path} is not in the contract`];
  const operation = document.paths[found.template]?.[method.toLowerCase()];
  if (!operation) return [...faults, `${method} ${found.template} is not in the contract`];
  const written = operation.responses[String(status)];
  if (!written) return [...faults, `${operation.operationId} does not say that it can answer ${String(status)}`];
  const response = written.$ref ? document.components.responses[written.$ref.split('/').at(-1) ?? ''] : written;
  if (status >= 400 || !response?.content || type === 'text/csv') return faults;
  const content = response.content[type ?? ''];
  if (!content) return [...faults, `${operation.operationId} answered ${String(type)}`];
  return [...faults, ...schemaFaults(`${operation.operationId} ${String(status)}`, content.schema, body)];
}

function schemaFaults(name: string, schema: Schema, body: unknown): string[] {
  const validate = validators.get(name) ?? ajv.compile(toJsonSchema(schema) as object);
  validators.set(name, validate);
  return validate(body)
    ? []
    : (validate.errors ?? [])
        .slice(0, 5)
        .map((error) => `${name} ${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`);
}
