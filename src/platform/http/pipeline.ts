import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { Credentials } from '../auth/caller.js';
import { needsKey } from '../auth/access.js';
import { Answer } from './answer.js';
import { Call } from './call.js';
import { etagOf, notModified } from './conditional.js';
import { accepts, API_POLICY, JSON_TYPE, openCacheControl, securityHeaders } from './headers.js';
import { Problem, stopping, unauthorized } from './problem.js';
import type { Routes } from './routes.js';

export const MERGE_PATCH = 'application/merge-patch+json';

export interface PipelineSettings {
  bodyLimitBytes: number;
  corsOrigins: readonly string[];
  publicUrl: string;
  credentials: () => Credentials;
  routes: Routes;
  isStopping: () => boolean;
}

/**
 * The path of a request before and after its handler, in the order in which errors win:
 * 404 path and 405 (router), 401, 415, 413, 406; then the handler: 404 record, 403, idempotency, 428, 412, 400, 409.
 */
export function installPipeline(server: FastifyInstance, settings: PipelineSettings): void {
  server.addHook('onRoute', (route: RouteOptions) => {
    settings.routes.add(route);
  });
  for (const type of ['application/json', MERGE_PATCH]) {
    server.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit: settings.bodyLimitBytes }, (_request, body, done) => {
      done(null, body);
    });
  }
  server.addHook('onRequest', async (request, reply) => {
    const { operation } = request.routeOptions.config;
    allowOrigin(request, reply, settings);
    if (request.method === 'OPTIONS' && answerOptions(request, reply, settings)) return reply;
    if (operation === undefined) return undefined;
    if (settings.isStopping()) throw stopping();
    if (/%00/.test(request.url.split('?', 1)[0] ?? '')) throw new Problem(404, 'pad-onbekend', 'Dit adres bestaat niet in het register.');
    const call = new Call(request, operation, settings.publicUrl);
    request.call = call;
    await identify(call, request, settings.credentials);
    assertContentType(request);
    return undefined;
  });
  server.addHook('preValidation', (request, _reply, done) => {
    const { operation } = request.routeOptions.config;
    done(operation && !accepts(request.headers.accept, offeredBy(operation.answers)) ? notAcceptable() : undefined);
  });
  server.addHook('preSerialization', (_request, reply, payload, done) => {
    if (payload instanceof Answer) {
      reply.headers(payload.headers);
      if (payload.status !== undefined) reply.code(payload.status);
    }
    done(null, payload);
  });
  server.setReplySerializer((payload) => (payload instanceof Answer ? payload.body : JSON.stringify(payload)));
  server.addHook('onSend', finish);
}

const offeredBy = (answers: Record<number, { alsoAs?: readonly string[] }>): string[] => [
  'application/json',
  'application/problem+json',
  ...Object.values(answers).flatMap((each) => each.alsoAs ?? []),
];

const notAcceptable = (): Problem =>
  new Problem(406, 'vorm-niet-beschikbaar', 'Deze gegevens zijn er niet in de vorm die de header Accept vraagt.');

async function identify(call: Call, request: FastifyRequest, credentials: () => Credentials): Promise<void> {
  const key = request.headers['x-api-key'];
  const { authorization } = request.headers;
  if (authorization !== undefined && key === undefined)
    throw unauthorized('token-ongeldig', 'Dit register aanvaardt hier geen token. Stuur een API-sleutel in X-API-Key.');
  if (key !== undefined) {
    call.caller = typeof key === 'string' ? await credentials().verify(key) : undefined;
    if (!call.caller) throw unauthorized('sleutel-ongeldig', 'De API-sleutel is onbekend, verlopen of ingetrokken.');
  }
  if (needsKey(call.operation.access)) call.assertKnown();
}

/** A body must say what it is: JSON, or merge patch for PATCH, in UTF-8. */
function assertContentType(request: FastifyRequest): void {
  const hasBody = request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  const header = request.headers['content-type'];
  if (request.method === 'GET' || request.method === 'HEAD' || (!hasBody && header === undefined)) return;
  const [type = '', ...parameters] = (header ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset =
    parameters
      .find((parameter) => parameter.startsWith('charset='))
      ?.slice(8)
      .replaceAll('"', '') ?? 'utf-8';
  const wanted = request.method === 'PATCH' ? MERGE_PATCH : 'application/json';
  if ((type !== wanted && hasBody) || (type !== wanted && type !== '') || charset !== 'utf-8') {
    throw new Problem(415, 'inhoudstype-niet-ondersteund', `Stuur de inhoud als ${wanted} in UTF-8.`);
  }
}

/** Open data may be read by every web page, so it says so to everyone; the origins in the settings may also send keys. */
function allowOrigin(request: FastifyRequest, reply: FastifyReply, settings: PipelineSettings): void {
  const { origin } = request.headers;
  if (origin !== undefined && settings.corsOrigins.includes(origin)) {
    reply.header('access-control-allow-origin', origin);
    reply.header('access-control-expose-headers', 'ETag, Link, Location, API-Version, Retry-After, X-Request-Id');
  } else if (request.routeOptions.config.operation?.access === 'open' && (request.method === 'GET' || request.method === 'HEAD')) {
    reply.header('access-control-allow-origin', '*');
    reply.header('access-control-expose-headers', 'ETag, Link, API-Version, Retry-After, X-Request-Id');
  }
}

const REQUEST_HEADERS = 'Accept, Content-Type, If-Match, If-None-Match, Idempotency-Key';

/** What a path allows, for people and for the preflight of a browser. @returns false for a path that does not exist */
function answerOptions(request: FastifyRequest, reply: FastifyReply, { routes, corsOrigins }: PipelineSettings): boolean {
  const methods = routes.methodsFor(request.url.split('?', 1)[0] ?? '');
  if (methods.length === 0) return false;
  const { origin = '' } = request.headers;
  const known = corsOrigins.includes(origin);
  reply.header('allow', [...methods, 'OPTIONS'].join(', '));
  if (request.headers['access-control-request-method'] !== undefined && (known || methods.includes('GET'))) {
    reply.headers({
      'access-control-allow-origin': known ? origin : '*',
      'access-control-allow-methods': known ? methods.join(', ') : 'GET, HEAD',
      'access-control-allow-headers': known ? `${REQUEST_HEADERS}, X-API-Key, Authorization` : REQUEST_HEADERS,
      'access-control-max-age': '600',
    });
  }
  void reply.code(204).send();
  return true;
}

/** Headers that every answer carries, and 304 for a GET whose bytes the client already has. */
function finish(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  done: (error: Error | null, payload?: unknown) => void,
): void {
  reply.headers(securityHeaders);
  reply.header('x-request-id', request.id);
  const { call } = request;
  if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', API_POLICY);
  if (!reply.hasHeader('vary')) reply.header('vary', 'Authorization, X-API-Key, Accept, Origin');
  if (!reply.hasHeader('content-type') && reply.statusCode !== 204) reply.header('content-type', JSON_TYPE);
  if (!reply.hasHeader('cache-control')) {
    const open = call && !call.caller && reply.statusCode < 300 && request.method !== 'POST';
    reply.header('cache-control', open ? openCacheControl(call.operation.maxAgeSeconds) : 'no-store');
  }
  const readable = reply.statusCode === 200 && (request.method === 'GET' || request.method === 'HEAD');
  if (!readable || typeof payload !== 'string') {
    done(null, payload);
    return;
  }
  const known = reply.getHeader('etag');
  const etag = typeof known === 'string' ? known : etagOf(payload);
  if (known === undefined) reply.header('etag', etag);
  if (!notModified(request.headers['if-none-match'], etag)) {
    done(null, payload);
    return;
  }
  reply.code(304);
  reply.removeHeader('content-type');
  reply.removeHeader('content-length');
  done(null, null);
}
