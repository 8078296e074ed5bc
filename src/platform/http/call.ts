import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { allowed } from '../auth/access.js';
import { mayRegister, type Caller } from '../auth/caller.js';
import type { Class } from '../fields/field.js';
import type { Mistake } from '../fields/mistake.js';
import { parseJson } from './json.js';
import type { OperationSpec } from './operation.js';
import { forbidden, invalid, unauthorized } from './problem.js';
import { checkBody, checkQuery, type Checked } from './validation.js';

/** One request on its way: who asks, what was sent, and the checks on it, run when the order of errors says so. */
export class Call {
  caller: Caller | undefined;

  constructor(
    private readonly request: FastifyRequest,
    readonly operation: OperationSpec,
    /** Base address of this installation, for links that leave the service. */
    readonly publicUrl: string,
  ) {}

  get requestId(): string {
    return this.request.id;
  }

  get ifMatch(): string | undefined {
    return this.request.headers['if-match'];
  }

  get idempotencyKey(): string | undefined {
    const key = this.request.headers['idempotency-key'];
    return typeof key === 'string' ? key : undefined;
  }

  /** The route as the idempotency scope sees it: method and path, without the query. */
  get route(): string {
    return `${this.request.method} ${this.request.url.split('?', 1)[0] ?? ''}`;
  }

  get url(): string {
    return this.request.url;
  }

  get accept(): string | undefined {
    return this.request.headers.accept;
  }

  get rawBody(): Buffer | undefined {
    return Buffer.isBuffer(this.request.body) ? this.request.body : undefined;
  }

  get hasParameters(): boolean {
    return this.request.url.includes('?');
  }

  /** @throws Problem 401 for the anonymous */
  get knownCaller(): Caller {
    this.assertKnown();
    return this.caller as Caller; // assertKnown has thrown otherwise
  }

  /** @throws Problem 401 for the anonymous */
  assertKnown(): void {
    if (!this.caller) throw unauthorized('sleutel-verplicht', 'Stuur een API-sleutel mee in de header X-API-Key.');
  }

  /** @throws Problem 403 when the role does not allow this operation at all */
  assertRole(): Caller {
    const caller = this.knownCaller;
    const { access } = this.operation;
    if (allowed(access, caller.rol)) return caller;
    const roles = Array.isArray(access) ? access.join(' of ') : 'een geldige sleutel';
    throw forbidden('rol-ontbreekt', `Uw sleutel heeft de rol ${caller.rol}. Hiervoor is nodig: ${roles}.`);
  }

  get mayRegister(): boolean {
    return this.caller !== undefined && mayRegister(this.caller.rol);
  }

  /** The parsed body, or undefined with the mistake that keeps it from being read. */
  json(): { value: unknown; mistakes: Mistake[] } {
    const bytes = this.rawBody;
    if (bytes === undefined || bytes.length === 0) {
      return this.operation.bodyOptional
        ? { value: {}, mistakes: [] }
        : {
            value: undefined,
            mistakes: [
              {
                in: 'body',
                location: '',
                code: 'verplicht',
                detail: 'Dit verzoek heeft een JSON-object als inhoud nodig.',
              },
            ],
          };
    }
    const parsed = parseJson(bytes);
    if ('value' in parsed) return { value: parsed.value, mistakes: [] };
    return {
      value: undefined,
      mistakes: [{ in: 'body', location: parsed.mistake.at, code: parsed.mistake.code, detail: parsed.mistake.detail }],
    };
  }

  /** Body and query together: all mistakes at once. `change` may turn the parsed body into what is checked (merge patch). */
  collect<T extends object>(shape: Class<T>, change: (json: unknown) => unknown = (json) => json): Checked<T> {
    const { value: json, mistakes } = this.json();
    const query = this.queryMistakes();
    if (mistakes.length > 0) return { value: new shape(), mistakes: [...mistakes, ...query] };
    const checked = checkBody(shape, change(json));
    return { value: checked.value, mistakes: [...checked.mistakes, ...query] };
  }

  queryMistakes(): Mistake[] {
    return this.hasParameters ? checkQuery(this.operation.query, this.request.query as Record<string, string | string[]>).mistakes : [];
  }

  /** @throws Problem 400 with every mistake in the query */
  query<T extends object>(shape: Class<T>): T {
    const { value, mistakes } = checkQuery(shape, this.request.query as Record<string, string | string[]>);
    if (mistakes.length > 0) throw invalid(mistakes);
    return value;
  }

  /** @throws Problem 400 when an operation without parameters got some */
  noParameters(): void {
    const mistakes = this.queryMistakes();
    if (mistakes.length > 0) throw invalid(mistakes);
  }
}

/** Gives a controller method the call it answers. */
export const ThisCall = createParamDecorator((_options: unknown, context: ExecutionContext): Call => {
  const { call } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!call) throw new TypeError('A route without @Operation has no call');
  return call;
});

declare module 'fastify' {
  interface FastifyRequest {
    call?: Call;
  }
  interface FastifyContextConfig {
    operation?: OperationSpec;
  }
}
