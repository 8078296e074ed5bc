import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import fastify, { type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import { Credentials } from './platform/auth/caller.js';
import type { Config } from './platform/config.js';
import { createDataSource } from './platform/database/data-source.js';
import { installHealth } from './platform/health/health.js';
import { installPipeline } from './platform/http/pipeline.js';
import { refuseUnreadable } from './platform/http/client-errors.js';
import { ProblemFilter } from './platform/http/problem.filter.js';
import { Routes } from './platform/http/routes.js';
import { installDocumentation } from './platform/openapi/documentation.js';
import { installSecurityTxt } from './platform/health/security-txt.js';
import { createLogger } from './platform/logging/logger.js';
import { entities, migrations } from './schema.js';

export interface App {
  nest: NestFastifyApplication;
  server: FastifyInstance;
  dataSource: DataSource;
  routes: Routes;
  log: Logger;
  /** Finishes what is under way, then closes the pool. */
  close: () => Promise<void>;
}

const MAX_PARAM_LENGTH = 300;
const MAX_HEADER_BYTES = 16_384;
const REQUEST_TIMEOUT_MS = 30_000;
const SWEEP_MS = 50;

/** The one way to build the app: the process, the tests and the contract writer all use it. It neither connects nor listens. */
export async function createApp(config: Config, databaseUrl: string): Promise<App> {
  const log = createLogger(config.logLevel);
  const dataSource = createDataSource({
    url: databaseUrl,
    poolSize: config.poolSize,
    statementTimeoutMs: config.statementTimeoutMs,
    entities,
    migrations,
    log,
  });
  const routes = new Routes();
  const filter = new ProblemFilter(log, routes);
  const server = createServer(filter);
  let stopping = false;
  installPipeline(server, {
    ...config,
    credentials: () => nest.get(Credentials),
    routes,
    isStopping: () => stopping,
  });
  installHealth(server, dataSource, () => stopping);
  installDocumentation(server);
  installSecurityTxt(server, config);
  installRequestLog(server, log);
  const nest = await NestFactory.create<NestFastifyApplication>(AppModule.with(dataSource), new FastifyAdapter(server as never), {
    bodyParser: false,
    logger: false,
    abortOnError: false,
  });
  nest.setGlobalPrefix('v1');
  nest.useGlobalFilters(filter);
  await nest.init();
  await server.ready();
  const close = async (): Promise<void> => {
    stopping = true;
    await closeAll(nest, server, dataSource);
  };
  return { nest, server, dataSource, routes, log, close };
}

async function closeAll(nest: NestFastifyApplication, server: FastifyInstance, dataSource: DataSource): Promise<void> {
  // A connection that was busy at the start of closing becomes idle later, and would stay open for as long as its client likes.
  const sweep = setInterval(() => {
    server.server.closeIdleConnections();
  }, SWEEP_MS);
  await nest.close();
  clearInterval(sweep);
  if (dataSource.isInitialized) await dataSource.destroy();
}

function createServer(filter: ProblemFilter): FastifyInstance {
  return fastify({
    genReqId: () => randomUUID(),
    logger: false,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    // The pipeline refuses what comes in while closing, as problem+json.
    return503OnClosing: false,
    clientErrorHandler: refuseUnreadable,
    http: { maxHeaderSize: MAX_HEADER_BYTES },
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH, ignoreTrailingSlash: false, caseSensitive: true },
    frameworkErrors: (error, request, reply) => {
      filter.send(error, request, reply);
    },
  });
}

/** One line per request, without addresses of people, keys or bodies. */
function installRequestLog(server: FastifyInstance, log: Logger): void {
  if (!log.isLevelEnabled('info')) return;
  server.addHook('onResponse', (request, reply, done) => {
    log.info(
      {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        organisatie: request.call?.caller?.organisatie,
      },
      'request',
    );
    done();
  });
}
