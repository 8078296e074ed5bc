import type { AddressInfo } from 'node:net';
import supertest, { type Response } from 'supertest';
import { createApp, type App } from '../../src/app.js';
import { readConfig } from '../../src/platform/config.js';
import type { Rol } from '../../src/platform/auth/caller.js';
import { ApiSleutels } from '../../src/register/api-sleutels/api-sleutels.service.js';
import { contractFaults } from './contract.js';
import { testDatabase } from './databases.js';

export interface Sent {
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  // Answers are looked at by the test itself.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the shape differs per request and is checked against the contract
  body: any;
  text: string;
  headers: Record<string, string>;
}

type Send = (path: string, sent?: Sent) => Promise<Answer>;

/** One caller of the API. Every answer is checked against the contract before the test sees it. */
export interface Caller {
  key: string | undefined;
  get: Send;
  post: Send;
  put: Send;
  patch: Send;
  delete: Send;
  head: Send;
  options: Send;
}

export interface TestApp {
  url: string;
  app: App;
  anonymous: Caller;
  /** A key of that role for that organisation; made once. */
  as: (organisatie: string, rol?: Rol) => Promise<Caller>;
  close: () => Promise<void>;
}

const contentType = (method: string, body: unknown): Record<string, string> =>
  body === undefined ? {} : { 'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' };

function callerOf(url: string, key: string | undefined): Caller {
  const send =
    (method: string): Send =>
    async (path, { body, headers = {} } = {}) => {
      const verb = method.toLowerCase() as 'get';
      const all = { ...contentType(method, body), ...(key === undefined ? {} : { 'x-api-key': key }), ...headers };
      const request = supertest(url)[verb](`/v1${path}`).set(all);
      const response: Response = await (body === undefined
        ? request
        : request.send(typeof body === 'string' ? body : JSON.stringify(body)));
      const answer = {
        status: response.status,
        body: parsed(response),
        // A HEAD has no text at all.
        text: (response.text as string | undefined) ?? '',
        headers: response.headers as Record<string, string>,
      };
      const keyed = 'x-api-key' in all || 'authorization' in all;
      const faults = contractFaults({ method, path: path.split('?')[0] ?? '', keyed, ...answer });
      if (faults.length > 0)
        throw new Error(
          `${method} ${path} (${String(response.status)}) is not what the contract says:\n${faults.join('\n')}\n${response.text.slice(0, 500)}`,
        );
      return answer;
    };
  return {
    key,
    get: send('GET'),
    post: send('POST'),
    put: send('PUT'),
    patch: send('PATCH'),
    delete: send('DELETE'),
    head: send('HEAD'),
    options: send('OPTIONS'),
  };
}

function parsed({ text, headers }: Response): unknown {
  if (!text || !String(headers['content-type']).includes('json')) return undefined;
  return JSON.parse(text) as unknown;
}

/** The real app on a database of its own, listening on a free port of this machine. */
export async function startTestApp(settings: Record<string, string> = {}): Promise<TestApp> {
  const database = await testDatabase();
  const app = await createApp(readConfig({ LOG_LEVEL: 'silent', ...settings }), database.url);
  await app.dataSource.initialize();
  await app.server.listen({ port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${String((app.server.server.address() as AddressInfo).port)}`;
  const callers = new Map<string, Promise<Caller>>();
  const as = (organisatie: string, rol: Rol = 'registrar'): Promise<Caller> => {
    const name = `${organisatie} ${rol}`;
    const made =
      callers.get(name) ??
      app.nest
        .get(ApiSleutels)
        .create(organisatie, rol)
        .then((key) => callerOf(url, key));
    callers.set(name, made);
    return made;
  };
  const close = async (): Promise<void> => {
    await app.close();
    await database.drop();
  };
  return { url, app, anonymous: callerOf(url, undefined), as, close };
}
