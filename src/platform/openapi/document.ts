import type { OpenAPIObject } from '@nestjs/swagger';
import { needsKey } from '../auth/access.js';
import type { AnswerSpec, OperationSpec } from '../http/operation.js';
import { answerHeaders, componentsFor, problemResponses, problemSchemas } from './answers.js';
import { exampleOf, type Schema, type Schemas } from './examples.js';
import { parametersFor } from './parameters.js';

export interface DocumentedRoute {
  method: string;
  /** As Fastify knows it, with the base path: `/v1/use-cases/:id`. */
  path: string;
  operation: OperationSpec;
}

const MERGE_PATCH = 'application/merge-patch+json';

/** `/v1/use-cases/:id` as the document writes it: `/use-cases/{id}`. */
const templateOf = (path: string): string => path.replace(/^\/v1/, '').replaceAll(/:(\w+)/g, '{$1}');

/**
 * Completes what @nestjs/swagger made of the shapes: parameters, bodies and every answer of every operation,
 * each with an example that is put together from the examples of the fields.
 */
export function completeDocument(base: OpenAPIObject, routes: readonly DocumentedRoute[]): OpenAPIObject {
  const schemas = { ...(base.components?.schemas as Schemas) };
  requireAnswered(schemas, routes);
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { method, path, operation } of [...routes].sort((a, b) => a.path.localeCompare(b.path))) {
    const template = templateOf(path);
    paths[template] = {
      ...paths[template],
      [method.toLowerCase()]: operationObject(method, template, operation, schemas),
    };
  }
  return {
    ...base,
    paths: paths,
    components: { ...componentsFor(base.components?.securitySchemes), schemas: sorted(schemas) },
  };
}

const sorted = (schemas: Schemas): Schemas => Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => a.localeCompare(b)));

/** Optional input is always present in the answer, as null: shapes that are only answered say so, except of members that only some answers have. */
function requireAnswered(schemas: Schemas, routes: readonly DocumentedRoute[]): void {
  const sent = new Set<string>();
  const visit = (schema: unknown): void => {
    for (const [, name] of JSON.stringify(schema ?? {}).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (name === undefined || sent.has(name)) continue;
      sent.add(name);
      visit(schemas[name]);
    }
  };
  for (const { operation } of routes) if (operation.body) visit({ $ref: `#/components/schemas/${operation.body.name}` });
  for (const [name, schema] of Object.entries(schemas))
    if (!sent.has(name) && !(name in problemSchemas) && schema.properties)
      schema.required = Object.entries(schema.properties).flatMap(([field, each]) => (each['x-soms'] === true ? [] : [field]));
}

function operationObject(method: string, template: string, spec: OperationSpec, schemas: Schemas): Record<string, unknown> {
  return {
    operationId: spec.id,
    tags: [spec.tag],
    summary: spec.summary,
    description: `${spec.description ?? spec.summary}${accessText(spec)}`,
    parameters: parametersFor(method, template, spec),
    ...(spec.body ? { requestBody: requestBody(method, spec, schemas) } : {}),
    responses: { ...successes(method, spec, schemas), ...problemResponses(method, template, spec) },
    security: needsKey(spec.access) ? [{ ApiSleutel: [] }] : [{}, { ApiSleutel: [] }],
  };
}

function accessText({ access }: OperationSpec): string {
  if (access === 'open') return '';
  return access === 'sleutel' ? '\n\nToegang: elke geldige sleutel, voor eigen gegevens.' : `\n\nToegang: rol ${access.join(', ')}.`;
}

function requestBody(method: string, spec: OperationSpec, schemas: Schemas): Record<string, unknown> {
  const schema: Schema = { $ref: `#/components/schemas/${spec.body?.name ?? ''}` };
  const type = method === 'PATCH' ? MERGE_PATCH : 'application/json';
  return {
    description: 'De invoer, als JSON in UTF-8.',
    required: !spec.bodyOptional,
    content: { [type]: { schema, example: exampleOf(schema, schemas, 'sent') } },
  };
}

function successes(method: string, spec: OperationSpec, schemas: Schemas): Record<string, unknown> {
  const answers = Object.entries(spec.answers).map(
    ([status, answer]) => [status, successResponse(method, Number(status), spec, answer, schemas)] as const,
  );
  const notModified =
    method === 'GET' ? { 304: { description: 'Niet veranderd sinds de ETag in If-None-Match.', headers: answerHeaders('ETag') } } : {};
  return { ...Object.fromEntries(answers), ...notModified };
}

function successResponse(
  method: string,
  status: number,
  spec: OperationSpec,
  answer: AnswerSpec,
  schemas: Schemas,
): Record<string, unknown> {
  const headers = answerHeaders(
    ...(status === 204 ? [] : ['ETag']),
    ...(answer.list ? ['Link'] : []),
    ...(answer.location ? ['Location'] : []),
    ...(spec.access === 'open' && method === 'GET' && spec.id === 'readOpenapi' ? ['access-control-allow-origin'] : []),
  );
  if (!answer.shape) return { description: answer.description, headers };
  const schema = answer.list ? listSchema(answer, schemas) : { $ref: `#/components/schemas/${answer.shape.name}` };
  const json = { schema, example: exampleOf(schema, schemas, 'answered') };
  const others = Object.fromEntries(
    (answer.alsoAs ?? []).map((type) => [type, { schema: { type: 'string' }, example: formExamples[type] }]),
  );
  return { description: answer.description, headers, content: { 'application/json': json, ...others } };
}

const formExamples: Readonly<Record<string, string>> = {
  'text/csv': 'id,titel\r\n',
  'application/atom+xml': '<feed xmlns="http://www.w3.org/2005/Atom"></feed>',
};

/** The envelope of every list, as a component of its own. */
function listSchema(answer: AnswerSpec, schemas: Schemas): Schema {
  const name = `${answer.shape?.name ?? ''}${answer.orShape ? 'OfConcept' : ''}Lijst`;
  const refs = [answer.shape, answer.orShape].flatMap((shape) => (shape ? [{ $ref: `#/components/schemas/${shape.name}` }] : []));
  schemas[name] ??= {
    type: 'object',
    description: 'Een bladzijde van een lijst.',
    required: ['totaal', 'resultaten', 'volgende'],
    properties: {
      totaal: {
        type: 'integer',
        minimum: 0,
        description: 'Aantal dat aan de filters voldoet en dat u mag zien.',
        example: 1,
      },
      resultaten: {
        type: 'array',
        description: 'De resultaten van deze bladzijde.',
        items: refs.length > 1 ? { anyOf: refs } : (refs[0] ?? {}),
      },
      ...(answer.facets ? { facetten: facetsSchema } : {}),
      ...(answer.search ? { zoeken: searchSchema } : {}),
      volgende: {
        type: 'string',
        nullable: true,
        description: 'Adres van de volgende bladzijde, of null als dit de laatste is.',
        example: null,
      },
    },
  };
  return { $ref: `#/components/schemas/${name}` };
}

const searchSchema: Schema = {
  type: 'object',
  description: 'Alleen bij zoeken: wat er van de vraag is gemaakt.',
  required: ['verbeterd', 'suggestie'],
  example: { verbeterd: [{ van: 'gemeetne', naar: 'gemeente' }], suggestie: null },
  properties: {
    verbeterd: {
      type: 'array',
      description: 'Woorden die nergens voorkomen, en het woord waar in plaats daarvan naar is gezocht.',
      items: {
        type: 'object',
        required: ['van', 'naar'],
        properties: {
          van: { type: 'string', description: 'Het woord in de vraag.', example: 'gemeetne' },
          naar: { type: 'string', description: 'Het woord dat is gezocht.', example: 'gemeente' },
        },
      },
    },
    suggestie: {
      type: 'string',
      nullable: true,
      description: 'Als er niets is gevonden: een vraag die misschien wel iets vindt.',
      example: null,
    },
  },
};

const facetsSchema: Schema = {
  type: 'object',
  description: 'Per gevraagd facet de codes met hun aantal, binnen de gekozen filters.',
  example: { fase: [{ code: 'pilot', label: 'Pilot', aantal: 1 }] },
  additionalProperties: {
    type: 'array',
    items: {
      type: 'object',
      required: ['code', 'label', 'aantal'],
      properties: {
        code: { type: 'string', description: 'De code.' },
        label: { type: 'string', description: 'Naam van de code.' },
        aantal: { type: 'integer', minimum: 1, description: 'Aantal resultaten met deze code.' },
      },
    },
  },
};
