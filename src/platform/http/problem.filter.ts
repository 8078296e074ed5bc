import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { isUnavailable } from '../database/faults.js';
import { PROBLEM_TYPE } from './headers.js';
import { Problem, unavailable } from './problem.js';
import type { Routes } from './routes.js';
import { StoredAnswer } from './stored-answer.js';

/** Faults that Fastify finds before a handler runs, by its error code. */
const serverFaults: Readonly<Record<string, () => Problem>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => new Problem(415, 'inhoudstype-niet-ondersteund', 'Stuur de inhoud als application/json in UTF-8.'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => new Problem(400, 'ongeldige-lengte', 'De header Content-Length klopt niet met de inhoud.'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => new Problem(400, 'ongeldige-invoer', 'De inhoud is leeg.'),
  FST_ERR_CTP_BODY_TOO_LARGE: () => new Problem(413, 'te-groot', 'De inhoud is te groot. Stuur hoogstens 1 MB.'),
  FST_ERR_BAD_URL: () => new Problem(400, 'ongeldig-adres', 'Het adres bevat een ongeldige procentcode.'),
  FST_ERR_MAX_PARAM_LENGTH: () => new Problem(414, 'adres-te-lang', 'Een deel van het adres is te lang.'),
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
      .headers({ ...problem.extra.headers, 'content-type': PROBLEM_TYPE, 'cache-control': 'no-store' })
      .send(JSON.stringify(problem.body(request.url.split('?', 1)[0])));
  }

  private problemFor(error: unknown, request: FastifyRequest): Problem {
    if (error instanceof Problem) return error;
    if (isUnavailable(error)) return unavailable();
    const code = (error as { code?: unknown } | null)?.code;
    const known = typeof code === 'string' ? serverFaults[code] : undefined;
    if (known) return known();
    if (error instanceof HttpException && error.getStatus() === 404) return this.unknownRoute(request);
    const status = (error as { statusCode?: unknown } | null)?.statusCode;
    if (typeof status === 'number' && status >= 400 && status < 500)
      return new Problem(status, 'ongeldig-verzoek', 'Het verzoek kan niet worden gelezen.');
    return new Problem(500, 'interne-fout', 'Er ging iets mis in het register. Het is vastgelegd onder het nummer in X-Request-Id.');
  }

  private unknownRoute(request: FastifyRequest): Problem {
    const methods = this.routes.methodsFor(request.url.split('?', 1)[0] ?? '');
    if (methods.length === 0) return new Problem(404, 'pad-onbekend', 'Dit adres bestaat niet in het register.');
    const allow = [...methods, 'OPTIONS'].join(', ');
    return new Problem(405, 'methode-niet-toegestaan', `Op dit adres kan alleen: ${allow}.`, { headers: { allow } });
  }
}
