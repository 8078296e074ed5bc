import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { today } from '../../src/platform/fields/dates.js';
import { codesOf, les, useCase } from '../support/builders.js';
import { startTestApp, type Answer, type Caller, type TestApp } from '../support/test-app.js';

let test: TestApp;
let amsterdam: Caller;
let utrecht: Caller;
let rotterdam: Caller;
let coordinator: Caller;

beforeAll(async () => {
  test = await startTestApp();
  amsterdam = await test.as('gm0363');
  utrecht = await test.as('gm0344');
  rotterdam = await test.as('gm0599');
  coordinator = await test.as('mnre1034', 'coordinator');
});
afterAll(() => test.close());

const any = { 'if-match': '*' };
const lesson = async (changes: object = {}, by: Caller = amsterdam): Promise<string> =>
  (await by.post('/lessen', { body: les({ publiceren: true, ...changes }) })).body.id as string;
const tell = async (by: Caller, id: string, code: string, body: object, headers = {}): Promise<Answer> =>
  by.put(`/lessen/${id}/hergebruik/${code}`, { body, headers });
const current = async (id: string, by: Caller = test.anonymous) => (await by.get(`/lessen/${id}`)).body.actueel;
const none = { herkend: 0, toegepast: 0, aangepast: 0, nietVanToepassing: 0, weersproken: 0 };

describe('a receipt', () => {
  it('is new once, then known, and a repetition changes nothing', async () => {
    const id = await lesson();
    const before = (await test.anonymous.get(`/lessen/${id}`)).headers['etag'];
    const first = await tell(utrecht, id, 'gm0344', { uitkomst: 'herkend', toelichting: 'Ook bij ons.' });
    expect([first.status, first.headers['location']]).toEqual([201, `/v1/lessen/${id}/hergebruik/gm0344`]);
    expect(first.body).toMatchObject({
      les: id,
      organisatie: { code: 'gm0344', naam: 'gemeente Utrecht', soort: 'gemeente', bestuurslaag: 'gemeente' },
      useCase: null,
      uitkomst: 'herkend',
      toelichting: 'Ook bij ons.',
      datum: today(),
    });
    const read = await test.anonymous.get(`/lessen/${id}/hergebruik/gm0344`);
    expect([read.body, read.headers['etag']]).toEqual([first.body, first.headers['etag']]);
    const second = await tell(utrecht, id, 'gm0344', { uitkomst: 'herkend', toelichting: 'Ook bij ons.' });
    expect([second.status, second.body]).toEqual([200, first.body]);
    const third = await tell(utrecht, id, 'gm0344', { uitkomst: 'toegepast', datum: '2025-09-30' });
    expect(third.body).toMatchObject({ uitkomst: 'toegepast', toelichting: null, datum: '2025-09-30' });
    expect((await tell(utrecht, id, 'gm0344', { uitkomst: 'toegepast' })).body).toEqual(third.body);
    expect((await tell(utrecht, id, 'gm0344', { uitkomst: 'aangepast' })).body.datum).toBe(today());
    expect((await test.anonymous.get(`/lessen/${id}`)).headers['etag']).not.toBe(before);
    const lines = await test.app.dataSource.query('select handeling, inhoud from logregel where sleutel = $1 order by id', [
      `${id}/gm0344`,
    ]);
    expect(lines.map(({ handeling, inhoud }: { handeling: string; inhoud: { uitkomst: string } }) => [handeling, inhoud.uitkomst])).toEqual(
      [
        ['toevoegen', 'herkend'],
        ['wijzigen', 'toegepast'],
        ['wijzigen', 'aangepast'],
      ],
    );
  });

  it('follows If-Match when sent, and can be taken back', async () => {
    const id = await lesson();
    expect((await tell(utrecht, id, 'gm0344', { uitkomst: 'herkend' }, any)).status).toBe(412);
    const { headers } = await tell(utrecht, id, 'gm0344', { uitkomst: 'herkend' });
    const stale = { 'if-match': headers['etag'] ?? '' };
    expect((await tell(utrecht, id, 'gm0344', { uitkomst: 'toegepast' }, stale)).status).toBe(200);
    expect((await tell(utrecht, id, 'gm0344', { uitkomst: 'herkend' }, stale)).status).toBe(412);
    expect((await utrecht.delete(`/lessen/${id}/hergebruik/gm0344`, { headers: stale })).status).toBe(412);
    expect((await current(id)).stand).toBe('toegepast');
    expect((await utrecht.delete(`/lessen/${id}/hergebruik/gm0344`)).status).toBe(204);
    expect(await current(id)).toMatchObject({ stand: 'geconstateerd', aantalHergebruik: 0, hergebruik: none });
    expect((await utrecht.delete(`/lessen/${id}/hergebruik/gm0344`)).status).toBe(404);
    expect((await utrecht.get(`/lessen/${id}/hergebruik/gm0344`)).status).toBe(404);
  });

  it('says every mistake at once', async () => {
    const id = await lesson();
    expect(codesOf(await tell(utrecht, id, 'gm0344', {}))).toEqual(['/uitkomst verplicht']);
    expect(codesOf(await tell(utrecht, id, 'gm0344', { uitkomst: 'weersproken', datum: '2099-01-01' }))).toEqual([
      '/datum in-de-toekomst',
      '/toelichting verplicht',
    ]);
    const wrong = { uitkomst: 'gelezen', useCase: '0198c0de-0000-7000-8000-000000000001', organisatie: 'gm0344' };
    expect(codesOf(await tell(utrecht, id, 'gm0344', wrong))).toEqual([
      '/organisatie onbekend-veld',
      '/uitkomst onbekende-code',
      '/useCase bestaat-niet',
    ]);
    const personal = { uitkomst: 'herkend', toelichting: 'Bel 06-12345678 voor meer.' };
    expect((await tell(utrecht, id, 'gm0344', personal)).body.errors[0].location).toBe('/toelichting');
    expect((await current(id)).aantalHergebruik).toBe(0);
  });

  it('is the testimony of an organisation about a lesson of another', async () => {
    const id = await lesson();
    const body = { uitkomst: 'herkend' };
    expect((await tell(coordinator, id, 'gm0344', body)).body.code).toBe('niet-uw-organisatie');
    expect((await tell(rotterdam, id, 'gm0344', body)).body.code).toBe('niet-uw-organisatie');
    expect((await tell(await test.as('gm0344', 'lezer'), id, 'gm0344', body)).body.code).toBe('rol-ontbreekt');
    expect((await tell(test.anonymous, id, 'gm0344', body)).status).toBe(401);
    expect((await tell(utrecht, id, 'gm9999', body)).status).toBe(404);
    const own = await tell(amsterdam, id, 'gm0363', body);
    expect([own.status, own.body.code]).toEqual([409, 'eigen-les']);
    expect((await tell(coordinator, id, 'mnre1034', body)).status).toBe(201);
    expect((await tell(utrecht, id, 'gm0344', body)).status).toBe(201);
    expect((await rotterdam.delete(`/lessen/${id}/hergebruik/gm0344`)).status).toBe(403);
    expect((await coordinator.delete(`/lessen/${id}/hergebruik/gm0344`)).status).toBe(403);
  });

  it('needs a lesson that can be read', async () => {
    const concept = (await amsterdam.post('/lessen', { body: les() })).body.id as string;
    for (const [caller, code] of [
      [amsterdam, 'gm0363'],
      [utrecht, 'gm0344'],
    ] as const)
      expect((await tell(caller, concept, code, { uitkomst: 'herkend' })).status).toBe(404);
    expect((await tell(utrecht, 'geen-id', 'gm0344', { uitkomst: 'herkend' })).status).toBe(404);
    const id = await lesson();
    await tell(utrecht, id, 'gm0344', { uitkomst: 'herkend' });
    await amsterdam.put(`/lessen/${id}/intrekking`, { body: { reden: 'Klopt niet.' } });
    for (const caller of [amsterdam, utrecht, test.anonymous])
      expect((await caller.get(`/lessen/${id}/hergebruik`)).body).toMatchObject({ status: 410, reden: 'Klopt niet.' });
    expect((await test.anonymous.get(`/lessen/${id}/hergebruik/gm0344`)).status).toBe(410);
    expect((await tell(rotterdam, id, 'gm0599', { uitkomst: 'herkend' })).body).toMatchObject({ status: 410, code: 'ingetrokken' });
    expect((await utrecht.delete(`/lessen/${id}/hergebruik/gm0344`)).status).toBe(410);
    await amsterdam.post(`/lessen/${id}/publicaties`);
    expect((await current(id)).stand).toBe('bevestigd');
  });

  it('counts when many come at once', async () => {
    const id = await lesson();
    const codes = ['gm0344', 'gm0599', 'gm0518', 'pv27', 'pv28', 'mnre1034'];
    const callers = await Promise.all(codes.map((code) => test.as(code)));
    const answers = await Promise.all(
      [...callers, ...callers].map((caller, at) => tell(caller, id, codes[at % codes.length]!, { uitkomst: 'toegepast' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([...codes.map(() => 200), ...codes.map(() => 201)]);
    expect(await current(id)).toMatchObject({ stand: 'toegepast', aantalHergebruik: 6, aantalBevestigingen: 6 });
    for (const [least, found] of [
      [6, 1],
      [7, 0],
    ])
      expect((await test.anonymous.get(`/lessen?bevestigdDoorMinstens=${String(least)}&organisatie=gm0363`)).body.totaal).toBe(found);
  });
});

describe('who sees what of a receipt', () => {
  it('follows the lesson, and the use case shows only to who may see it', async () => {
    const id = await lesson();
    const { body: shielded } = await utrecht.post('/use-cases', { body: useCase({ openbaarheid: 'overheid', publiceren: true }) });
    const made = await tell(utrecht, id, 'gm0344', { uitkomst: 'herkend', useCase: shielded.id });
    expect(made.body.useCase).toBe(shielded.id);
    const seen = async (by: Caller) => [
      (await by.get(`/lessen/${id}/hergebruik/gm0344`)).body.useCase,
      (await by.get(`/lessen/${id}/hergebruik`)).body.resultaten[0].useCase,
    ];
    expect(await seen(test.anonymous)).toEqual([null, null]);
    expect(await seen(rotterdam)).toEqual([shielded.id, shielded.id]);
    await utrecht.put(`/use-cases/${shielded.id}/intrekking`, { body: { reden: 'Weg.' } });
    for (const caller of [test.anonymous, rotterdam, utrecht]) expect(await seen(caller)).toEqual([null, null]);
    await amsterdam.patch(`/lessen/${id}/concept`, { body: { openbaarheid: 'overheid' }, headers: any });
    await amsterdam.post(`/lessen/${id}/publicaties`);
    for (const path of [`/lessen/${id}/hergebruik`, `/lessen/${id}/hergebruik/gm0344`])
      expect([(await test.anonymous.get(path)).status, (await rotterdam.get(path)).status]).toEqual([404, 200]);
    expect((await test.anonymous.get('/lessen?stand=bevestigd&organisatie=gm0363&bevestigdDoorMinstens=1&thema=data')).body.totaal).toBe(0);
  });

  it('shows a concept of its own to the organisation alone', async () => {
    const id = await lesson();
    const { body: concept } = await utrecht.post('/use-cases', { body: useCase() });
    expect((await tell(utrecht, id, 'gm0344', { uitkomst: 'toegepast', useCase: concept.id })).body.useCase).toBe(concept.id);
    expect(codesOf(await tell(rotterdam, id, 'gm0599', { uitkomst: 'toegepast', useCase: concept.id }))).toEqual(['/useCase bestaat-niet']);
    expect((await rotterdam.get(`/lessen/${id}/hergebruik/gm0344`)).body.useCase).toBeNull();
    await utrecht.delete(`/use-cases/${concept.id}/concept`, { headers: any });
    expect((await utrecht.get(`/lessen/${id}/hergebruik/gm0344`)).body).toMatchObject({ useCase: null, uitkomst: 'toegepast' });
  });

  it('is listed by outcome, newest finding first, in pages', async () => {
    const id = await lesson();
    await tell(utrecht, id, 'gm0344', { uitkomst: 'herkend', datum: '2025-01-01' });
    await tell(rotterdam, id, 'gm0599', { uitkomst: 'weersproken', toelichting: 'Bij ons andersom.', datum: '2025-03-01' });
    await tell(coordinator, id, 'mnre1034', { uitkomst: 'aangepast', datum: '2025-02-01' });
    const codes = ({ body }: Answer): string[] => body.resultaten.map((each: { organisatie: { code: string } }) => each.organisatie.code);
    const page = await test.anonymous.get(`/lessen/${id}/hergebruik?limiet=2`);
    expect([page.body.totaal, codes(page)]).toEqual([3, ['gm0599', 'mnre1034']]);
    expect(codes(await test.anonymous.get((page.body.volgende as string).slice('/v1'.length)))).toEqual(['gm0344']);
    expect(codes(await test.anonymous.get(`/lessen/${id}/hergebruik?uitkomst=herkend&uitkomst=aangepast`))).toEqual(['mnre1034', 'gm0344']);
    expect(codesOf(await test.anonymous.get(`/lessen/${id}/hergebruik?uitkomst=gelezen`))).toEqual(['uitkomst onbekende-code']);
    expect((await test.anonymous.get(`/lessen/${id}/hergebruik?cursor=abc`)).status).toBe(400);
    expect(await current(id)).toMatchObject({
      stand: 'betwist',
      aantalHergebruik: 3,
      aantalBevestigingen: 2,
      hergebruik: { ...none, herkend: 1, aangepast: 1, weersproken: 1 },
    });
  });
});

describe('an organisation that ends', () => {
  it('keeps its receipts; its successor may change them, adds none, and does not confirm itself', async () => {
    const [old, next] = ['gm0014', 'gm0037'];
    const [ending, taking] = [await test.as(old), await test.as(next)];
    const [theirs, mine] = [await lesson(), await lesson({}, ending)];
    const other = await lesson();
    await tell(ending, theirs, old, { uitkomst: 'herkend' });
    await tell(taking, mine, next, { uitkomst: 'toegepast' });
    expect((await current(mine)).stand).toBe('toegepast');
    const { body: standing, headers } = await coordinator.get(`/organisaties/${old}`);
    const { naam, soort, bestuurslaag, provincie } = standing;
    const body = { naam, soort, bestuurslaag, provincie, actiefTotDatum: '2026-01-01', opvolgers: [next] };
    const ended = await coordinator.put(`/organisaties/${old}`, { body, headers: { 'if-match': headers['etag'] ?? '' } });
    expect(ended.status).toBe(200);
    expect(await current(mine)).toMatchObject({ stand: 'geconstateerd', aantalHergebruik: 0, hergebruik: none });
    expect((await test.anonymous.get(`/lessen?organisatie=${old}&stand=geconstateerd`)).body.totaal).toBe(1);
    expect((await current(theirs)).stand).toBe('bevestigd');
    expect((await tell(taking, mine, next, { uitkomst: 'herkend' })).body.code).toBe('eigen-les');
    expect((await tell(taking, other, old, { uitkomst: 'herkend' })).body.code).toBe('organisatie-opgeheven');
    expect((await tell(taking, theirs, old, { uitkomst: 'toegepast' })).status).toBe(200);
    expect((await current(theirs)).stand).toBe('toegepast');
    expect((await tell(rotterdam, theirs, old, { uitkomst: 'herkend' })).status).toBe(403);
    expect((await taking.delete(`/lessen/${mine}/hergebruik/${next}`)).status).toBe(204);
    expect((await taking.delete(`/lessen/${theirs}/hergebruik/${old}`)).status).toBe(204);
  });

  it('does not confirm itself either while the merger is being registered', async () => {
    const [old, next] = ['gm0050', 'gm0034'];
    const [id, taking] = [await lesson({}, await test.as(old)), await test.as(next)];
    const runner = test.app.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query('update organisatie set opvolgers = array[$2], actief_tot_datum = $3 where code = $1', [old, next, '2026-01-01']);
    const receipt = { answered: false };
    const answer = tell(taking, id, next, { uitkomst: 'toegepast' }).finally(() => (receipt.answered = true));
    const isWaiting = async () =>
      (await test.app.dataSource.query("select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"))
        .length > 0;
    while (!receipt.answered && !(await isWaiting()));
    await runner.commitTransaction();
    await runner.release();
    expect((await answer).body.code).toBe('eigen-les');
    expect((await current(id)).stand).toBe('geconstateerd');
  });
});
