import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ervaring, les, useCase } from '../support/builders.js';
import { startTestApp, type Caller, type TestApp } from '../support/test-app.js';

/**
 * No oracle: whatever a caller asks, the answer is worked out from what that caller may see. Each secret word stands only in
 * records that the anonymous may not see, so it may not turn up anywhere.
 */
const SECRET = 'Zilvermeeuw';

let test: TestApp;
let amsterdam: Caller;
let utrecht: Caller;
const hidden: string[] = [];
let open = '';

beforeAll(async () => {
  test = await startTestApp();
  amsterdam = await test.as('gm0363');
  utrecht = await test.as('gm0344');
  const make = async (caller: Caller, path: string, body: object): Promise<string> => (await caller.post(path, { body })).body.id as string;
  const secret = { titel: `${SECRET} vliegt`, openbaarheid: 'overheid', publiceren: true };
  open = await make(amsterdam, '/use-cases', useCase({ fase: 'pilot', publiceren: true }));
  const parent = await make(
    amsterdam,
    '/use-cases',
    useCase({ ...secret, leveranciers: [SECRET], fase: 'in-gebruik', themas: ['ethiek'] }),
  );
  hidden.push(parent);
  hidden.push(await make(amsterdam, `/use-cases/${parent}/ervaringen`, ervaring({ ...secret, openbaarheid: 'openbaar' })));
  hidden.push(await make(amsterdam, `/use-cases/${open}/ervaringen`, ervaring(secret)));
  hidden.push(await make(utrecht, '/lessen', les({ ...secret, useCase: open, themas: ['ethiek'] })));
  hidden.push(await make(amsterdam, '/use-cases', useCase({ titel: `${SECRET} broedt`, eigenKenmerk: SECRET })));
  const restricted = await make(amsterdam, '/use-cases', useCase({ ...secret, openbaarheid: 'openbaar' }));
  await amsterdam.patch(`/use-cases/${restricted}/concept`, { body: { openbaarheid: 'overheid' }, headers: { 'if-match': '*' } });
  await amsterdam.post(`/use-cases/${restricted}/publicaties`);
  hidden.push(restricted);
  await make(utrecht, '/use-cases', useCase({ gebaseerdOp: restricted, publiceren: true }));
  await make(utrecht, '/lessen', les({ useCase: parent, publiceren: true }));
});
afterAll(() => test.close());

describe('the anonymous', () => {
  it('cannot tell what they may not see from what does not exist', async () => {
    const nowhere = '0198c0de-0000-7000-8000-00000000dead';
    for (const id of hidden)
      for (const kind of ['use-cases', 'ervaringen', 'lessen'])
        for (const below of ['', '/publicaties', '/publicaties/1', '/intrekking', ...(kind === 'use-cases' ? ['/ervaringen'] : [])]) {
          const asked = await test.anonymous.get(`/${kind}/${id}${below}`);
          const absent = await test.anonymous.get(`/${kind}/${nowhere}${below}`);
          expect(asked.text.replaceAll(id, nowhere)).toBe(absent.text);
          expect(asked.status).toBe(404);
        }
  });

  it('find no trace in any list, row, total or facet', async () => {
    const lists = ['/use-cases', '/ervaringen', '/lessen', '/organisaties/gm0363/use-cases', '/organisaties/gm0344/lessen'];
    lists.push(`/use-cases/${open}/ervaringen`, '/organisaties/gm0363/ervaringen');
    for (const path of lists) {
      const sign = path.includes('?') ? '&' : '?';
      for (const query of ['limiet=100', 'formaat=csv', 'sorteer=titel', 'limiet=1']) {
        const { text } = await test.anonymous.get(`${path}${sign}${query}`);
        expect(text).not.toContain(SECRET);
        for (const id of hidden) expect(text).not.toContain(id);
      }
    }
    const { body } = await test.anonymous.get('/use-cases?limiet=100&facetten=leverancier,thema,fase,gebaseerdOp');
    expect(body.totaal).toBe(body.resultaten.length);
    expect(body.facetten).toMatchObject({ leverancier: [], thema: [], gebaseerdOp: [], fase: [{ code: 'pilot', aantal: body.totaal }] });
    const known = await amsterdam.get('/use-cases?limiet=100&facetten=leverancier,fase');
    expect(known.body.facetten.leverancier).toMatchObject([{ code: SECRET.toLowerCase(), aantal: 1 }]);
    expect(known.body.totaal).toBe(Number(body.totaal) + 2);
  });

  it('get the same answer to a filter on a hidden record as on none', async () => {
    for (const id of hidden)
      for (const query of [`/lessen?useCase=${id}`, `/ervaringen?useCase=${id}`, `/use-cases?gebaseerdOp=${id}`, `/lessen?ervaring=${id}`])
        expect((await test.anonymous.get(query)).body).toMatchObject({ totaal: 0, resultaten: [] });
    expect((await test.anonymous.get(`/use-cases?leverancier=${SECRET}`)).body.totaal).toBe(0);
    expect((await test.anonymous.get('/organisaties/gm0363')).body.aantalUseCases).toBe(1);
    expect((await amsterdam.get('/organisaties/gm0363')).body.aantalUseCases).toBe(3);
  });

  it('see counts and links of what they may see alone', async () => {
    const seen = await test.anonymous.get(`/use-cases/${open}`);
    expect(seen.body.actueel).toMatchObject({ aantalErvaringen: 0, aantalLessen: 0, aantalNavolgers: 0 });
    expect((await utrecht.get(`/use-cases/${open}`)).body.actueel).toMatchObject({
      aantalErvaringen: 1,
      aantalLessen: 1,
      aantalNavolgers: 0,
    });
    const lessons = (await test.anonymous.get('/lessen')).body.resultaten as { useCase: string | null }[];
    expect(lessons.map(({ useCase: origin }) => origin)).toEqual([null]);
  });

  it('do not see a change in what is hidden, not even in a tag', async () => {
    const addresses = [
      '/use-cases?facetten=fase',
      '/lessen',
      '/ervaringen',
      `/use-cases/${open}`,
      '/organisaties/gm0363',
      '/organisaties?limiet=5',
    ];
    const tags = async (): Promise<unknown[]> =>
      Promise.all(addresses.map(async (path) => (await test.anonymous.get(path)).headers['etag']));
    const before = await tags();
    await amsterdam.post('/use-cases', { body: useCase({ openbaarheid: 'overheid', publiceren: true }) });
    await amsterdam.post(`/use-cases/${open}/ervaringen`, { body: ervaring({ openbaarheid: 'overheid', publiceren: true }) });
    await utrecht.post('/lessen', { body: les({ useCase: open, openbaarheid: 'overheid', publiceren: true }) });
    await amsterdam.patch(`/use-cases/${open}/concept`, { body: { titel: SECRET }, headers: { 'if-match': '*' } });
    expect(await tags()).toEqual(before);
  });
});

describe('a tombstone', () => {
  it('stands only for those who could see the record', async () => {
    for (const openbaarheid of ['openbaar', 'overheid']) {
      const { body: made } = await amsterdam.post('/use-cases', { body: useCase({ openbaarheid, publiceren: true }) });
      await amsterdam.put(`/use-cases/${made.id}/intrekking`, { body: { reden: 'Klaar.' } });
      expect((await test.anonymous.get(`/use-cases/${made.id}`)).status).toBe(openbaarheid === 'openbaar' ? 410 : 404);
      expect((await utrecht.get(`/use-cases/${made.id}`)).status).toBe(410);
      const { body } = await utrecht.get(`/use-cases?limiet=100`);
      expect(body.resultaten.map(({ id }: { id: string }) => id)).not.toContain(made.id);
    }
  });

  it('of a public experience on a restricted use case stays hidden', async () => {
    const { body: home } = await amsterdam.post('/use-cases', { body: useCase({ openbaarheid: 'overheid', publiceren: true }) });
    const { body: story } = await amsterdam.post(`/use-cases/${home.id}/ervaringen`, { body: ervaring({ publiceren: true }) });
    await amsterdam.put(`/use-cases/${home.id}/intrekking`, { body: { reden: 'Klaar.' } });
    for (const below of ['', '/publicaties', '/intrekking', '/publicaties/1'])
      expect((await test.anonymous.get(`/ervaringen/${story.id}${below}`)).status).toBe(404);
    expect((await utrecht.get(`/ervaringen/${story.id}`)).status).toBe(410);
  });
});

describe('caching', () => {
  it('is for the anonymous alone, and never of a refusal', async () => {
    for (const path of ['/use-cases', `/use-cases/${open}`, `/use-cases/${open}/publicaties/1`, '/lessen']) {
      const free = await test.anonymous.get(path);
      const keyed = await utrecht.get(path);
      expect([path, free.headers['cache-control'], keyed.headers['cache-control']]).toEqual([
        path,
        'public, max-age=0, must-revalidate',
        'no-store',
      ]);
      for (const each of [free, keyed]) expect(each.headers['vary']).toMatch(/Authorization.*X-API-Key/);
    }
    expect((await test.anonymous.get('/use-cases/niet')).headers['cache-control']).toBe('no-store');
    expect((await test.anonymous.get('/codelijsten/fase')).headers['cache-control']).toContain('max-age=300');
    expect((await utrecht.get('/codelijsten/fase')).headers['cache-control']).toBe('no-store');
  });
});
