import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ervaring, les, useCase } from '../support/builders.js';
import { document } from '../support/contract.js';
import { startTestApp, type Caller, type TestApp } from '../support/test-app.js';

/** What the contract promises of every path, tried on every path that the document names: a new route is held to it at once. */
let test: TestApp;
let caller: Caller;
const values: Record<string, string> = {};

beforeAll(async () => {
  test = await startTestApp();
  caller = await test.as('gm0363', 'coordinator');
  const publish = { eigenKenmerk: 'vast', publiceren: true };
  const links = { bepalingen: [{ bepaling: 'std25-doel-helder' }] };
  const { body: home } = await caller.post('/use-cases', { body: useCase({ ...publish, ...links }) });
  const { body: story } = await caller.post(`/use-cases/${home.id}/ervaringen`, { body: ervaring(publish) });
  const { body: lesson } = await caller.post('/lessen', { body: les(publish) });
  // Receipts are about lessons of others.
  const utrecht = await test.as('gm0344');
  const { body: theirs } = await utrecht.post('/lessen', { body: les(publish) });
  await caller.put(`/lessen/${theirs.id}/hergebruik/gm0363`, { body: { uitkomst: 'herkend' } });
  const { body: oplossing } = await caller.post('/oplossingen', { body: { naam: 'Proef' } });
  Object.assign(values, { 'use-cases': home.id, ervaringen: story.id, lessen: lesson.id, oplossingen: oplossing.id });
  Object.assign(values, {
    organisaties: 'gm0363',
    'betrokken-organisaties': 'gm0599',
    kaders: 'standpunt-genai-2025',
    bepalingen: 'std25-doel-helder',
    codelijsten: 'fase',
    'lessen/hergebruik': theirs.id,
    hergebruik: 'gm0363',
  });
});
afterAll(() => test.close());

const paths = Object.keys(document.paths);
const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
const has = (path: string, method: string): boolean => document.paths[path]?.[method] !== undefined;
const reading = paths.filter((path) => has(path, 'get'));
// Without this parameter there is nothing to compare.
const needs = (path: string): string => (path.endsWith('/verschillen') ? '?met=standpunt-genai-rijk-2023' : '');

/** The path with a record that exists in each of its places. */
function concrete(path: string): string {
  const parts = path.split('/');
  return parts
    .map((part, index) => {
      if (!part.startsWith('{')) return part;
      if (part === '{nummer}') return '1';
      return part === '{eigenKenmerk}'
        ? 'vast'
        : (values[`${parts[index - 1] ?? ''}/${parts[index + 1] ?? ''}`] ?? values[parts[index - 1] ?? ''] ?? part);
    })
    .join('/');
}

const isList = (body: { resultaten?: unknown } | undefined): boolean => body?.resultaten !== undefined;

describe('every path', () => {
  it.each(paths)('%s refuses the methods it does not have, and says which it has', async (path) => {
    const there = methods.filter((method) => has(path, method)).map((method) => method.toUpperCase());
    const allowed = [...there, ...(there.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].sort().join(', ');
    for (const method of methods.filter((each) => !has(path, each))) {
      const answer = await caller[method](concrete(path), method === 'get' ? {} : { body: {} });
      expect([method, answer.status, answer.body.code]).toEqual([method, 405, 'methode-niet-toegestaan']);
      expect(answer.headers['allow']?.split(', ').sort().join(', ')).toBe(allowed);
    }
    const options = await test.anonymous.options(concrete(path));
    expect([options.status, options.headers['allow']?.split(', ').sort().join(', ')]).toEqual([204, allowed]);
  });

  it.each(paths)('%s does not exist with a slash or in capitals', async (path) => {
    for (const method of methods.filter((each) => has(path, each))) {
      const answer = await caller[method](`${concrete(path)}/`, method === 'get' || method === 'delete' ? {} : { body: {} });
      expect([method, answer.status, answer.headers['location']]).toEqual([method, 404, undefined]);
    }
    expect((await caller.get(path.replace(/^\/(.)/, (_all, first: string) => `/${first.toUpperCase()}`))).status).toBe(404);
  });
});

describe('every read', () => {
  it.each(reading.filter((path) => !path.endsWith('/intrekking')))(
    '%s answers, with a tag for next time, and HEAD the same',
    async (path) => {
      const address = concrete(path) + needs(path);
      const first = await caller.get(address);
      expect(first.status).toBe(200);
      const again = await caller.get(address, { headers: { 'if-none-match': first.headers['etag']! } });
      expect([again.status, again.headers['etag'], again.text]).toEqual([304, first.headers['etag'], '']);
      const head = await caller.head(address);
      expect([head.status, head.headers['etag'], head.headers['content-type'], head.text]).toEqual([
        200,
        first.headers['etag'],
        first.headers['content-type'],
        '',
      ]);
    },
  );

  it.each(reading)('%s refuses a parameter that does not exist, and a form it does not have', async (path) => {
    const address = concrete(path).replace('/intrekking', '/publicaties');
    const sign = needs(path) === '' ? '?' : `${needs(path)}&`;
    const unknown = await caller.get(`${address}${sign}bestaatNiet=1`);
    expect([unknown.status, unknown.body.errors]).toEqual([
      400,
      [{ in: 'query', location: 'bestaatNiet', code: 'onbekende-parameter', detail: expect.any(String) }],
    ]);
    expect((await caller.get(address + needs(path), { headers: { accept: 'application/xml' } })).body.code).toBe('vorm-niet-beschikbaar');
  });

  it.each(reading.filter((path) => path.includes('{')))('%s is 404 for what is not there, whatever it looks like', async (path) => {
    const strange = ['0198c0de-0000-7000-8000-00000000dead', 'x', '%00', '%F0%9F%98%80', '%27%20or%201=1', '..%2f..', 'gm0363%20', '1e9'];
    for (const value of strange) {
      const { status, body } = await caller.get(elsewhere(path, value) + needs(path));
      expect([value, status, typeof body.code]).toEqual([value, 404, 'string']);
    }
  });

  it.each(reading)('%s answers pages from a cursor of its own alone', async (path) => {
    const address = concrete(path).replace('/intrekking', '/publicaties');
    if (!isList((await caller.get(address + needs(path))).body)) return;
    if (!JSON.stringify(document.paths[path]).includes('"cursor"')) return;
    for (const content of [1, [], {}, { f: 'x', k: 'y' }, { f: 'x', k: [1] }, { f: 'x', k: ['\u0000'] }]) {
      const cursor = Buffer.from(JSON.stringify(content)).toString('base64url');
      const { body } = await caller.get(`${address}?cursor=${cursor}`);
      expect(body.errors?.map(({ code }: { code: string }) => code)).toEqual(['ongeldige-cursor']);
    }
  });
});

/** The path of a record that exists, with another value in its last place. */
function elsewhere(path: string, value: string): string {
  const parts = path.split('/');
  const at = parts.findLastIndex((part) => part.startsWith('{'));
  return concrete(path).split('/').with(at, value).join('/');
}

describe('every write', () => {
  const writing = paths.flatMap((path) =>
    methods.filter((each) => each !== 'get' && has(path, each)).map((method) => [method, path] as const),
  );
  const withBody = writing.filter(([method]) => method !== 'delete');

  it.each(writing)('%s %s asks for a key', async (method, path) => {
    const answer = await test.anonymous[method](concrete(path), method === 'delete' ? {} : { body: {} });
    expect([answer.status, answer.body.code]).toEqual([401, 'sleutel-verplicht']);
  });

  it.each(withBody)('%s %s takes JSON that says so, of a reasonable size and depth', async (method, path) => {
    const type = method === 'patch' ? 'application/merge-patch+json' : 'application/json';
    const send = async (body: string, headers: object): Promise<number> =>
      (await caller[method](concrete(path), { body, headers: { 'if-match': '*', ...headers } })).status;
    expect(await send('{}', { 'content-type': 'text/plain' })).toBe(415);
    expect(await send('{}', { 'content-type': `${type}; charset=latin1` })).toBe(415);
    expect(await send(`{"a":"${'x'.repeat(1_100_000)}"}`, { 'content-type': type })).toBe(413);
    expect(await send('{}', { 'content-type': type, accept: 'text/html' })).toBe(406);
    for (const broken of ['{', '{"a":}', 'geen json', '"tekst"', '[]', `${'['.repeat(60)}${']'.repeat(60)}`, '{"toString":1}'])
      expect([broken, await send(broken, { 'content-type': type })]).toEqual([broken, 400]);
  });

  it.each(withBody)('%s %s refuses parameters and fields that do not exist, together', async (method, path) => {
    const { body } = await caller[method](`${concrete(path)}?bestaatNiet=1`, { body: { onbekendVeld: 1 }, headers: { 'if-match': '*' } });
    const found = (body.errors as { in: string; code: string }[]).map((each) => `${each.in} ${each.code}`);
    expect(found).toEqual(expect.arrayContaining(['query onbekende-parameter', 'body onbekend-veld']));
  });
});
