import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, ervaring, les, useCase } from '../support/builders.js';
import { startTestApp, type Caller, type TestApp } from '../support/test-app.js';

let test: TestApp;
let amsterdam: Caller;
let utrecht: Caller;
let coordinator: Caller;

beforeAll(async () => {
  test = await startTestApp();
  amsterdam = await test.as('gm0363');
  utrecht = await test.as('gm0344');
  coordinator = await test.as('mnre1034', 'coordinator');
});
afterAll(() => test.close());

const any = { 'if-match': '*' };

describe('a lesson', () => {
  it('gives back every field as it was sent', async () => {
    const { body: home } = await amsterdam.post('/use-cases', { body: useCase({ publiceren: true }) });
    const { body: story } = await amsterdam.post(`/use-cases/${home.id}/ervaringen`, { body: ervaring({ publiceren: true }) });
    const { body: newer } = await utrecht.post('/lessen', { body: les({ publiceren: true }) });
    const content = {
      ...les(),
      watGebeurde: 'Het antwoord was oud.',
      aanbeveling: 'Wijs een beheerder aan.',
      toepasbaarheid: {
        bestuurslagen: ['gemeente'],
        fasen: ['pilot'],
        soortenToepassing: ['publiekschatbot'],
        toelichting: 'Niet bij dossiers.',
      },
      soort: 'negatief',
      themas: ['data'],
      effect: 'De helft minder fouten.',
      useCase: home.id,
      ervaring: story.id,
      vervangenDoor: newer.id,
    };
    const made = await utrecht.post('/lessen', {
      body: { ...content, bepalingen: ['std25-doel-helder'], eigenKenmerk: 'LES-1', publiceren: true },
    });
    expect([made.status, made.headers['location']]).toEqual([201, `/v1/lessen/${made.body.id}`]);
    const { body } = await test.anonymous.get(`/lessen/${made.body.id}`);
    expect(body).toMatchObject({
      ...content,
      eigenKenmerk: 'LES-1',
      bepalingen: [{ code: 'std25-doel-helder' }],
      organisatie: { code: 'gm0344' },
    });
    expect((await test.anonymous.get(`/lessen/${newer.id}`)).body.actueel.aantalVervangenLessen).toBe(1);
    expect((await test.anonymous.get(`/ervaringen/${story.id}`)).body.actueel.aantalLessen).toBe(1);
    expect((await utrecht.get(`/lessen/${made.body.id}/concept`)).body).toMatchObject(content);
  });

  it('asks for title, lesson and audience when published, and stands without an origin', async () => {
    expect(codesOf(await utrecht.post('/lessen', { body: { titel: 'x', publiceren: true } }))).toEqual([
      '/les verplicht-bij-publiceren',
      '/openbaarheid verplicht-bij-publiceren',
    ]);
    const { body } = await utrecht.post('/lessen', { body: les({ publiceren: true }) });
    expect((await test.anonymous.get(`/lessen/${body.id}`)).body).toMatchObject({
      soort: 'onbekend',
      toepasbaarheid: null,
      useCase: null,
      themas: [],
    });
    expect(codesOf(await utrecht.post('/lessen', { body: les({ toepasbaarheid: { fasen: ['ooit'], extra: 1 } }) }))).toEqual([
      '/toepasbaarheid/extra onbekend-veld',
      '/toepasbaarheid/fasen/0 onbekende-code',
    ]);
  });

  it('can only come from what its writer may see', async () => {
    const { body: hidden } = await amsterdam.post('/use-cases', { body: useCase() });
    const { body: restricted } = await amsterdam.post('/use-cases', { body: useCase({ openbaarheid: 'overheid', publiceren: true }) });
    expect(codesOf(await utrecht.post('/lessen', { body: les({ useCase: hidden.id }) }))).toEqual(['/useCase bestaat-niet']);
    expect((await amsterdam.post('/lessen', { body: les({ useCase: hidden.id }) })).status).toBe(201);
    const { body } = await utrecht.post('/lessen', { body: les({ useCase: restricted.id, publiceren: true }) });
    expect((await test.anonymous.get(`/lessen/${body.id}`)).body.useCase).toBeNull();
    expect((await amsterdam.get(`/lessen/${body.id}`)).body.useCase).toBe(restricted.id);
  });

  it('stays when its use case is withdrawn, without the link, and finds it again', async () => {
    const { body: home } = await amsterdam.post('/use-cases', { body: useCase({ publiceren: true }) });
    const { body } = await utrecht.post('/lessen', { body: les({ useCase: home.id, publiceren: true }) });
    await amsterdam.put(`/use-cases/${home.id}/intrekking`, { body: { reden: 'Weg.' } });
    for (const path of [`/lessen/${body.id}`, `/lessen/${body.id}/publicaties/1`])
      for (const caller of [test.anonymous, amsterdam]) expect((await caller.get(path)).body.useCase).toBeNull();
    expect((await test.anonymous.get(`/lessen?useCase=${home.id}`)).body.totaal).toBe(0);
    await amsterdam.post(`/use-cases/${home.id}/publicaties`);
    expect((await test.anonymous.get(`/lessen?useCase=${home.id}`)).body.totaal).toBe(1);
  });

  it('is withdrawn and published again like any record', async () => {
    const { body } = await utrecht.post('/lessen', { body: les({ eigenKenmerk: 'terug', publiceren: true }) });
    await utrecht.put(`/lessen/${body.id}/intrekking`, { body: { reden: 'Klopt niet.', titelVerbergen: true } });
    expect((await test.anonymous.get(`/lessen/${body.id}`)).body).toMatchObject({ status: 410, titel: null, reden: 'Klopt niet.' });
    expect((await utrecht.put('/organisaties/gm0344/lessen/terug', { body: les({ publiceren: true }) })).body.code).toBe('ingetrokken');
    expect((await utrecht.put('/organisaties/gm0344/lessen/terug', { body: les({ titel: 'Beter' }) })).status).toBe(200);
    expect((await test.anonymous.get(`/lessen/${body.id}`)).status).toBe(410);
    const back = await utrecht.post(`/lessen/${body.id}/publicaties`);
    expect([back.status, back.body.nummer, back.body.titel]).toEqual([201, 2, 'Beter']);
    expect((await test.anonymous.get(`/lessen/${body.id}/publicaties/1`)).status).toBe(410);
  });

  it('may be registered on behalf of an organisation until it takes over', async () => {
    const { body } = await coordinator.post('/lessen', { body: les({ organisatie: 'gm0518' }) });
    expect(body).toMatchObject({ organisatie: { code: 'gm0518' }, namensOrganisatie: true, gewijzigdDoor: { code: 'mnre1034' } });
    expect((await coordinator.patch(`/lessen/${body.id}/concept`, { body: { titel: 'Nog eens' }, headers: any })).status).toBe(200);
    const denHaag = await test.as('gm0518');
    expect((await denHaag.patch(`/lessen/${body.id}/concept`, { body: { titel: 'Van ons' }, headers: any })).body.namensOrganisatie).toBe(
      false,
    );
    expect((await coordinator.patch(`/lessen/${body.id}/concept`, { body: { titel: 'Toch' }, headers: any })).status).toBe(404);
    await denHaag.post(`/lessen/${body.id}/publicaties`);
    expect((await coordinator.patch(`/lessen/${body.id}/concept`, { body: { titel: 'Toch' }, headers: any })).body.code).toBe(
      'organisatie-beheert-zelf',
    );
  });
});

describe('the list of lessons', () => {
  it.each([
    ['thema=inkoop', ['a']],
    ['thema=inkoop&thema=privacy', ['a', 'b']],
    ['soort=positief', ['a']],
    ['fase=pilot', ['a', 'c']],
    ['soortToepassing=schrijfhulp', ['b']],
    ['bepaling=std25-stopstrategie', ['c']],
    ['kader=standpunt-genai-2025&soort=negatief', ['c']],
    ['bestuurslaag=provincie', ['b']],
    ['organisatiesoort=provincie', ['b']],
    ['provincie=pv28', ['a', 'c']],
    ['organisatie=pv27&organisatie=gm0599', ['a', 'b', 'c']],
    ['voorbeeld=true', []],
  ])('%s', async (query, expected) => {
    await made();
    const { body } = await test.anonymous.get(
      `/lessen?sorteer=titel&gepubliceerdNa=2020-01-01T00:00:00Z&organisatie=gm0599&organisatie=pv27`,
    );
    expect(body.totaal).toBe(3);
    const within = query.includes('organisatie=') ? query : `${query}&organisatie=gm0599&organisatie=pv27`;
    const found = await test.anonymous.get(`/lessen?sorteer=titel&${within}`);
    expect(found.body.resultaten.map(({ titel }: { titel: string }) => titel)).toEqual(expected);
  });

  let once: Promise<unknown> | undefined;
  const made = async (): Promise<unknown> => (once ??= makeLessons());
  async function makeLessons(): Promise<void> {
    const [rotterdam, provincie] = [await test.as('gm0599'), await test.as('pv27')];
    const pilot = { toepasbaarheid: { fasen: ['pilot'] }, publiceren: true };
    await rotterdam.post('/lessen', { body: les({ titel: 'a', themas: ['inkoop'], soort: 'positief', ...pilot }) });
    await provincie.post('/lessen', {
      body: les({ titel: 'b', themas: ['privacy'], toepasbaarheid: { soortenToepassing: ['schrijfhulp'] }, publiceren: true }),
    });
    await rotterdam.post('/lessen', { body: les({ titel: 'c', soort: 'negatief', bepalingen: ['std25-stopstrategie'], ...pilot }) });
  }
});
