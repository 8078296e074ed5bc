import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, useCase } from '../support/builders.js';
import { startTestApp, type Caller, type TestApp } from '../support/test-app.js';

let test: TestApp;
let amsterdam: Caller;
let lezer: Caller;
const NOWHERE = '0198c0de-0000-7000-8000-000000000009';

beforeAll(async () => {
  test = await startTestApp();
  amsterdam = await test.as('gm0363');
  lezer = await test.as('gm0363', 'lezer');
});
afterAll(() => test.close());

const count = async (): Promise<number> =>
  Number((await test.app.dataSource.query<{ n: string }[]>('select count(*) as n from registratie'))[0]!.n);

describe('ten mistakes', () => {
  it('give ten errors with their places, and store nothing', async () => {
    const before = await count();
    const answer = await amsterdam.post('/use-cases', {
      body: {
        titel: 'x'.repeat(141),
        samenvatting: 5,
        fase: 'onzin',
        faseSindsPeriode: '2025-13',
        soortToepassing: ['samenvatten', 'samenvatten', 'nee'],
        modellen: [{ naam: 'a', herkomst: 'mars' }],
        startPeriode: '2025-02-30',
        bepalingen: [{ bepaling: 'std25-bestaat-niet', naleving: 'voldoet' }],
        betrokkenOrganisaties: ['gm9999'],
        algoritmeregisterUrl: 'geen-adres',
        onbekendVeld: true,
        omschrijving: 'Zie burgerservicenummer 111222333.',
        doel: 'bel \u0007',
      },
    });
    expect(answer.status).toBe(400);
    expect(codesOf(answer)).toEqual([
      '/algoritmeregisterUrl verkeerde-vorm',
      '/bepalingen/0/bepaling bestaat-niet',
      '/betrokkenOrganisaties/0 bestaat-niet',
      '/doel stuurteken',
      '/fase onbekende-code',
      '/faseSindsPeriode verkeerde-vorm',
      '/modellen/0/herkomst onbekende-code',
      '/omschrijving persoonsgegeven-bsn',
      '/onbekendVeld onbekend-veld',
      '/samenvatting verkeerd-type',
      '/soortToepassing/1 dubbel',
      '/soortToepassing/2 onbekende-code',
      '/startPeriode dag-bestaat-niet',
      '/titel te-lang',
    ]);
    expect(answer.text).not.toContain('111222333');
    expect(await count()).toBe(before);
  });

  it.each([
    ['{"titel":', 'ongeldige-json'],
    ['[1,]', 'ongeldige-json'],
    ['{"titel":"a" "b"}', 'ongeldige-json'],
    ['nul', 'ongeldige-json'],
    ['[]', 'verkeerd-type'],
    ['"tekst"', 'verkeerd-type'],
    ['null', 'verkeerd-type'],
    ['{"__proto__":{"titel":"x"}}', 'onbekend-veld'],
    ['{"titel":"x","constructor":{}}', 'onbekend-veld'],
    [`${'['.repeat(500)}${']'.repeat(500)}`, 'te-diep'],
    ['{"a":'.repeat(100_000), 'te-diep'],
  ])('%.40s is a clear 400', async (body, code) => {
    const answer = await amsterdam.post('/use-cases', { body, headers: { 'content-type': 'application/json' } });
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].code).toBe(code);
  });

  it.each([
    ['"\\u0000"', 'stuurteken'],
    ['"\\ud800"', 'ongeldig-teken'],
    ['"  "', 'verplicht'],
    ['"a\\nb"', 'stuurteken'],
    ['null', 'verplicht'],
    ['1e999', 'verkeerd-type'],
  ])('a title %s is refused', async (titel, code) => {
    expect(
      codesOf(await amsterdam.post('/use-cases', { body: `{"titel":${titel}}`, headers: { 'content-type': 'application/json' } })),
    ).toEqual([`/titel ${code}`]);
  });

  it('bytes that are not UTF-8 are refused', async () => {
    const response = await fetch(`${test.url}/v1/use-cases`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': amsterdam.key! },
      body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]),
    });
    expect(response.status).toBe(400);
    expect(((await response.json()) as { errors: { code: string }[] }).errors[0]!.code).toBe('geen-utf8');
  });

  it('text is stored trimmed and in one Unicode form', async () => {
    const { body } = await amsterdam.post('/use-cases', { body: { titel: '  Cafe\u0301 😀 ' } });
    expect(body.titel).toBe('Café 😀');
    expect((await amsterdam.post('/use-cases', { body: { titel: '😀'.repeat(140) } })).status).toBe(201);
  });
});

describe('the right status', () => {
  it('for paths and methods', async () => {
    expect((await test.anonymous.get('/bestaat-niet')).body.code).toBe('pad-onbekend');
    expect((await test.anonymous.get('/use-cases/')).status).toBe(404);
    const wrong = await amsterdam.delete('/use-cases');
    expect([wrong.status, wrong.headers['allow']]).toEqual([405, 'GET, HEAD, POST, OPTIONS']);
    const head = await test.anonymous.head('/use-cases');
    expect([head.status, head.headers['etag'] !== undefined]).toEqual([200, true]);
    expect((await test.anonymous.options('/use-cases')).headers['allow']).toBe('GET, HEAD, POST, OPTIONS');
    expect((await test.anonymous.get('/use-cases/geen-uuid')).status).toBe(404);
    expect((await test.anonymous.get(`/use-cases/${'a'.repeat(400)}`)).status).toBe(414);
  });

  it('for content types, charsets, sizes and accept headers', async () => {
    const post = (headers: Record<string, string>, body = '{"titel":"x"}'): Promise<{ status: number }> =>
      amsterdam.post('/use-cases', { body, headers });
    expect((await post({ 'content-type': 'text/plain' })).status).toBe(415);
    expect((await post({ 'content-type': 'application/xml' })).status).toBe(415);
    expect((await post({ 'content-type': 'application/json; charset=utf-16' })).status).toBe(415);
    expect((await post({ 'content-type': 'application/json; charset=UTF-8' })).status).toBe(201);
    expect((await post({ 'content-type': 'application/json' }, `{"titel":"${'x'.repeat(1_100_000)}"}`)).status).toBe(413);
    expect((await post({ 'content-type': 'application/json', accept: 'text/html' })).status).toBe(406);
    expect((await test.anonymous.get('/use-cases', { headers: { accept: 'application/xml' } })).status).toBe(406);
    expect((await test.anonymous.get('/use-cases', { headers: { accept: 'text/html, application/json;q=0.1' } })).status).toBe(200);
  });

  it('for keys that do not work', async () => {
    for (const headers of [
      { 'x-api-key': 'ucr_onzin-onzin' } as Record<string, string>,
      { 'x-api-key': '' },
      { authorization: 'Bearer abc' },
    ]) {
      const answer = await test.anonymous.get('/use-cases', { headers });
      expect([answer.status, answer.headers['www-authenticate'] !== undefined]).toEqual([401, true]);
    }
    const key = (await test.as('gm0141')).key!;
    await test.app.dataSource.query("update api_sleutel set ingetrokken_op = now() where organisatie = 'gm0141'");
    expect((await test.anonymous.get('/mijn-rechten', { headers: { 'x-api-key': key } })).status).toBe(401);
  });
});

describe('when several errors apply', () => {
  it('the one that the contract puts first wins', async () => {
    const bad = { body: '{', headers: { 'content-type': 'text/plain' } };
    const json = { body: '{', headers: { 'content-type': 'application/json' } };
    expect((await test.anonymous.post('/use-cases', bad)).status).toBe(401);
    expect((await lezer.post('/use-cases', bad)).status).toBe(415);
    expect((await lezer.post('/use-cases', { ...json, headers: { ...json.headers, accept: 'text/html' } })).status).toBe(406);
    expect((await lezer.post('/use-cases', json)).status).toBe(403);
    expect((await amsterdam.put(`/use-cases/${NOWHERE}/concept`, json)).status).toBe(404);
    const { body: own } = await amsterdam.post('/use-cases', { body: useCase() });
    expect((await lezer.put(`/use-cases/${own.id}/concept`, json)).status).toBe(403);
    expect((await amsterdam.put(`/use-cases/${own.id}/concept`, json)).status).toBe(428);
    expect(
      (await amsterdam.put(`/use-cases/${own.id}/concept`, { ...json, headers: { ...json.headers, 'if-match': '"oud"' } })).status,
    ).toBe(412);
    expect((await amsterdam.put(`/use-cases/${own.id}/concept`, { ...json, headers: { ...json.headers, 'if-match': '*' } })).status).toBe(
      400,
    );
    expect((await test.anonymous.get(`/use-cases/${NOWHERE}?onbekend=1`)).status).toBe(404);
    await amsterdam.post(`/use-cases/${own.id}/publicaties`);
    expect((await test.anonymous.get(`/use-cases/${own.id}?onbekend=1`)).status).toBe(400);
    expect((await (await test.as('gm0344')).put(`/use-cases/${own.id}/concept`, json)).status).toBe(403);
  });
});

describe('caching', () => {
  it('answers 304 to those who have the bytes, on every GET', async () => {
    const { body: own } = await amsterdam.post('/use-cases', { body: useCase({ publiceren: true }) });
    for (const path of [
      '/use-cases',
      `/use-cases/${own.id}`,
      `/use-cases/${own.id}/concept`,
      `/use-cases/${own.id}/publicaties`,
      `/use-cases/${own.id}/publicaties/1`,
      '/mijn-rechten',
      '/openapi.json',
    ]) {
      const first = await amsterdam.get(path);
      const second = await amsterdam.get(path, { headers: { 'if-none-match': `"iets", W/${first.headers['etag']!}` } });
      expect([path, second.status, second.text, second.headers['etag']]).toEqual([path, 304, '', first.headers['etag']]);
    }
  });

  it('lets the anonymous revalidate and keeps keyed answers out of caches; the tag follows the bytes, not the caller', async () => {
    const { body: own } = await amsterdam.post('/use-cases', { body: useCase({ publiceren: true }) });
    const open = await test.anonymous.get(`/use-cases/${own.id}`);
    const keyed = await amsterdam.get(`/use-cases/${own.id}`);
    expect(open.headers['cache-control']).toBe('public, max-age=0, must-revalidate');
    expect(keyed.headers['cache-control']).toBe('no-store');
    expect(keyed.headers['vary']).toContain('X-API-Key');
    expect([keyed.text, keyed.headers['etag']]).toEqual([open.text, open.headers['etag']]);
    expect(
      (await test.anonymous.get('/openapi.json', { headers: { origin: 'https://example.org' } })).headers['access-control-allow-origin'],
    ).toBe('*');
    expect(
      (await amsterdam.post('/use-cases', { body: { titel: 'x' }, headers: { origin: 'https://example.org' } })).headers[
        'access-control-allow-origin'
      ],
    ).toBeUndefined();
  });
});

describe('safe repetition', () => {
  it('gives the first answer again, and refuses the key for another body', async () => {
    const headers = { 'idempotency-key': 'sleutel-1' };
    const first = await amsterdam.post('/use-cases', { body: useCase({ publiceren: true }), headers });
    const again = await amsterdam.post('/use-cases', { body: useCase({ publiceren: true }), headers });
    expect([again.status, again.text, again.headers['location'], again.headers['etag']]).toEqual([
      201,
      first.text,
      first.headers['location'],
      first.headers['etag'],
    ]);
    expect((await amsterdam.post('/use-cases', { body: useCase({ titel: 'anders' }), headers })).body.code).toBe(
      'idempotency-key-hergebruikt',
    );
    expect((await (await test.as('gm0344')).post('/use-cases', { body: useCase(), headers })).body.id).not.toBe(first.body.id);
    expect(codesOf(await amsterdam.post('/use-cases', { body: useCase(), headers: { 'idempotency-key': 'é' } }))).toEqual([
      'Idempotency-Key verkeerde-vorm',
    ]);
  });

  it('keeps a refusal as well, but not of rights', async () => {
    const headers = { 'idempotency-key': 'sleutel-2' };
    const refused = await amsterdam.post('/use-cases', { body: { titel: '' }, headers });
    const again = await amsterdam.post('/use-cases', { body: { titel: '' }, headers });
    expect([again.status, again.text, again.headers['idempotency-replayed']]).toEqual([400, refused.text, 'true']);
    expect((await lezer.post('/use-cases', { body: useCase(), headers })).status).toBe(403);
    expect((await lezer.post('/use-cases', { body: useCase(), headers })).headers['idempotency-replayed']).toBeUndefined();
  });

  it('makes one record out of many calls at once', async () => {
    const headers = { 'idempotency-key': 'tegelijk' };
    const before = await count();
    const answers = await Promise.all(Array.from({ length: 100 }, () => amsterdam.post('/use-cases', { body: useCase(), headers })));
    expect(new Set(answers.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
    expect(await count()).toBe(before + 1);
  });
});

describe('my rights', () => {
  it('say who I am and what I may do', async () => {
    expect((await test.anonymous.get('/mijn-rechten')).body).toMatchObject({ aangemeld: false, organisatie: null, rol: null });
    expect((await lezer.get('/mijn-rechten')).body).toMatchObject({ aangemeld: true, organisatie: { code: 'gm0363' }, rol: 'lezer' });
  });
});
