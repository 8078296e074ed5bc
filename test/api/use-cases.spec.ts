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

const everything = (changes: object = {}): object =>
  useCase({
    omschrijving: 'Uitgebreid, met *opmaak*.\nOp twee regels.',
    doel: 'Raadsleden hebben weinig tijd.',
    faseSindsPeriode: '2025-03',
    themas: ['transparantie', 'data'],
    modellen: [{ naam: 'GPT-NL', leverancier: 'TNO', herkomst: 'nl', openheid: 'open-gewichten', draaitOp: 'overheidscloud' }],
    verkrijging: 'samenwerking',
    leveranciers: ['SSC-ICT'],
    risicoklasse: 'beperkt',
    persoonsgegevens: 'geen',
    toetsen: [{ soort: 'dpia', stand: 'uitgevoerd', periode: '2025-02-14', url: 'https://www.example.nl/dpia', toelichting: 'Met de FG.' }],
    menselijkeTussenkomst: 'Een medewerker leest alles na.',
    startPeriode: '2025',
    eindPeriode: '2026-12',
    algoritmeregisterUrl: 'https://algoritmes.overheid.nl/nl/algoritme/12345678',
    bronnen: [{ titel: 'Nieuwsbericht', url: 'https://www.example.nl/nieuws' }],
    contact: 'Team AI, team-ai@example.nl',
    betrokkenOrganisaties: ['gm0344'],
    bepalingen: [
      {
        bepaling: 'std25-doel-helder',
        naleving: 'voldoet',
        werkbaarheid: 'onduidelijk',
        toelichting: 'Wanneer is een doel helder?',
        bewijs: ['https://www.example.nl/x'],
        bevestigdOp: '2026-03-01T11:00:00+01:00',
      },
    ],
    ...changes,
  });

describe('registering', () => {
  it('gives back every field as it was sent, in the concept and in the publication', async () => {
    const made = await amsterdam.post('/use-cases', { body: everything({ publiceren: true, eigenKenmerk: 'ZK-1' }) });
    expect(made.status).toBe(201);
    expect(made.headers['location']).toBe(`/v1/use-cases/${made.body.id}`);
    const sent = everything() as Record<string, unknown>;
    const { bepalingen: _links, betrokkenOrganisaties: _others, ...plain } = sent;
    const concept = await amsterdam.get(`/use-cases/${made.body.id}/concept`);
    expect(concept.body).toMatchObject({
      ...plain,
      eigenKenmerk: 'ZK-1',
      gepubliceerd: true,
      nummer: 1,
      ongepubliceerdeWijzigingen: false,
    });
    expect(concept.text).toBe(made.text);
    expect(concept.headers['etag']).toBe(made.headers['etag']);
    const read = await test.anonymous.get(`/use-cases/${made.body.id}`);
    expect(read.body).toMatchObject({
      ...plain,
      nummer: 1,
      voorbeeld: false,
      faseGroep: 'experiment',
      organisatie: { code: 'gm0363', bestuurslaag: 'gemeente' },
    });
    expect(read.body.bepalingen[0]).toMatchObject({
      bepaling: { code: 'std25-doel-helder', kader: 'standpunt-genai-2025' },
      naleving: 'voldoet',
      bevestigdOp: '2026-03-01T10:00:00.000Z',
    });
    expect(read.body.betrokkenOrganisaties[0]).toMatchObject({ code: 'gm0344' });
    expect(read.body.faseVerloop).toEqual([
      { fase: 'pilot', sindsPeriode: '2025-03', nummer: 1, gepubliceerdOp: read.body.gepubliceerdOp },
    ]);
  });

  it('needs only a title for a concept, and publishes codes that were left out as unknown', async () => {
    const bare = await amsterdam.post('/use-cases', { body: { titel: 'Idee' } });
    expect(bare.status).toBe(201);
    expect(bare.headers['location']).toBe(`/v1/use-cases/${bare.body.id}/concept`);
    expect((await test.anonymous.get(`/use-cases/${bare.body.id}`)).status).toBe(404);
    const refused = await amsterdam.post(`/use-cases/${bare.body.id}/publicaties`);
    expect(codesOf(refused)).toEqual(
      ['/doelgroep', '/fase', '/openbaarheid', '/samenvatting', '/soortToepassing'].map((at) => `${at} verplicht-bij-publiceren`),
    );
    const full = await amsterdam.post('/use-cases', {
      body: useCase({ publiceren: true, modellen: [{ naam: 'x' }], bepalingen: [{ bepaling: 'std25-doel-helder' }] }),
    });
    const { body } = await test.anonymous.get(`/use-cases/${full.body.id}`);
    expect(body).toMatchObject({ verkrijging: 'onbekend', risicoklasse: 'onbekend', persoonsgegevens: 'onbekend', doel: null, themas: [] });
    expect(body.modellen[0]).toMatchObject({ herkomst: 'onbekend', openheid: 'onbekend', draaitOp: 'onbekend' });
    expect(body.bepalingen[0]).toMatchObject({ naleving: 'onbekend', werkbaarheid: 'geen-oordeel' });
  });

  it('keeps one own key per organisation', async () => {
    expect((await amsterdam.post('/use-cases', { body: { titel: 'A', eigenKenmerk: 'dubbel' } })).status).toBe(201);
    const second = await amsterdam.post('/use-cases', { body: { titel: 'B', eigenKenmerk: 'dubbel' } });
    expect(second.body.code).toBe('eigen-kenmerk-bestaat');
    expect((await utrecht.post('/use-cases', { body: { titel: 'C', eigenKenmerk: 'dubbel' } })).status).toBe(201);
  });
});

describe('concept and publication', () => {
  it('stay apart: editing never touches what is published', async () => {
    const { body: made } = await amsterdam.post('/use-cases', { body: useCase({ publiceren: true }) });
    const first = await test.anonymous.get(`/use-cases/${made.id}/publicaties/1`);
    const concept = await amsterdam.get(`/use-cases/${made.id}/concept`);
    const edited = await amsterdam.patch(`/use-cases/${made.id}/concept`, {
      body: { titel: 'Anders', doel: 'Iets', fase: 'in-gebruik' },
      headers: { 'if-match': concept.headers['etag']! },
    });
    expect(edited.body).toMatchObject({ titel: 'Anders', ongepubliceerdeWijzigingen: true, nummer: 1 });
    expect((await test.anonymous.get(`/use-cases/${made.id}`)).body.titel).toBe('Samenvatter voor raadsstukken');
    const published = await amsterdam.post(`/use-cases/${made.id}/publicaties`, { body: { toelichting: 'Nu in gebruik.' } });
    expect(published.status).toBe(201);
    expect(published.body).toMatchObject({ nummer: 2, titel: 'Anders' });
    expect(published.body.faseVerloop.map(({ fase }: { fase: string }) => fase)).toEqual(['pilot', 'in-gebruik']);
    expect((await test.anonymous.get(`/use-cases/${made.id}/publicaties/1`)).text).toBe(first.text);
    const again = await amsterdam.post(`/use-cases/${made.id}/publicaties`);
    expect([again.status, again.body.nummer]).toEqual([200, 2]);
    const list = await test.anonymous.get(`/use-cases/${made.id}/publicaties?limiet=1`);
    expect(list.body).toMatchObject({ totaal: 2, resultaten: [{ nummer: 2, toelichting: 'Nu in gebruik.', ingetrokken: false }] });
    expect((await test.anonymous.get(list.body.volgende.slice(3))).body).toMatchObject({ resultaten: [{ nummer: 1 }], volgende: null });
  });

  it('ask for If-Match and refuse a stale one', async () => {
    const { body: made, headers } = await amsterdam.post('/use-cases', { body: { titel: 'A' } });
    const path = `/use-cases/${made.id}/concept`;
    expect((await amsterdam.put(path, { body: { titel: 'B' } })).status).toBe(428);
    expect((await amsterdam.put(path, { body: { titel: 'B' }, headers: { 'if-match': headers['etag']! } })).status).toBe(200);
    expect((await amsterdam.put(path, { body: { titel: 'C' }, headers: { 'if-match': headers['etag']! } })).status).toBe(412);
    expect((await amsterdam.delete(path, { headers: { 'if-match': '*' } })).status).toBe(204);
    expect((await amsterdam.get(path)).status).toBe(404);
  });

  it('go back to the last publication when the changes are discarded', async () => {
    const { body: made } = await amsterdam.post('/use-cases', { body: everything({ publiceren: true }) });
    const before = await amsterdam.get(`/use-cases/${made.id}/concept`);
    await amsterdam.patch(`/use-cases/${made.id}/concept`, { body: { titel: 'Weg ermee', bepalingen: [] }, headers: { 'if-match': '*' } });
    expect((await amsterdam.delete(`/use-cases/${made.id}/concept`, { headers: { 'if-match': '*' } })).status).toBe(204);
    const after = await amsterdam.get(`/use-cases/${made.id}/concept`);
    expect({ ...after.body, gewijzigdOp: null }).toEqual({ ...before.body, gewijzigdOp: null });
  });

  it('list the own unpublished work for the organisation alone', async () => {
    const dordrecht = await test.as('gm0505');
    await dordrecht.post('/use-cases', { body: { titel: 'Nog niets' } });
    const { body: done } = await dordrecht.post('/use-cases', { body: useCase({ publiceren: true }) });
    const own = await dordrecht.get('/organisaties/gm0505/use-cases?stand=concept');
    expect(own.body).toMatchObject({ totaal: 1, resultaten: [{ titel: 'Nog niets', gepubliceerd: false }] });
    expect((await utrecht.get('/organisaties/gm0505/use-cases?stand=concept')).status).toBe(403);
    expect((await test.anonymous.get('/organisaties/gm0505/use-cases?stand=concept')).status).toBe(401);
    expect((await test.anonymous.get('/organisaties/gm0505/use-cases')).body.resultaten.map(({ id }: { id: string }) => id)).toEqual([
      done.id,
    ]);
    expect((await test.anonymous.get('/organisaties/gm9999/use-cases')).status).toBe(404);
  });
});

describe('links with clauses', () => {
  it('are part of the concept, one at a time', async () => {
    const { body: made, headers } = await amsterdam.post('/use-cases', { body: useCase() });
    const path = `/use-cases/${made.id}/bepalingen/std25-stopstrategie`;
    const refused = await amsterdam.put(path, { body: { naleving: 'wijkt-af' } });
    expect(codesOf(refused)).toEqual(['/toelichting verplicht']);
    const linked = await amsterdam.put(path, { body: { naleving: 'wijkt-af', toelichting: 'Er is geen uitweg.' } });
    expect(linked.status).toBe(201);
    expect((await amsterdam.get(path)).headers['etag']).toBe(linked.headers['etag']);
    expect((await amsterdam.get(`/use-cases/${made.id}/concept`)).headers['etag']).not.toBe(headers['etag']);
    expect((await amsterdam.put(path, { body: { naleving: 'voldoet' } })).status).toBe(428);
    const changed = await amsterdam.put(path, { body: { naleving: 'voldoet' }, headers: { 'if-match': linked.headers['etag']! } });
    expect([changed.status, changed.body.toelichting]).toEqual([200, null]);
    expect((await amsterdam.get(`/use-cases/${made.id}/bepalingen`)).body).toMatchObject({ totaal: 1 });
    expect((await amsterdam.put(`/use-cases/${made.id}/bepalingen/bestaat-niet`, { body: {} })).status).toBe(404);
    expect((await amsterdam.delete(path, { headers: { 'if-match': changed.headers['etag']! } })).status).toBe(204);
    expect((await amsterdam.get(path)).status).toBe(404);
    expect((await utrecht.get(`/use-cases/${made.id}/bepalingen`)).status).toBe(404);
  });
});

describe('upsert by own key', () => {
  it.each([
    ['use-cases', useCase()],
    ['lessen', les()],
  ])('makes %s once and changes them after that', async (path, content) => {
    const own = `/organisaties/gm0363/${path}/sync.1~a`;
    const first = await amsterdam.put(own, { body: { ...content, publiceren: true } });
    expect([first.status, first.body.nummer]).toEqual([201, 1]);
    const same = await amsterdam.put(own, { body: { ...content, publiceren: true } });
    expect([same.status, same.body.nummer, same.text]).toEqual([200, 1, first.text]);
    const other = await amsterdam.put(own, { body: { ...content, titel: 'Nieuw', publiceren: true } });
    expect([other.status, other.body.nummer]).toEqual([200, 2]);
    expect((await amsterdam.get(own)).text).toBe(other.text);
    expect((await amsterdam.put(own, { body: content, headers: { 'if-match': '"oud"' } })).status).toBe(412);
    expect((await utrecht.put(own, { body: content })).status).toBe(403);
    expect((await test.anonymous.put(own, { body: content })).status).toBe(401);
    await amsterdam.put(`/${path}/${first.body.id}/intrekking`, { body: { reden: 'Dubbel.' } });
    expect((await amsterdam.put(own, { body: { ...content, titel: 'Weer', publiceren: true } })).body.code).toBe('ingetrokken');
  });

  it('leaves links alone unless they are sent', async () => {
    const own = '/organisaties/gm0363/use-cases/links';
    await amsterdam.put(own, { body: useCase({ bepalingen: [{ bepaling: 'std25-doel-helder' }], doel: 'x' }) });
    const kept = await amsterdam.put(own, { body: useCase() });
    expect([kept.body.bepalingen.length, kept.body.doel]).toEqual([1, null]);
    expect((await amsterdam.put(own, { body: useCase({ bepalingen: [] }) })).body.bepalingen).toEqual([]);
  });

  it('makes one record out of twenty calls at the same time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => amsterdam.put('/organisaties/gm0363/use-cases/tegelijk', { body: useCase({ publiceren: true }) })),
    );
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.every(({ body }) => body.nummer === 1)).toBe(true);
  });

  it('names a key of the wrong form and a body that says otherwise', async () => {
    const answer = await amsterdam.put('/organisaties/gm0363/use-cases/-streep', {
      body: { titel: 'x', eigenKenmerk: 'anders', organisatie: 'gm0344' },
    });
    expect(codesOf(answer)).toEqual(['/eigenKenmerk ongelijk-aan-pad', '/organisatie ligt-vast', 'eigenKenmerk verkeerde-vorm']);
  });
});

describe('withdrawal', () => {
  it('leaves a tombstone, takes experiences along and leaves lessons without the link', async () => {
    const { body: made } = await amsterdam.post('/use-cases', { body: useCase({ publiceren: true }) });
    const { body: story } = await amsterdam.post(`/use-cases/${made.id}/ervaringen`, { body: ervaring({ publiceren: true }) });
    const { body: lesson } = await utrecht.post('/lessen', { body: les({ useCase: made.id, publiceren: true }) });
    expect((await test.anonymous.get(`/use-cases/${made.id}`)).body.actueel).toMatchObject({
      aantalErvaringen: 1,
      aantalLessen: 1,
      aantalNavolgers: 0,
    });
    expect((await utrecht.put(`/use-cases/${made.id}/intrekking`, { body: { reden: 'Mag niet.' } })).status).toBe(403);
    const withdrawn = await amsterdam.put(`/use-cases/${made.id}/intrekking`, { body: { reden: 'Dubbel geregistreerd.' } });
    expect(withdrawn.status).toBe(200);
    expect((await amsterdam.put(`/use-cases/${made.id}/intrekking`, { body: { reden: 'Dubbel geregistreerd.' } })).text).toBe(
      withdrawn.text,
    );
    const tombstone = await test.anonymous.get(`/use-cases/${made.id}`);
    expect(tombstone.status).toBe(410);
    expect(tombstone.body).toMatchObject({
      code: 'ingetrokken',
      titel: 'Samenvatter voor raadsstukken',
      reden: 'Dubbel geregistreerd.',
      ingetrokkenOp: withdrawn.body.ingetrokkenOp,
    });
    expect((await test.anonymous.get(`/ervaringen/${story.id}`)).status).toBe(410);
    expect((await test.anonymous.get(`/lessen/${lesson.id}`)).body.useCase).toBeNull();
    expect((await test.anonymous.get(`/use-cases/${made.id}/publicaties`)).body.resultaten[0]).toMatchObject({
      nummer: 1,
      ingetrokken: true,
    });
    expect((await test.anonymous.get(`/use-cases/${made.id}/publicaties/1`)).status).toBe(410);
    const back = await amsterdam.post(`/use-cases/${made.id}/publicaties`);
    expect([back.status, back.body.nummer]).toEqual([201, 2]);
    expect((await test.anonymous.get(`/lessen/${lesson.id}`)).body.useCase).toBe(made.id);
    expect((await test.anonymous.get(`/use-cases/${made.id}/publicaties`)).body.resultaten).toMatchObject([
      { nummer: 2, ingetrokken: false },
      { nummer: 1, ingetrokken: true },
    ]);
  });

  it('can hide the title, and is refused for what was never published', async () => {
    const { body: made } = await amsterdam.post('/use-cases', { body: useCase() });
    expect((await amsterdam.put(`/use-cases/${made.id}/intrekking`, { body: { reden: 'x' } })).body.code).toBe('niet-gepubliceerd');
    await amsterdam.post(`/use-cases/${made.id}/publicaties`);
    await amsterdam.put(`/use-cases/${made.id}/intrekking`, { body: { reden: 'x', titelVerbergen: true } });
    expect((await test.anonymous.get(`/use-cases/${made.id}`)).body.titel).toBeNull();
  });
});

describe('organisations that take part', () => {
  it('write experiences, and take themselves off without publishing the owner’s edits', async () => {
    const { body: made } = await amsterdam.post('/use-cases', {
      body: useCase({ betrokkenOrganisaties: ['gm0344', 'gm0518'], publiceren: true }),
    });
    expect((await utrecht.post(`/use-cases/${made.id}/ervaringen`, { body: ervaring({ publiceren: true }) })).status).toBe(201);
    const dordrecht = await test.as('gm0505');
    expect((await dordrecht.post(`/use-cases/${made.id}/ervaringen`, { body: ervaring() })).body.code).toBe('niet-betrokken');
    expect((await dordrecht.delete(`/use-cases/${made.id}/betrokken-organisaties/gm0344`)).status).toBe(403);
    expect((await dordrecht.delete(`/use-cases/${made.id}/betrokken-organisaties/gm0505`)).status).toBe(404);
    await amsterdam.patch(`/use-cases/${made.id}/concept`, { body: { titel: 'Nog niet klaar' }, headers: { 'if-match': '*' } });
    expect((await utrecht.delete(`/use-cases/${made.id}/betrokken-organisaties/gm0344`)).status).toBe(204);
    expect((await utrecht.delete(`/use-cases/${made.id}/betrokken-organisaties/gm0344`)).status).toBe(404);
    const { body } = await test.anonymous.get(`/use-cases/${made.id}`);
    expect([body.nummer, body.titel, body.betrokkenOrganisaties.map(({ code }: { code: string }) => code)]).toEqual([
      2,
      'Samenvatter voor raadsstukken',
      ['gm0518'],
    ]);
    const concept = await amsterdam.get(`/use-cases/${made.id}/concept`);
    expect(concept.body).toMatchObject({
      titel: 'Nog niet klaar',
      ongepubliceerdeWijzigingen: true,
      betrokkenOrganisaties: [{ code: 'gm0518' }],
    });
  });
});

describe('stopping', () => {
  it('asks for a reason, and a lesson or the statement that there is none', async () => {
    const stopped = useCase({ fase: 'gestopt' });
    const refused = await amsterdam.post('/use-cases', { body: { ...stopped, publiceren: true } });
    expect(codesOf(refused)).toEqual(['/stopLes les-verplicht-bij-gestopt', '/stopReden verplicht-bij-gestopt']);
    const reason = { stopReden: { code: 'kosten' } };
    expect(
      (await amsterdam.post('/use-cases', { body: { ...stopped, ...reason, geenLesReden: 'Nooit begonnen.', publiceren: true } })).status,
    ).toBe(201);
    const body = { ...stopped, ...reason, stopLes: { les: 'Het was te duur.' }, publiceren: true };
    const first = await amsterdam.put('/organisaties/gm0363/use-cases/gestopt', { body });
    const second = await amsterdam.put('/organisaties/gm0363/use-cases/gestopt', { body });
    expect([first.body.nummer, second.body.nummer]).toEqual([1, 1]);
    const lessons = await test.anonymous.get(`/lessen?useCase=${first.body.id}`);
    expect(lessons.body).toMatchObject({ totaal: 1, resultaten: [{ les: 'Het was te duur.', titel: 'Het was te duur.' }] });
    const { body: other } = await amsterdam.post('/use-cases', { body: useCase({ publiceren: true }) });
    await amsterdam.post('/lessen', { body: les({ useCase: other.id, publiceren: true }) });
    await amsterdam.patch(`/use-cases/${other.id}/concept`, { body: { fase: 'gestopt', ...reason }, headers: { 'if-match': '*' } });
    expect((await amsterdam.post(`/use-cases/${other.id}/publicaties`)).status).toBe(201);
  });
});

describe('on behalf of an organisation', () => {
  it('a coordinator may register and edit until the organisation does so itself', async () => {
    const own = '/organisaties/gm0518/use-cases/namens';
    const made = await coordinator.put(own, { body: useCase({ publiceren: true }) });
    expect(made.body).toMatchObject({ organisatie: { code: 'gm0518' }, gewijzigdDoor: { code: 'mnre1034' }, namensOrganisatie: true });
    const denHaag = await test.as('gm0518');
    expect((await denHaag.get(own)).body.namensOrganisatie).toBe(true);
    await denHaag.put(own, { body: useCase({ titel: 'Zelf', publiceren: true }) });
    expect((await coordinator.put(own, { body: useCase({ publiceren: true }) })).body.code).toBe('organisatie-beheert-zelf');
    expect((await amsterdam.post('/use-cases', { body: useCase({ organisatie: 'gm0518' }) })).body.code).toBe('niet-uw-organisatie');
    expect((await coordinator.post('/use-cases', { body: { titel: 'x', organisatie: 'gm9999' } })).status).toBe(400);
  });
});
