/* eslint-disable @typescript-eslint/no-explicit-any -- tests break the document in ways that no type allows */

const version = { 'API-Version': { description: 'Versie.', schema: { type: 'string' }, example: '1.0.0' } };

const problem = (status: number): any => ({
  description: 'Fout.',
  headers: version,
  content: {
    'application/problem+json': {
      schema: { $ref: '#/components/schemas/Probleem' },
      example: { status, title: 'Fout', detail: 'Dit ging fout.' },
    },
  },
});

const dier = { naam: 'Bever', geboorteDatum: '2024-02-29', gezienOp: '2026-01-02T03:04:05Z' };

const listDieren = {
  operationId: 'listDieren',
  summary: 'Dieren',
  description: 'Alle dieren.',
  tags: ['dieren'],
  parameters: [
    { name: 'soortNaam', in: 'query', description: 'De soort.', schema: { type: 'string' } },
    { name: 'gezienOp', in: 'query', description: 'Het moment.', schema: { type: 'string', format: 'date-time' } },
  ],
  responses: {
    '200': {
      description: 'De dieren.',
      headers: version,
      content: {
        'application/json': {
          schema: { type: 'array', items: { $ref: '#/components/schemas/Dier' } },
          example: [dier],
        },
      },
    },
    '304': { description: 'Niets veranderd.', headers: version },
    '400': problem(400),
    '503': problem(503),
  },
};

const registerDier = {
  operationId: 'registerDier',
  summary: 'Dier',
  description: 'Legt een dier vast.',
  tags: ['dieren'],
  requestBody: {
    required: true,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Dier' }, example: dier } },
  },
  responses: { '204': { description: 'Vastgelegd.', headers: version }, '400': problem(400) },
};

const readDocument = {
  operationId: 'readDocument',
  summary: 'Contract',
  description: 'Dit document.',
  tags: ['dieren'],
  responses: {
    '200': {
      description: 'Het document.',
      headers: {
        ...version,
        'access-control-allow-origin': { description: 'Voor ieder.', schema: { type: 'string' }, example: '*' },
      },
      content: { 'application/json': { schema: { type: 'object' }, example: { openapi: '3.0.3' } } },
    },
  },
};

const schemas = {
  Dier: {
    type: 'object',
    description: 'Een dier.',
    properties: {
      naam: { type: 'string', description: 'De naam.' },
      geboorteDatum: { type: 'string', format: 'date', description: 'De dag.' },
      gezienOp: { type: 'string', format: 'date-time', description: 'Het moment.' },
      draaitOp: { type: 'string', description: 'Geen moment.' },
      verblijf: { allOf: [{ $ref: '#/components/schemas/Verblijf' }] },
    },
  },
  Verblijf: { type: 'string', enum: ['water', 'land'], description: 'Waar het leeft.' },
  Fout: {
    type: 'object',
    required: ['status', 'title'],
    properties: {
      status: { type: 'integer', description: 'De code.' },
      title: { type: 'string', description: 'De soort.' },
    },
  },
  Probleem: {
    allOf: [
      { $ref: '#/components/schemas/Fout' },
      {
        type: 'object',
        required: ['detail'],
        properties: { detail: { type: 'string', description: 'Wat er misging.' } },
      },
    ],
  },
};

/** A document in which every rule has something to look at and nothing to complain about; a fresh copy each time. */
export function smallDocument(): any {
  return structuredClone({
    openapi: '3.0.3',
    info: {
      title: 'Dieren',
      version: '1.0.0',
      description: 'Een klein register.',
      license: { name: 'EUPL-1.2', url: 'https://eupl.example.nl' },
      contact: { name: 'Beheerteam', url: 'https://dieren.example.nl', email: 'beheer@dieren.example.nl' },
    },
    servers: [{ url: 'https://{host}/v1', variables: { host: { default: 'dieren.example.nl' } } }],
    tags: [{ name: 'dieren', description: 'Over dieren.' }],
    paths: {
      '/dieren': { get: listDieren, post: registerDier },
      '/openapi.json': { get: readDocument },
    },
    components: { schemas },
  });
}
