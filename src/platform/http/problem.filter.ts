import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { isUnavailable } from '../database/faults.js';
import { API_POLICY, PROBLEM_TYPE, securityHeaders } from './headers.js';
import { Problem, unavailable } from './problem.js';
import type { Routes } from './routes.js';
import { StoredAnswer } from './stored-answer.js';

/** Faults that the server finds before a handler runs, by status. Nest hands them on as its own exceptions. */
const serverFaults: Readonly<Record<number, readonly [code: string, detail: string]>> = {
  400: ['ongeldig-verzoek', 'Het verzoek kan niet worden gelezen: het adres of de lengte klopt niet.'],
  408: ['te-langzaam', 'Het verzoek kwam te langzaam binnen.'],
  413: ['te-groot', 'De inhoud is te groot. Stuur hoogstens 1 MB.'],
  414: ['adres-te-lang', 'Een deel van het adres is te lang.'],
  415: ['inhoudstype-niet-ondersteund', 'Stuur de inhoud als application/json in UTF-8.'],
};

/** The one place where errors leave, as problem+json with a stable code; never a stack, SQL or framework name. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Logger,
    private readonly routes: Routes,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.send(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  send(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    if (reply.sent) return;
    if (error instanceof StoredAnswer) {
      void reply.code(error.status).headers(error.headers).send(error.body);
      return;
    }
    const problem = this.problemFor(error, request);
    if (problem.status >= 500 && !(error instanceof Problem)) this.log.error({ requestId: request.id, err: error }, 'request failed');
    void reply
      .code(problem.status)
      .headers({ ...securityHeaders, 'content-security-policy': API_POLICY, 'x-request-id': request.id, 'cache-control': 'no-store' })
      .headers({ ...problem.extra.headers, 'content-type': PROBLEM_TYPE })
      .send(JSON.stringify(problem.body(request.url.split('?', 1)[0])));
  }

  private problemFor(error: unknown, request: FastifyRequest): Problem {
    if (error instanceof Problem) return error;
    if (isUnavailable(error)) return unavailable();
    const status = error instanceof HttpException ? error.getStatus() : Number((error as { statusCode?: unknown } | null)?.statusCode);
    if (status === 404) return this.unknownRoute(request);
    const known = serverFaults[status];
    if (known) return new Problem(status, ...known);
    return new Problem(500, 'interne-fout', 'Er ging iets mis in het register. Het is vastgelegd onder het nummer in X-Request-Id.');
  }

  private unknownRoute(request: FastifyRequest): Problem {
    const methods = this.routes.methodsFor(request.url.split('?', 1)[0] ?? '');
    if (methods.length === 0) return new Problem(404, 'pad-onbekend', 'Dit adres bestaat niet in het register.');
    const allow = [...methods, 'OPTIONS'].join(', ');
    return new Problem(405, 'methode-niet-toegestaan', `Op dit adres kan alleen: ${allow}.`, { headers: { allow } });
  }
}
