import { needsKey } from '../auth/access.js';
import { API_VERSION } from '../http/headers.js';
import type { OperationSpec } from '../http/operation.js';
import { titles } from '../http/problem.js';

type Json = Record<string, unknown>;

const headerRef = (name: string): Json => ({ $ref: `#/components/headers/${name.replaceAll('-', '')}` });

/** Headers of an answer; every answer has API-Version. */
export function answerHeaders(...names: string[]): Json {
  return Object.fromEntries(['API-Version', ...names].map((name) => [name, headerRef(name)]));
}

const headers: Json = {
  APIVersion: { description: 'Versie van deze API.', required: true, schema: { type: 'string', example: API_VERSION } },
  ETag: {
    description: 'Kenmerk van de inhoud: dezelfde inhoud, dezelfde ETag.',
    schema: { type: 'string', example: '"6AXPvJ4lIDQAYhDT5Ya0N1eT0yc"' },
  },
  Link: {
    description: 'Adres van de volgende bladzijde, met rel="next".',
    schema: { type: 'string', example: '</v1/use-cases?cursor=eyJmIjoiYWJjIn0>; rel="next"' },
  },
  Location: {
    description: 'Adres van wat is gemaakt.',
    schema: { type: 'string', example: '/v1/use-cases/0198c0de-0000-7000-8000-000000000001' },
  },
  RetryAfter: {
    description: 'Na hoeveel seconden u het opnieuw kunt proberen.',
    schema: { type: 'integer', example: 2 },
  },
  WWWAuthenticate: {
    description: 'Hoe u zich aanmeldt.',
    schema: { type: 'string', example: 'ApiKey realm="usecaseregister"' },
  },
  accesscontrolalloworigin: {
    description: 'Elke website mag dit document lezen.',
    schema: { type: 'string', example: '*' },
  },
};

interface ProblemCase {
  code: string;
  detail: string;
  description: string;
  headers?: string[];
  members?: Json;
}

const cases: Readonly<Record<number, ProblemCase>> = {
  400: {
    code: 'ongeldige-invoer',
    detail: 'Er is 1 fout gevonden. Zie errors.',
    description: 'De invoer klopt niet. Alle fouten staan erbij, met hun plaats.',
    members: { errors: [{ in: 'body', location: '/titel', code: 'verplicht', detail: 'Dit veld is verplicht.' }] },
  },
  401: {
    code: 'sleutel-ongeldig',
    detail: 'De API-sleutel is onbekend, verlopen of ingetrokken.',
    description: 'De sleutel ontbreekt of werkt niet.',
    headers: ['WWW-Authenticate'],
  },
  403: {
    code: 'niet-uw-organisatie',
    detail: 'Deze use case is van een andere organisatie. Alleen die organisatie mag dit.',
    description: 'Uw rol of organisatie mag dit niet.',
  },
  404: {
    code: 'niet-gevonden',
    detail: 'Deze use case bestaat niet, of u mag deze niet zien.',
    description: 'Bestaat niet, of u mag het niet zien.',
  },
  406: {
    code: 'vorm-niet-beschikbaar',
    detail: 'Deze gegevens zijn er niet in de vorm die de header Accept vraagt.',
    description: 'De gevraagde vorm is er niet.',
  },
  409: { code: 'botst', detail: 'Het verzoek botst met wat er al is.', description: 'Botst met wat er al is.' },
  410: {
    code: 'ingetrokken',
    detail: 'Deze use case is ingetrokken.',
    description: 'Ingetrokken. De reden staat erbij.',
    members: {
      id: '0198c0de-0000-7000-8000-000000000001',
      titel: 'Samenvatter voor raadsstukken',
      ingetrokkenOp: '2026-03-01T10:00:00.000Z',
      reden: 'Dubbel geregistreerd.',
    },
  },
  412: {
    code: 'intussen-gewijzigd',
    detail: 'De gegevens zijn veranderd sinds u ze ophaalde. Haal ze opnieuw op en probeer het nog eens.',
    description: 'Intussen gewijzigd: de ETag in If-Match klopt niet meer.',
  },
  413: {
    code: 'te-groot',
    detail: 'De inhoud is te groot. Stuur hoogstens 1 MB.',
    description: 'De inhoud is te groot.',
  },
  415: {
    code: 'inhoudstype-niet-ondersteund',
    detail: 'Stuur de inhoud als application/json in UTF-8.',
    description: 'Het inhoudstype wordt niet ondersteund.',
  },
  428: {
    code: 'if-match-verplicht',
    detail: 'Stuur de ETag van de versie die u wijzigt mee in de header If-Match.',
    description: 'De header If-Match ontbreekt.',
  },
  500: {
    code: 'interne-fout',
    detail: 'Er ging iets mis in het register. Het is vastgelegd onder het nummer in X-Request-Id.',
    description: 'Fout in het register.',
  },
  503: {
    code: 'niet-beschikbaar',
    detail: 'De database van het register is even niet bereikbaar. Probeer het zo opnieuw.',
    description: 'Even niet beschikbaar.',
    headers: ['Retry-After'],
  },
};

function problemResponse(status: number, found: ProblemCase): Json {
  const example = {
    type: `urn:usecaseregister:fout:${found.code}`,
    title: titles[status],
    status,
    detail: found.detail,
    instance: '/v1/voorbeeld',
    code: found.code,
    ...found.members,
  };
  return {
    description: found.description,
    headers: answerHeaders(...(found.headers ?? [])),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Probleem' }, example } },
  };
}

/** Statuses that an operation can answer besides success. */
function statusesFor(method: string, template: string, spec: OperationSpec): number[] {
  const writes = method !== 'GET';
  const hasRecord = template.includes('{');
  return [
    400,
    401,
    ...(spec.refuses === true || needsKey(spec.access) || Object.values(spec.answers).some(({ orShape }) => orShape) ? [403] : []),
    ...(hasRecord ? [404] : []),
    406,
    ...(spec.conflicts !== undefined || method === 'POST' ? [409] : []),
    ...(spec.gone ? [410] : []),
    ...(spec.ifMatch ? [412] : []),
    ...(writes ? [413, 415] : []),
    ...(spec.ifMatch === 'vereist' ? [428] : []),
    500,
    503,
  ].sort((a, b) => a - b);
}

export function problemResponses(method: string, template: string, spec: OperationSpec): Json {
  return Object.fromEntries(
    statusesFor(method, template, spec).map((status) => {
      const [conflict] = status === 409 ? Object.entries(spec.conflicts ?? {}) : [];
      if (!conflict) return [status, { $ref: `#/components/responses/Fout${String(status)}` }];
      const texts = Object.entries(spec.conflicts ?? {}).map(([code, text]) => `- \`${code}\`: ${text}`);
      return [
        status,
        problemResponse(409, {
          code: conflict[0],
          detail: conflict[1],
          description: `Botst met wat er al is.\n${texts.join('\n')}`,
        }),
      ];
    }),
  );
}

export function componentsFor(securitySchemes: unknown): Json {
  const responses = Object.fromEntries(
    Object.entries(cases).map(([status, found]) => [`Fout${status}`, problemResponse(Number(status), found)]),
  );
  return { headers, responses, securitySchemes };
}

/** The shape of every error (RFC 9457), with the place of each mistake. */
export const problemSchemas = {
  Fout: {
    type: 'object',
    description: 'Eén fout in de invoer, met de plaats.',
    required: ['in', 'location', 'code', 'detail'],
    properties: {
      in: {
        type: 'string',
        enum: ['body', 'query', 'path', 'header'],
        description: 'Waar de fout staat.',
        example: 'body',
      },
      location: {
        type: 'string',
        description: 'JSON Pointer in de inhoud, of de naam van de parameter of header.',
        example: '/titel',
      },
      code: { type: 'string', description: 'Vaste code van de fout.', example: 'verplicht' },
      detail: { type: 'string', description: 'Wat er mis is, in gewone taal.', example: 'Dit veld is verplicht.' },
    },
  },
  Probleem: {
    type: 'object',
    description: 'Een fout volgens RFC 9457.',
    required: ['type', 'title', 'status', 'detail', 'code'],
    properties: {
      type: {
        type: 'string',
        format: 'uri',
        description: 'Soort fout.',
        example: 'urn:usecaseregister:fout:ongeldige-invoer',
      },
      title: { type: 'string', description: 'Korte naam van de fout.', example: 'De invoer klopt niet' },
      status: { type: 'integer', description: 'HTTP-status.', example: 400 },
      detail: {
        type: 'string',
        description: 'Wat er mis is en wat u kunt doen.',
        example: 'Er is 1 fout gevonden. Zie errors.',
      },
      instance: { type: 'string', description: 'Adres van het verzoek.', example: '/v1/use-cases' },
      code: { type: 'string', description: 'Vaste code van de fout.', example: 'ongeldige-invoer' },
      errors: {
        type: 'array',
        description: 'Bij 400: alle fouten in de invoer.',
        items: { $ref: '#/components/schemas/Fout' },
      },
    },
  },
};
