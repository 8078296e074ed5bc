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
  info: { version: string };
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, Response> }>>;
  components: { schemas: Record<string, Schema>; responses: Record<string, Response> };
}

export const document = JSON.parse(readFileSync('openapi/openapi.json', 'utf8')) as Document;

/** OpenAPI 3.0 as JSON Schema: null where it says so, and no properties that the document does not name. */
function toJsonSchema(schema: unknown): unknown {
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
  if (converted['properties'] && converted['additionalProperties'] === undefined) converted['additionalProperties'] = false;
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
  text: string;
  keyed: boolean;
}

/** On every answer, whatever it is (nlgov-adr: transport/security-headers, version-header). */
const ALWAYS: Readonly<Record<string, RegExp>> = {
  'api-version': new RegExp(`^${document.info.version.replaceAll('.', '\\.')}$`),
  'strict-transport-security': /^max-age=31536000; includeSubDomains$/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'content-security-policy': /default-src 'none'.*frame-ancestors 'none'/,
  'cache-control': /./,
  'x-request-id': /^[0-9a-f-]{36}$/,
};
const NEVER = ['server', 'x-powered-by', 'set-cookie'];
const INSIDE = /node_modules|\bat \S+ \(|\.[jt]s:\d+|typeorm|fastify|nestjs|postgres|select .* from|insert into/i;

/** Every way in which an answer is not what the contract says; empty when it is. */
export function contractFaults(answered: Answered): string[] {
  const { method, path, status } = answered;
  const faults = [...headerFaults(answered), ...(status >= 400 ? problemFaults(answered) : [])];
  if (method === 'HEAD' || method === 'OPTIONS' || status === 405 || status === 414) return faults;
  const found = templates.filter(({ pattern }) => pattern.test(path)).sort((a, b) => b.fixed - a.fixed)[0];
  if (!found) return status === 404 ? faults : [...faults, `${path} is not in the contract`];
  const operation = document.paths[found.template]?.[method.toLowerCase()];
  if (!operation) return [...faults, `${method} ${found.template} is not in the contract`];
  const written = operation.responses[String(status)];
  if (!written) return [...faults, `${operation.operationId} does not say that it can answer ${String(status)}`];
  const response = written.$ref ? document.components.responses[written.$ref.split('/').at(-1) ?? ''] : written;
  return [...faults, ...responseFaults(`${operation.operationId} ${String(status)}`, response ?? {}, answered)];
}

function headerFaults({ status, headers, method, keyed }: Answered): string[] {
  const faults = Object.entries(ALWAYS).flatMap(([name, pattern]) =>
    pattern.test(headers[name] ?? '') ? [] : [`header ${name} is ${headers[name] ?? 'missing'}`],
  );
  faults.push(...NEVER.filter((name) => headers[name] !== undefined).map((name) => `header ${name} must not be there`));
  if (status === 405 && headers['allow'] === undefined) faults.push('405 without Allow');
  const mayBeKept = !keyed && method !== 'POST' && (status === 200 || status === 304);
  const kept = headers['cache-control'] !== 'no-store';
  if (kept && !mayBeKept && method !== 'OPTIONS') faults.push(`${String(status)} may be kept: ${headers['cache-control'] ?? ''}`);
  return faults;
}

function problemFaults({ method, status, headers, body, text }: Answered): string[] {
  const faults: string[] = [];
  if (status >= 500) faults.push('a fault of the service itself');
  const type = headers['content-type']?.split(';')[0];
  if (type !== 'application/problem+json') faults.push(`error as ${String(type)}`);
  if (method === 'HEAD') return faults;
  if (INSIDE.test(text)) faults.push('tells what is inside');
  faults.push(...schemaFaults('Probleem', { $ref: '#/components/schemas/Probleem' }, body));
  const problem = body as { status?: unknown; code?: unknown; errors?: unknown[] };
  if (problem.status !== status) faults.push(`status ${String(problem.status)} in the body`);
  if (problem.code === 'ongeldige-invoer' && (problem.errors ?? []).length === 0) faults.push('invalid input without errors');
  return faults;
}

function responseFaults(
  name: string,
  { headers: documented = {}, content }: Response,
  { status, headers, body, text }: Answered,
): string[] {
  // A list has a Link only when there is a next page; every other header of the contract is a promise.
  const faults = Object.keys(documented)
    .filter((header) => header !== 'Link' && headers[header.toLowerCase()] === undefined)
    .map((header) => `${name} promises ${header}`);
  const next = (body as { volgende?: string | null } | undefined)?.volgende;
  if (next !== undefined && next !== null && !headers['link']?.includes(next)) faults.push(`${name} has no Link to the next page`);
  if (!content) return text === '' ? faults : [...faults, `${name} has a body`];
  if (status === 304) return faults;
  const type = headers['content-type']?.split(';')[0];
  const written = content[type ?? ''];
  if (!written) return [...faults, `${name} as ${String(type)}`];
  return status >= 400 || type === 'text/csv' || type === 'application/atom+xml'
    ? faults
    : [...faults, ...schemaFaults(name, written.schema, body)];
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
