import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, ervaring, useCase } from '../support/builders.js';
import { startTestApp, type Caller, type TestApp } from '../support/test-app.js';

let test: TestApp;
let amsterdam: Caller;
let utrecht: Caller;
let rotterdam: Caller;
let coordinator: Caller;
let parent = '';

beforeAll(async () => {
  test = await startTestApp();
  amsterdam = await test.as('gm0363');
  utrecht = await test.as('gm0344');
  rotterdam = await test.as('gm0599');
  coordinator = await test.as('mnre1034', 'coordinator');
  parent = (await amsterdam.post('/use-cases', { body: useCase({ betrokkenOrganisaties: ['gm0344'], publiceren: true }) })).body.id;
});
afterAll(() => test.close());

const any = { 'if-match': '*' };
const ids = (rows: { id: string }[]): string[] => rows.map(({ id }) => id);

describe('an experience', () => {
  it('gives back every field as it was sent', async () => {
    const content = {
      ...ervaring(),
      oordeel: 'gemengd',
      fase: 'pilot',
      metingen: [
        { indicator: 'Tijd per stuk', waarde: 12.5, eenheid: 'minuten', grondslag: 'gemeten' },
        { indicator: 'Verschil', waarde: -0.25 },
      ],
      bepalingen: ['std25-doel-helder', 'std25-stopstrategie'],
    };
    const made = await amsterdam.post(`/use-cases/${parent}/ervaringen`, { body: { ...content, eigenKenmerk: 'ERV-1', publiceren: true } });
    expect([made.status, made.headers['location']]).toEqual([201, `/v1/ervaringen/${made.body.id}`]);
    const { body } = await test.anonymous.get(`/ervaringen/${made.body.id}`);
    const { bepalingen, metingen, ...plain } = content;
    expect(body).toMatchObject({ ...plain, useCase: parent, eigenKenmerk: 'ERV-1', nummer: 1, organisatie: { code: 'gm0363' } });
    expect(body.metingen).toEqual([metingen[0], { ...metingen[1], eenheid: null, grondslag: 'onbekend' }]);
    expect(body.bepalingen.map(({ code }: { code: string }) => code)).toEqual(bepalingen);
    expect((await amsterdam.get(`/ervaringen/${made.body.id}/concept`)).body).toMatchObject({ ...plain, useCase: parent });
  });

  it('asks for kind, day, title, story and audience when published', async () => {
    const { body } = await amsterdam.post(`/use-cases/${parent}/ervaringen`, { body: { titel: 'Half' } });
    expect(codesOf(await amsterdam.post(`/ervaringen/${body.id}/publicaties`))).toEqual(
      ['/datum', '/openbaarheid', '/soort', '/verslag'].map((at) => `${at} verplicht-bij-publiceren`),
    );
    const wrong = ervaring({ datum: '2999-01-01', metingen: [{ waarde: 'veel' }], bepalingen: ['bestaat-niet'], soort: 'roman' });
    expect(codesOf(await amsterdam.post(`/use-cases/${parent}/ervaringen`, { body: wrong }))).toEqual([
      '/bepalingen/0 bestaat-niet',
      '/datum buiten-bereik',
      '/metingen/0/indicator verplicht',
      '/metingen/0/waarde verkeerd-type',
      '/soort onbekende-code',
    ]);
  });

  it('is written by the owner of the use case, an organisation that takes part, or a coordinator', async () => {
    const post = async (caller: Caller): Promise<unknown[]> => {
      const { status, body } = await caller.post(`/use-cases/${parent}/ervaringen`, { body: ervaring() });
      return [status, body.code ?? body.organisatie.code];
    };
    expect(await post(amsterdam)).toEqual([201, 'gm0363']);
    expect(await post(utrecht)).toEqual([201, 'gm0344']);
    expect(await post(rotterdam)).toEqual([403, 'niet-betrokken']);
    expect(await post(coordinator)).toEqual([201, 'mnre1034']);
    expect(await post(test.anonymous)).toEqual([401, 'sleutel-verplicht']);
    const { body: hidden } = await amsterdam.post('/use-cases', { body: useCase() });
    expect((await utrecht.post(`/use-cases/${hidden.id}/ervaringen`, { body: ervaring() })).status).toBe(404);
  });

  it('cannot be hung on a use case where it could not have been written', async () => {
    const { body: theirs } = await rotterdam.post('/use-cases', { body: useCase({ publiceren: true }) });
    const { body: own } = await amsterdam.post(`/use-cases/${parent}/ervaringen`, { body: ervaring({ eigenKenmerk: 'vast' }) });
    const moves = [
      () => amsterdam.patch(`/ervaringen/${own.id}/concept`, { body: { useCase: theirs.id }, headers: any }),
      () => amsterdam.put(`/ervaringen/${own.id}/concept`, { body: ervaring({ useCase: theirs.id }), headers: any }),
      () => amsterdam.put('/organisaties/gm0363/ervaringen/vast', { body: ervaring({ useCase: theirs.id, publiceren: true }) }),
      () => amsterdam.put('/organisaties/gm0363/ervaringen/nieuw', { body: ervaring({ useCase: theirs.id }) }),
      () => amsterdam.post(`/use-cases/${parent}/ervaringen`, { body: ervaring({ useCase: theirs.id }) }),
    ];
    for (const move of moves) {
      const answer = await move();
      expect([answer.status, answer.body.code]).toEqual([403, 'niet-betrokken']);
    }
    expect((await test.anonymous.get(`/use-cases/${theirs.id}/ervaringen`)).body.totaal).toBe(0);
    expect((await amsterdam.get(`/ervaringen/${own.id}/concept`)).body.useCase).toBe(parent);
  });

  it('is made once by its own key, and stays as it is without a change', async () => {
    const own = '/organisaties/gm0344/ervaringen/sync';
    const body = ervaring({ useCase: parent, bepalingen: ['std25-doel-helder'], publiceren: true });
    const first = await utrecht.put(own, { body });
    expect([first.status, first.body.nummer, first.headers['location']]).toEqual([201, 1, `/v1/ervaringen/${first.body.id}`]);
    const again = await utrecht.put(own, { body });
    expect([again.status, again.text]).toEqual([200, first.text]);
    const { bepalingen: _links, ...without } = body as Record<string, unknown>;
    expect((await utrecht.put(own, { body: without })).body).toMatchObject({ nummer: 1, bepalingen: [{ code: 'std25-doel-helder' }] });
    expect((await utrecht.put(own, { body: { ...body, bepalingen: [] } })).body).toMatchObject({ nummer: 2, bepalingen: [] });
    expect(codesOf(await utrecht.put('/organisaties/gm0344/ervaringen/los', { body: ervaring() }))).toEqual(['/useCase verplicht']);
  });
});

describe('publishing and withdrawal', () => {
  it('follow the use case', async () => {
    const { body: home } = await amsterdam.post('/use-cases', { body: useCase() });
    const { body: story } = await amsterdam.post(`/use-cases/${home.id}/ervaringen`, { body: ervaring() });
    const early = await amsterdam.post(`/ervaringen/${story.id}/publicaties`);
    expect(codesOf(early)).toEqual(['/useCase use-case-niet-gepubliceerd']);
    await amsterdam.post(`/use-cases/${home.id}/publicaties`);
    expect((await amsterdam.post(`/ervaringen/${story.id}/publicaties`)).status).toBe(201);
    await amsterdam.put(`/use-cases/${home.id}/intrekking`, { body: { reden: 'Klaar.', titelVerbergen: true } });
    const gone = await test.anonymous.get(`/ervaringen/${story.id}`);
    expect([gone.status, gone.body.titel]).toEqual([410, null]);
    expect((await test.anonymous.get(`/use-cases/${home.id}/ervaringen`)).status).toBe(410);
    expect((await coordinator.post(`/use-cases/${home.id}/ervaringen`, { body: ervaring() })).status).toBe(410);
    expect((await amsterdam.post(`/ervaringen/${story.id}/publicaties`)).status).toBe(400);
    await amsterdam.post(`/use-cases/${home.id}/publicaties`);
    expect((await test.anonymous.get(`/ervaringen/${story.id}`)).status).toBe(410);
    expect((await test.anonymous.get(`/use-cases/${home.id}`)).body.actueel.aantalErvaringen).toBe(0);
    expect((await amsterdam.post(`/ervaringen/${story.id}/publicaties`)).body.nummer).toBe(2);
    expect((await test.anonymous.get(`/use-cases/${home.id}`)).body.actueel.aantalErvaringen).toBe(1);
  });

  it('of one experience leave the rest', async () => {
    const { body: home } = await amsterdam.post('/use-cases', { body: useCase({ publiceren: true }) });
    const [one, two] = await Promise.all(
      [1, 2].map(() => amsterdam.post(`/use-cases/${home.id}/ervaringen`, { body: ervaring({ publiceren: true }) })),
    );
    await amsterdam.put(`/ervaringen/${one!.body.id}/intrekking`, { body: { reden: 'Onjuist.' } });
    const list = await test.anonymous.get(`/use-cases/${home.id}/ervaringen`);
    expect([list.body.totaal, ids(list.body.resultaten)]).toEqual([1, [two!.body.id]]);
    expect((await test.anonymous.get(`/ervaringen/${one!.body.id}/intrekking`)).body.reden).toBe('Onjuist.');
    expect((await test.anonymous.get(`/ervaringen/${two!.body.id}/intrekking`)).status).toBe(404);
  });
});

describe('the list of experiences', () => {
  it('filters, sorts by day, counts and pages', async () => {
    const { body: home } = await rotterdam.post('/use-cases', { body: useCase({ publiceren: true }) });
    const made: { id: string; datum: string; soort: string }[] = [];
    for (const [datum, soort, oordeel] of [
      ['2025-05-01', 'evaluatie', 'positief'],
      ['2024-05-01', 'incident', 'negatief'],
      ['2026-01-31', 'meting', 'positief'],
      ['2025-05-01', 'voortgang', 'gemengd'],
    ]) {
      const body = ervaring({ datum, soort, oordeel, fase: 'pilot', bepalingen: ['std25-doel-helder'], publiceren: true });
      made.push((await rotterdam.post(`/use-cases/${home.id}/ervaringen`, { body })).body);
    }
    const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
    const byDay = [...made].sort((a, b) => compare(a.datum, b.datum) || compare(a.id, b.id));
    const first = await test.anonymous.get(`/ervaringen?useCase=${home.id}&sorteer=datum&limiet=3`);
    const rest = await test.anonymous.get(first.body.volgende.slice(3));
    expect(ids([...first.body.resultaten, ...rest.body.resultaten])).toEqual(ids(byDay));
    expect(rest.body.volgende).toBeNull();
    const list = async (query: string): Promise<number> =>
      (await test.anonymous.get(`/ervaringen?organisatie=gm0599&${query}`)).body.totaal;
    expect(await list('soort=incident&soort=meting')).toBe(2);
    expect(await list('oordeel=positief')).toBe(2);
    expect(await list('fase=pilot&bepaling=std25-doel-helder&kader=standpunt-genai-2025')).toBe(4);
    expect(await list('bepaling=std25-stopstrategie')).toBe(0);
    expect(await list('provincie=pv28&bestuurslaag=gemeente&organisatiesoort=gemeente&voorbeeld=false')).toBe(4);
    const facets = (await test.anonymous.get(`/use-cases/${home.id}/ervaringen?facetten=oordeel`)).body.facetten.oordeel;
    expect(facets.map(({ code, aantal }: { code: string; aantal: number }) => [code, aantal])).toEqual([
      ['positief', 2],
      ['gemengd', 1],
      ['negatief', 1],
    ]);
    expect(codesOf(await test.anonymous.get('/use-cases?sorteer=datum'))).toEqual(['sorteer onbekende-sleutel']);
  });
});
