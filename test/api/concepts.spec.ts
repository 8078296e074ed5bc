import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, ervaring, les, useCase } from '../support/builders.js';
import { startTestApp, type Answer, type Caller, type TestApp } from '../support/test-app.js';

let test: TestApp;
let amsterdam: Caller;
let utrecht: Caller;

beforeAll(async () => {
  test = await startTestApp();
  amsterdam = await test.as('gm0363');
  utrecht = await test.as('gm0344');
});
afterAll(() => test.close());

const any = { 'if-match': '*' };
const register = async (changes: object = {}): Promise<string> =>
  (await amsterdam.post('/use-cases', { body: useCase(changes) })).body.id as string;

describe('a merge patch', () => {
  const patched = async (from: object, patch: object): Promise<Answer> => {
    const id = await register(from);
    return amsterdam.patch(`/use-cases/${id}/concept`, { body: patch, headers: any });
  };

  it('changes what it names, empties with null, replaces lists and merges objects', async () => {
    const from = {
      doel: 'Tijd winnen.',
      themas: ['data', 'privacy'],
      fase: 'gestopt',
      stopReden: { code: 'kosten', toelichting: 'Te duur.' },
      modellen: [{ naam: 'A', herkomst: 'eu' }],
    };
    const { body } = await patched(from, { doel: null, themas: ['inkoop'], stopReden: { code: 'risico' }, modellen: null });
    expect(body).toMatchObject({
      titel: 'Samenvatter voor raadsstukken',
      doel: null,
      themas: ['inkoop'],
      stopReden: { code: 'risico', toelichting: 'Te duur.' },
      modellen: [],
    });
  });

  it('removes all links with null, and leaves them when it does not name them', async () => {
    const links = { bepalingen: [{ bepaling: 'std25-doel-helder' }, { bepaling: 'std25-stopstrategie' }] };
    expect((await patched(links, { titel: 'Anders' })).body.bepalingen).toHaveLength(2);
    expect((await patched(links, { bepalingen: null })).body.bepalingen).toEqual([]);
    expect((await patched(links, { bepalingen: [] })).body.bepalingen).toEqual([]);
  });

  it.each([
    [{ titel: null }, ['/titel verplicht']],
    [{ titel: 7, extra: 1, themas: ['onzin'] }, ['/extra onbekend-veld', '/themas/0 onbekende-code', '/titel verkeerd-type']],
    [{ publiceren: true }, ['/publiceren hier-niet']],
    [{ organisatie: 'gm0344' }, ['/organisatie ligt-vast']],
    [{ bepalingen: [{ bepaling: 'std25-doel-helder', naleving: 'wijkt-af' }] }, ['/bepalingen/0/toelichting verplicht']],
    [{ startPeriode: '2026', eindPeriode: '2025-12' }, ['/eindPeriode eind-voor-begin']],
    [[], [' verkeerd-type']],
  ])('%j is refused as a whole', async (patch, expected) => {
    const id = await register();
    const before = await amsterdam.get(`/use-cases/${id}/concept`);
    expect(codesOf(await amsterdam.patch(`/use-cases/${id}/concept`, { body: patch, headers: any }))).toEqual(expected);
    expect((await amsterdam.get(`/use-cases/${id}/concept`)).text).toBe(before.text);
  });

  it('without a change changes nothing, not even the tag', async () => {
    const id = await register();
    const before = await amsterdam.get(`/use-cases/${id}/concept`);
    const after = await amsterdam.patch(`/use-cases/${id}/concept`, { body: {}, headers: { 'if-match': before.headers['etag']! } });
    expect([after.text, after.headers['etag']]).toEqual([before.text, before.headers['etag']]);
  });

  it('must be a merge patch', async () => {
    const id = await register();
    const headers = { ...any, 'content-type': 'application/json' };
    expect((await amsterdam.patch(`/use-cases/${id}/concept`, { body: { titel: 'x' }, headers })).status).toBe(415);
  });
});

describe('replacing a concept', () => {
  it('empties what was left out, and leaves links unless they are sent', async () => {
    const id = await register({ doel: 'x', bepalingen: [{ bepaling: 'std25-doel-helder' }] });
    const replaced = await amsterdam.put(`/use-cases/${id}/concept`, { body: { titel: 'Kaal' }, headers: any });
    expect(replaced.body).toMatchObject({ titel: 'Kaal', doel: null, samenvatting: null, fase: null, soortToepassing: [] });
    expect(replaced.body.bepalingen).toHaveLength(1);
    expect(
      (await amsterdam.put(`/use-cases/${id}/concept`, { body: { titel: 'Kaal', bepalingen: [] }, headers: any })).body.bepalingen,
    ).toEqual([]);
  });

  it('may change the own key, but not into one that is in use', async () => {
    const id = await register({ eigenKenmerk: 'eerste' });
    await register({ eigenKenmerk: 'tweede' });
    const taken = await amsterdam.put(`/use-cases/${id}/concept`, { body: { titel: 'x', eigenKenmerk: 'tweede' }, headers: any });
    expect([taken.status, taken.body.code]).toEqual([409, 'eigen-kenmerk-bestaat']);
    const renamed = await amsterdam.patch(`/use-cases/${id}/concept`, { body: { eigenKenmerk: 'derde' }, headers: any });
    expect(renamed.body.eigenKenmerk).toBe('derde');
    expect((await amsterdam.get('/organisaties/gm0363/use-cases/derde')).body.id).toBe(id);
    expect((await amsterdam.get('/organisaties/gm0363/use-cases/eerste')).status).toBe(404);
  });

  it('lets one of two writers win', async () => {
    const id = await register();
    const { headers } = await amsterdam.get(`/use-cases/${id}/concept`);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_each, index) =>
        amsterdam.patch(`/use-cases/${id}/concept`, {
          body: { titel: `Titel ${String(index)}` },
          headers: { 'if-match': headers['etag']! },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 412)]);
    const winner = answers.find(({ status }) => status === 200);
    expect((await amsterdam.get(`/use-cases/${id}/concept`)).text).toBe(winner!.text);
  });
});

describe('publishing', () => {
  it('honours If-Match when it is sent', async () => {
    const id = await register();
    const first = await amsterdam.get(`/use-cases/${id}/concept`);
    await amsterdam.patch(`/use-cases/${id}/concept`, { body: { titel: 'Nieuwer' }, headers: any });
    const stale = await amsterdam.post(`/use-cases/${id}/publicaties`, { headers: { 'if-match': first.headers['etag']! } });
    expect(stale.status).toBe(412);
    const { headers } = await amsterdam.get(`/use-cases/${id}/concept`);
    expect((await amsterdam.post(`/use-cases/${id}/publicaties`, { headers: { 'if-match': headers['etag']! } })).status).toBe(201);
  });

  it('of the same concept at the same time makes one publication', async () => {
    const id = await register();
    const answers = await Promise.all(Array.from({ length: 10 }, () => amsterdam.post(`/use-cases/${id}/publicaties`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 9 }, () => 200), 201]);
    expect((await test.anonymous.get(`/use-cases/${id}/publicaties`)).body.totaal).toBe(1);
  });

  it('shows a retired or refused thing before anything is stored', async () => {
    const answer = await amsterdam.post('/use-cases', { body: { titel: 'x', eigenKenmerk: 'half', publiceren: true } });
    expect(codesOf(answer)).toContain('/samenvatting verplicht-bij-publiceren');
    expect((await amsterdam.get('/organisaties/gm0363/use-cases/half')).status).toBe(404);
  });

  it('keeps every number as it was, whatever happens after', async () => {
    const id = await register({ publiceren: true });
    const texts: string[] = [];
    for (const fase of ['experiment', 'implementatie', 'in-gebruik']) {
      texts.push((await test.anonymous.get(`/use-cases/${id}/publicaties/${String(texts.length + 1)}`)).text);
      await amsterdam.patch(`/use-cases/${id}/concept`, { body: { fase, faseSindsPeriode: '2026' }, headers: any });
      await amsterdam.post(`/use-cases/${id}/publicaties`, { body: { toelichting: fase } });
    }
    await utrecht.post('/lessen', { body: les({ useCase: id, publiceren: true }) });
    for (const [index, text] of texts.entries()) {
      expect((await test.anonymous.get(`/use-cases/${id}/publicaties/${String(index + 1)}`)).text).toBe(text);
    }
    const { body } = await test.anonymous.get(`/use-cases/${id}`);
    expect(body.faseVerloop.map(({ fase, nummer }: { fase: string; nummer: number }) => [fase, nummer])).toEqual([
      ['pilot', 1],
      ['experiment', 2],
      ['implementatie', 3],
      ['in-gebruik', 4],
    ]);
    expect(body.actueel.aantalLessen).toBe(1);
    for (const nummer of ['0', '5', '01', '-1', 'abc', '99999999999']) {
      expect([nummer, (await test.anonymous.get(`/use-cases/${id}/publicaties/${nummer}`)).status]).toEqual([nummer, 404]);
    }
  });
});

describe('discarding', () => {
  it('removes what was never published, and its key is free again', async () => {
    const id = await register({ eigenKenmerk: 'weg' });
    expect((await amsterdam.delete(`/use-cases/${id}/concept`)).status).toBe(428);
    expect((await amsterdam.delete(`/use-cases/${id}/concept`, { headers: any })).status).toBe(204);
    for (const path of [
      `/use-cases/${id}`,
      `/use-cases/${id}/concept`,
      `/use-cases/${id}/publicaties`,
      '/organisaties/gm0363/use-cases/weg',
    ])
      expect([path, (await amsterdam.get(path)).status]).toEqual([path, 404]);
    expect(await register({ eigenKenmerk: 'weg' })).not.toBe(id);
  });

  it('is refused while something hangs on it', async () => {
    const id = await register();
    const { body: story } = await amsterdam.post(`/use-cases/${id}/ervaringen`, { body: ervaring() });
    const refused = await amsterdam.delete(`/use-cases/${id}/concept`, { headers: any });
    expect([refused.status, refused.body.code]).toEqual([409, 'nog-in-gebruik']);
    await amsterdam.delete(`/ervaringen/${story.id}/concept`, { headers: any });
    expect((await amsterdam.delete(`/use-cases/${id}/concept`, { headers: any })).status).toBe(204);
  });
});
