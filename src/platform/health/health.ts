import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import { poolOf } from '../database/sql.js';
import { PROBLEM_TYPE } from '../http/headers.js';
import { unavailable } from '../http/problem.js';

const READY_TIMEOUT_MS = 1000;

async function databaseAnswers(dataSource: DataSource): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => {
    setTimeout(() => {
      resolve(false);
    }, READY_TIMEOUT_MS).unref();
  });
  const asked = poolOf(dataSource)
    .query('select 1')
    .then(
      () => true,
      () => false,
    );
  return Promise.race([asked, late]);
}

/** Durations by route and the state of the pool, in the form of Prometheus. */
function installMetrics(server: FastifyInstance, dataSource: DataSource): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer a request, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  new Gauge({
    name: 'database_connections',
    help: 'Connections of the pool, by state.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const { totalCount, idleCount, waitingCount } = poolOf(dataSource);
      this.set({ state: 'total' }, totalCount);
      this.set({ state: 'idle' }, idleCount);
      this.set({ state: 'waiting' }, waitingCount);
    },
  });
  server.addHook('onResponse', (request, reply, done) => {
    // The pattern of the route, never the address itself: addresses are many and may name records.
    duration.observe(
      { method: request.method, route: request.routeOptions.url ?? 'unknown', status: reply.statusCode },
      reply.elapsedTime / 1000,
    );
    done();
  });
  return registry;
}

/** Alive (the process answers), ready (the database answers too, and the service is not stopping) and Prometheus metrics. */
export function installHealth(server: FastifyInstance, dataSource: DataSource, isStopping: () => boolean): void {
  const registry = installMetrics(server, dataSource);
  const config = { page: true };
  server.get('/health/live', { config }, () => Promise.resolve({ status: 'ok' }));
  server.get('/health/ready', { config }, async (_request, reply) => {
    if (!isStopping() && (await databaseAnswers(dataSource))) return { status: 'ok' };
    const problem = unavailable();
    return reply
      .code(503)
      .headers({ ...problem.extra.headers, 'content-type': PROBLEM_TYPE })
      .send(JSON.stringify(problem.body('/health/ready')));
  });
  server.get('/metrics', { config }, async (_request, reply) =>
    reply.header('content-type', registry.contentType).send(await registry.metrics()),
  );
}
