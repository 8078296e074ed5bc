import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadReferenceData } from '../../src/register/reference-data.js';
import { codesOf, useCase } from '../support/builders.js';
import { startTestApp, type Caller, type TestApp } from '../support/test-app.js';

let test: TestApp;
let coordinator: Caller;
let amsterdam: Caller;

beforeAll(async () => {
  test = await startTestApp();
  coordinator = await test.as('mnre1034', 'coordinator');
  amsterdam = await test.as('gm0363');
});
afterAll(() => test.close());

const match = (answer: { headers: Record<string, string> }): Record<string, string> => ({ 'if-match': answer.headers['etag']! });

describe('organisaties', () => {
  it('are all there, to be filtered, searched and paged', async () => {
    const { body } = await test.anonymous.get('/organisaties?limiet=100');
    expect(body.totaal).toBe(1077);
    const seen = new Set<string>();
    let path: string | null = '/organisaties?limiet=100&sorteer=-code';
    while (path !== null) {
      const page: { body: { resultaten: { code: string }[]; volgende: string | null } } = await test.anonymous.get(path);
      page.body.resultaten.forEach(({ code }) => seen.add(code));
      path = page.body.volgende?.slice(3) ?? null;
    }
    expect(seen.size).toBe(1077);
    expect((await test.anonymous.get('/organisaties?soort=provincie')).body.totaal).toBe(12);
    expect((await test.anonymous.get('/organisaties?actiefOp=2026-02-22')).body.totaal).toBe(1077);
    expect((await test.anonymous.get('/organisaties?actiefOp=2026-02-23')).body.totaal).toBe(1074);
    expect((await test.anonymous.get('/organisaties?bestuurslaag=gemeente&provincie=pv31')).body.totaal).toBe(31);
    const found = await test.anonymous.get('/organisaties?zoek=FRYSLAN');
    expect(found.body.resultaten.map(({ code }: { code: string }) => code)).toContain('pv21');
    expect((await test.anonymous.get('/organisaties?zoek=%25')).body.totaal).toBe(0);
    expect(codesOf(await test.anonymous.get('/organisaties?soort=club&sorteer=oin'))).toEqual(['sorteer verkeerde-vorm']);
    expect((await test.anonymous.get('/organisaties/gm0363')).body).toMatchObject({
      naam: 'gemeente Amsterdam',
      provincie: 'pv27',
      aantalUseCases: 0,
    });
    expect((await test.anonymous.get('/organisaties/gm9999')).status).toBe(404);
  });

  it('count their published use cases per reader, and show a new name on them', async () => {
    const { body: open } = await amsterdam.post('/use-cases', { body: useCase({ publiceren: true }) });
    await amsterdam.post('/use-cases', { body: useCase({ openbaarheid: 'overheid', publiceren: true }) });
    expect((await test.anonymous.get('/organisaties/gm0363')).body.aantalUseCases).toBe(1);
    const known = await coordinator.get('/organisaties/gm0363');
    expect(known.body.aantalUseCases).toBe(2);
    const { code: _code, aantalUseCases: _count, ...content } = known.body;
    expect((await amsterdam.put('/organisaties/gm0363', { body: content, headers: match(known) })).status).toBe(403);
    expect((await coordinator.put('/organisaties/gm0363', { body: content })).status).toBe(428);
    const renamed = await coordinator.put('/organisaties/gm0363', {
      body: { ...content, naam: 'gemeente Amsterdam-Weesp' },
      headers: match(known),
    });
    expect(renamed.status).toBe(200);
    expect((await test.anonymous.get(`/use-cases/${open.id}`)).body.organisatie.naam).toBe('gemeente Amsterdam-Weesp');
    expect((await test.anonymous.get(`/use-cases/${open.id}/publicaties/1`)).body.organisatie.naam).toBe('gemeente Amsterdam');
    expect((await coordinator.put('/organisaties/gm0363', { body: content, headers: match(known) })).status).toBe(412);
  });

  it('end with successors, who carry on with the records', async () => {
    const old = await test.as('gm0415');
    const { body: record } = await old.post('/use-cases', { body: useCase({ publiceren: true }) });
    const known = await coordinator.get('/organisaties/gm0415');
    const { code: _code, aantalUseCases: _count, ...content } = known.body;
    const wrong = await coordinator.put('/organisaties/gm0415', {
      body: { ...content, opvolgers: ['gm0415', 'gm9999'] },
      headers: match(known),
    });
    expect(codesOf(wrong)).toEqual(['/actiefTotDatum verplicht', '/opvolgers/0 eigen-opvolger', '/opvolgers/1 bestaat-niet']);
    await coordinator.put('/organisaties/gm0415', {
      body: { ...content, actiefTotDatum: '2026-01-01', opvolgers: ['gm0363'] },
      headers: match(known),
    });
    expect((await old.get('/mijn-rechten')).status).toBe(401);
    expect((await test.anonymous.get(`/use-cases/${record.id}`)).body.organisatie.code).toBe('gm0415');
    expect((await coordinator.post('/use-cases', { body: { titel: 'x', organisatie: 'gm0415' } })).body.code).toBe('organisatie-opgeheven');
    const edited = await amsterdam.patch(`/use-cases/${record.id}/concept`, {
      body: { titel: 'Overgenomen' },
      headers: { 'if-match': '*' },
    });
    expect(edited.status).toBe(200);
    expect((await amsterdam.post(`/use-cases/${record.id}/publicaties`)).body.organisatie.code).toBe('gm0363');
    expect(
      (await (await test.as('gm0344')).patch(`/use-cases/${record.id}/concept`, { body: { titel: 'x' }, headers: { 'if-match': '*' } }))
        .status,
    ).toBe(403);
  });

  it('can be added by a coordinator, once', async () => {
    const body = { code: 'gm2000', naam: 'gemeente Nieuwland', soort: 'gemeente', bestuurslaag: 'gemeente', provincie: 'pv27' };
    expect((await coordinator.post('/organisaties', { body })).status).toBe(201);
    expect((await coordinator.post('/organisaties', { body })).body.code).toBe('organisatie-bestaat');
    expect((await amsterdam.post('/organisaties', { body })).status).toBe(403);
    expect((await test.anonymous.post('/organisaties', { body })).status).toBe(401);
  });
});

describe('codelijsten', () => {
  it('give codes with names, and take new ones that can be used at once', async () => {
    expect((await test.anonymous.get('/codelijsten')).headers['cache-control']).toMatch(/max-age=300/);
    const known = await coordinator.get('/codelijsten/thema');
    expect(known.body.codes).toHaveLength(20);
    const { titel, toelichting, codes } = known.body;
    const add = { code: 'auteursrecht', label: 'Auteursrecht' };
    expect((await amsterdam.post('/use-cases', { body: { titel: 'x', themas: ['auteursrecht'] } })).status).toBe(400);
    const changed = await coordinator.put('/codelijsten/thema', {
      body: { titel, toelichting, codes: [...codes, add] },
      headers: match(known),
    });
    expect(changed.status).toBe(200);
    expect((await amsterdam.post('/use-cases', { body: { titel: 'x', themas: ['auteursrecht'] } })).status).toBe(201);
    const retired = changed.body.codes.map((each: { code: string }) =>
      each.code === 'auteursrecht' ? { ...each, geldigTotDatum: '2026-01-01', vervangenDoor: 'juridisch' } : each,
    );
    await coordinator.put('/codelijsten/thema', { body: { titel, toelichting, codes: retired }, headers: match(changed) });
    const refused = await amsterdam.post('/use-cases', { body: { titel: 'x', themas: ['auteursrecht'] } });
    expect(codesOf(refused)).toEqual(['/themas/0 vervallen-code']);
    expect(refused.body.errors[0].detail).toContain('juridisch');
    expect((await test.anonymous.get('/use-cases?thema=auteursrecht')).status).toBe(200);
  });

  it('never lose a code, and keep the fixed lists as they are', async () => {
    const thema = await coordinator.get('/codelijsten/thema');
    const { titel, codes } = thema.body;
    expect(codesOf(await coordinator.put('/codelijsten/thema', { body: { titel, codes: codes.slice(1) }, headers: match(thema) }))).toEqual(
      ['/codes code-verdwijnt'],
    );
    const fase = await coordinator.get('/codelijsten/fase');
    const more = await coordinator.put('/codelijsten/fase', {
      body: { titel: 'Fase', codes: [...fase.body.codes, { code: 'nieuw', label: 'Nieuw' }] },
      headers: match(fase),
    });
    expect(more.body.code).toBe('vaste-codelijst');
    const relabelled = fase.body.codes.map((each: { code: string }) => (each.code === 'pilot' ? { ...each, label: 'Proef' } : each));
    expect((await coordinator.put('/codelijsten/fase', { body: { titel: 'Fase', codes: relabelled }, headers: match(fase) })).status).toBe(
      200,
    );
    await amsterdam.post('/use-cases', { body: useCase({ publiceren: true }) });
    expect((await test.anonymous.get('/use-cases?facetten=fase&fase=pilot')).body.facetten.fase[0].label).toBe('Proef');
    expect(
      (await coordinator.post('/codelijsten', { body: { naam: 'kleur', titel: 'Kleur', codes: [{ code: 'rood', label: 'Rood' }] } }))
        .status,
    ).toBe(201);
    expect(
      (await coordinator.post('/codelijsten', { body: { naam: 'kleur', titel: 'Kleur', codes: [{ code: 'rood', label: 'Rood' }] } })).body
        .code,
    ).toBe('codelijst-bestaat');
  });
});

describe('kaders and bepalingen', () => {
  it('show what is shipped, with how sure we are', async () => {
    expect((await test.anonymous.get('/kaders')).body.totaal).toBe(12);
    const all = await test.anonymous.get('/bepalingen?limiet=100');
    expect(all.body.totaal).toBe(97);
    expect(all.body.resultaten.every(({ zekerheid }: { zekerheid: string }) => ['gelezen', 'afgeleid'].includes(zekerheid))).toBe(true);
    const own = await test.anonymous.get('/kaders/standpunt-genai-2025/bepalingen?limiet=100');
    expect(own.body.resultaten.map(({ volgorde }: { volgorde: number }) => volgorde)).toEqual(
      Array.from({ length: 23 }, (_each, index) => index + 1),
    );
    expect((await test.anonymous.get('/bepalingen?zoek=LEVERANCIER&reeks=standpunt-genai&zekerheid=afgeleid')).body.totaal).toBeGreaterThan(
      0,
    );
    expect((await test.anonymous.get('/bepalingen/std25-wettelijke-kaders')).body.voorgangers[0]).toMatchObject({
      soort: 'verduidelijkt',
      bepaling: { code: 'std23-wettelijke-kaders' },
    });
    expect((await test.anonymous.get('/kaders/standpunt-genai-2025/relaties')).body.totaal).toBe(23);
    const differences = await test.anonymous.get('/kaders/standpunt-genai-rijk-2023/verschillen?met=standpunt-genai-2025');
    expect(differences.body).toMatchObject({ oud: 'standpunt-genai-rijk-2023', nieuw: 'standpunt-genai-2025' });
    expect(differences.body.verschillen).toHaveLength(23);
    expect(codesOf(await test.anonymous.get('/kaders/nds-2025/verschillen?met=visie-genai-2024'))).toEqual(['met geen-opvolger']);
  });

  it('a coordinator adds a version with its clauses and relations in one call, and changes it', async () => {
    const kader = {
      reeks: 'standpunt-genai',
      titel: 'Standpunt 2027',
      soort: 'standpunt',
      status: 'concept',
      opvolgerVan: 'standpunt-genai-2025',
    };
    const clause = { code: 'std27-doel', volgorde: 1, titel: 'Doel', samenvatting: 'Leg het doel vast.', zekerheid: 'gelezen' };
    const relatie = { van: 'std25-doel-helder', naar: 'std27-doel', soort: 'gewijzigd' };
    const refused = await coordinator.post('/kaders', {
      body: {
        ...kader,
        code: 'standpunt-genai-2027',
        status: 'ooit',
        bepalingen: [clause, { ...clause, zekerheid: 'zeker' }],
        relaties: [relatie, { van: 'std23-experimenten', naar: null, soort: 'gewijzigd' }],
      },
    });
    expect(codesOf(refused)).toEqual([
      '/bepalingen/1/code dubbel',
      '/bepalingen/1/zekerheid onbekende-code',
      '/relaties/1/naar verplicht',
      '/relaties/1/van bestaat-niet',
      '/status onbekende-code',
    ]);
    const body = { ...kader, code: 'standpunt-genai-2027', bepalingen: [clause], relaties: [relatie] };
    const made = await coordinator.post('/kaders', { body });
    expect([made.status, made.body.aantalBepalingen]).toEqual([201, 1]);
    expect((await coordinator.post('/kaders', { body })).body.code).toBe('kader-bestaat');
    expect((await coordinator.post('/kaders', { body: { ...body, code: 'anders', opvolgerVan: null, relaties: [] } })).body.code).toBe(
      'bepaling-bestaat',
    );
    expect((await test.anonymous.get('/bepalingen/std25-doel-helder')).body.opvolgers[0]).toMatchObject({
      soort: 'gewijzigd',
      bepaling: { code: 'std27-doel' },
    });
    expect(
      codesOf(await coordinator.put('/kaders/standpunt-genai-2027', { body: { ...kader, bepalingen: [] }, headers: match(made) })),
    ).toEqual(['/bepalingen bepaling-verdwijnt']);
    const changed = await coordinator.put('/kaders/standpunt-genai-2027', { body: { ...kader, status: 'geldend' }, headers: match(made) });
    expect(changed.body).toMatchObject({ status: 'geldend', aantalBepalingen: 1 });
    expect((await amsterdam.put('/kaders/standpunt-genai-2027', { body: kader, headers: match(changed) })).status).toBe(403);
  });
});

describe('oplossingen', () => {
  it('are described by one organisation and used by many', async () => {
    const made = await amsterdam.post('/oplossingen', {
      body: { naam: 'GovChat', omschrijving: 'Open platform.', leverancier: 'Limburg' },
    });
    expect([made.status, made.headers['location']]).toEqual([201, `/v1/oplossingen/${made.body.id}`]);
    const utrecht = await test.as('gm0344');
    const { body: used } = await utrecht.post('/use-cases', { body: useCase({ oplossing: made.body.id, publiceren: true }) });
    expect((await test.anonymous.get(`/use-cases?oplossing=${made.body.id}`)).body.resultaten[0].id).toBe(used.id);
    expect(codesOf(await utrecht.post('/use-cases', { body: { titel: 'x', oplossing: '0198c0de-0000-7000-8000-000000000009' } }))).toEqual([
      '/oplossing bestaat-niet',
    ]);
    expect((await utrecht.put(`/oplossingen/${made.body.id}`, { body: { naam: 'x' }, headers: match(made) })).status).toBe(403);
    expect((await amsterdam.put(`/oplossingen/${made.body.id}`, { body: { naam: 'GovChat-NL' }, headers: match(made) })).body.naam).toBe(
      'GovChat-NL',
    );
    expect((await test.anonymous.get('/oplossingen?zoek=govchat')).body.totaal).toBe(1);
  });
});

describe('the shipped reference data', () => {
  it('is loaded again without loss or duplicates', async () => {
    const { dataSource } = test.app;
    const counts = async (): Promise<unknown> =>
      dataSource.query(
        'select (select count(*) from organisatie) o, (select count(*) from kader) k, (select count(*) from bepaling) b, (select count(*) from bepaling_relatie) r, (select count(*) from code) c',
      );
    const before = await counts();
    expect(await loadReferenceData(dataSource, () => undefined)).toBe(false);
    await dataSource.query("delete from reference_load; update organisatie set naam = 'oud' where code = 'gm0518'");
    expect(await loadReferenceData(dataSource, () => undefined)).toBe(true);
    expect(await counts()).toEqual(before);
    expect((await test.anonymous.get('/organisaties/gm0518')).body.naam).toMatch(/^gemeente /);
    expect((await test.anonymous.get('/organisaties/gm0363')).body.naam).toBe('gemeente Amsterdam-Weesp');
    expect((await test.anonymous.get('/codelijsten/thema')).body.codes.map(({ code }: { code: string }) => code)).toContain('auteursrecht');
  });
});
