import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, ervaring, les, useCase } from '../support/builders.js';
import { startTestApp, type Caller, type TestApp } from '../support/test-app.js';

let test: TestApp;
let amsterdam: Caller;
let utrecht: Caller;
let rotterdam: Caller;

beforeAll(async () => {
  test = await startTestApp();
  amsterdam = await test.as('gm0363');
  utrecht = await test.as('gm0344');
  rotterdam = await test.as('gm0599');
});
afterAll(() => test.close());

const any = { 'if-match': '*' };
const lesson = async (by: Caller, changes: object = {}): Promise<string> =>
  (await by.post('/lessen', { body: les({ publiceren: true, ...changes }) })).body.id as string;
const home = async (by: Caller, changes: object = {}): Promise<string> =>
  (await by.post('/use-cases', { body: useCase({ publiceren: true, ...changes }) })).body.id as string;
const tell = async (by: Caller, id: string, code: string, body: object) => by.put(`/lessen/${id}/hergebruik/${code}`, { body });

interface Item {
  soort: string;
  titel: string;
  id: string;
  op: string;
  organisatie: { code: string };
  over: { soort: string; id: string };
  verwijzing: string;
}
const heard = async (by: Caller, code: string, query = ''): Promise<Item[]> =>
  (await by.get(`/organisaties/${code}/reacties?limiet=100${query}`)).body.resultaten as Item[];
const brief = (items: Item[]) => items.map(({ soort, titel, organisatie, over }) => [soort, titel, organisatie.code, over.soort, over.id]);

describe('what others wrote', () => {
  it('reaches the organisation it is about, newest first, each once', async () => {
    const own = await home(amsterdam, { titel: 'Onze proef', betrokkenOrganisaties: ['gm0344'] });
    const ourLesson = await lesson(amsterdam, { titel: 'Onze les', useCase: own });
    const theirLesson = await lesson(rotterdam, { titel: 'Les van Rotterdam' });
    await amsterdam.post(`/use-cases/${own}/ervaringen`, { body: ervaring({ publiceren: true }) });
    const before = await lesson(utrecht, { titel: 'Over jullie proef', useCase: own, openbaarheid: 'overheid' });
    await utrecht.post(`/use-cases/${own}/ervaringen`, { body: ervaring({ titel: 'Ook meegemaakt', publiceren: true }) });
    const both = await lesson(rotterdam, { titel: 'Antwoord', reactieOp: ourLesson, useCase: own });
    await tell(utrecht, ourLesson, 'gm0344', { uitkomst: 'toegepast', toelichting: 'Werkt.', useCase: own });
    await tell(amsterdam, theirLesson, 'gm0363', { uitkomst: 'herkend' });
    await tell(utrecht, theirLesson, 'gm0344', { uitkomst: 'aangepast', useCase: own });
    const all = await heard(amsterdam, 'gm0363');
    expect(brief(all)).toEqual([
      ['hergebruik', 'Les van Rotterdam', 'gm0344', 'use-case', own],
      ['hergebruik', 'Onze les', 'gm0344', 'les', ourLesson],
      ['les', 'Antwoord', 'gm0599', 'les', ourLesson],
      ['ervaring', 'Ook meegemaakt', 'gm0344', 'use-case', own],
      ['les', 'Over jullie proef', 'gm0344', 'use-case', own],
    ]);
    expect(all[1]).toMatchObject({
      id: ourLesson,
      uitkomst: 'toegepast',
      toelichting: 'Werkt.',
      organisatie: { code: 'gm0344', naam: 'gemeente Utrecht' },
      over: { titel: 'Onze les' },
      verwijzing: `/v1/lessen/${ourLesson}/hergebruik/gm0344`,
    });
    for (const { verwijzing } of all) expect((await amsterdam.get(verwijzing.slice('/v1'.length))).status).toBe(200);
    expect(brief(await heard(rotterdam, 'gm0599')).map(([soort, titel, code]) => [soort, titel, code])).toEqual([
      ['hergebruik', 'Les van Rotterdam', 'gm0344'],
      ['hergebruik', 'Les van Rotterdam', 'gm0363'],
    ]);
    const only = async (query: string) => (await heard(amsterdam, 'gm0363', query)).map(({ titel }) => titel);
    expect(await only('&soort=ervaring&soort=hergebruik')).toEqual(['Les van Rotterdam', 'Onze les', 'Ook meegemaakt']);
    expect(await only(`&sinds=${all[2]!.op}`)).toEqual(['Les van Rotterdam', 'Onze les']);
    expect(await only(`&useCase=${own}`)).toHaveLength(5);
    expect(await only(`&useCase=${before}`)).toEqual([]);
    const pages: string[] = [];
    let next: string | null = '/v1/organisaties/gm0363/reacties?limiet=2';
    while (next !== null) {
      const { body }: { body: { totaal: number; resultaten: Item[]; volgende: string | null } } = await amsterdam.get(next.slice(3));
      expect(body.totaal).toBe(5);
      pages.push(...body.resultaten.map(({ verwijzing }) => verwijzing));
      next = body.volgende;
    }
    expect(pages).toEqual(all.map(({ verwijzing }) => verwijzing));
    const feed = await amsterdam.get('/organisaties/gm0363/reacties?formaat=atom&soort=les');
    expect([feed.status, feed.headers['content-type']]).toEqual([200, 'application/atom+xml; charset=utf-8']);
    expect(feed.text.match(/<title>[^<]*/g)).toEqual(['<title>Reacties voor gm0363', '<title>Antwoord', '<title>Over jullie proef']);
    await rotterdam.put(`/lessen/${both}/intrekking`, { body: { reden: 'Weg.' } });
    expect(await only('&soort=les')).toEqual(['Over jullie proef']);
  });

  it('is heard no more when either side is taken back, and comes again with it', async () => {
    const denHaag = await test.as('gm0518');
    const [own, ours] = [await home(denHaag, { titel: 'x' }), await lesson(denHaag)];
    const foreign = await lesson(rotterdam);
    await lesson(utrecht, { titel: 'Over x', useCase: own });
    await tell(utrecht, ours, 'gm0344', { uitkomst: 'herkend', useCase: own });
    await tell(utrecht, foreign, 'gm0344', { uitkomst: 'herkend', useCase: own });
    const shape = async () => (await heard(denHaag, 'gm0518')).map(({ soort, over }) => `${soort} ${over.soort}`).sort();
    const all = ['hergebruik les', 'hergebruik use-case', 'les use-case'];
    expect(await shape()).toEqual(all);
    await denHaag.put(`/use-cases/${own}/intrekking`, { body: { reden: 'Weg.' } });
    expect(await shape()).toEqual(['hergebruik les']);
    await denHaag.put(`/lessen/${ours}/intrekking`, { body: { reden: 'Weg.' } });
    expect(await shape()).toEqual([]);
    for (const path of [`/use-cases/${own}`, `/lessen/${ours}`]) await denHaag.post(`${path}/publicaties`);
    expect(await shape()).toEqual(all);
    await rotterdam.put(`/lessen/${foreign}/intrekking`, { body: { reden: 'Weg.' } });
    await utrecht.delete(`/lessen/${ours}/hergebruik/gm0344`);
    expect(await shape()).toEqual(['les use-case']);
    const { body } = await utrecht.get('/lessen?sorteer=-gepubliceerdOp&organisatie=gm0344&useCase=' + own);
    await utrecht.patch(`/lessen/${body.resultaten[0].id}/concept`, { body: { titel: 'Nu anders' }, headers: any });
    expect((await heard(denHaag, 'gm0518'))[0]?.titel).toBe('Over x');
    await utrecht.post(`/lessen/${body.resultaten[0].id}/publicaties`);
    expect((await heard(denHaag, 'gm0518'))[0]?.titel).toBe('Nu anders');
  });

  it('is for the organisation itself, and for who takes its place', async () => {
    const path = '/organisaties/gm0014/reacties';
    expect((await (await test.as('gm0014', 'lezer')).get(path)).status).toBe(200);
    expect((await test.anonymous.get(path)).status).toBe(401);
    const coordinator = await test.as('mnre1034', 'coordinator');
    for (const caller of [amsterdam, coordinator]) expect((await caller.get(path)).body.code).toBe('niet-uw-organisatie');
    expect((await amsterdam.get('/organisaties/gm9999/reacties')).status).toBe(404);
    const { body: standing, headers } = await coordinator.get('/organisaties/gm0014');
    const { naam, soort, bestuurslaag, provincie } = standing;
    const body = { naam, soort, bestuurslaag, provincie, actiefTotDatum: '2026-01-01', opvolgers: ['gm0037'] };
    await coordinator.put('/organisaties/gm0014', { body, headers: { 'if-match': headers['etag'] ?? '' } });
    expect((await (await test.as('gm0037')).get(path)).status).toBe(200);
  });

  it('says what is wrong with what is asked', async () => {
    expect(codesOf(await amsterdam.get('/organisaties/gm0363/reacties?sinds=gisteren&useCase=x&onbekend=1'))).toEqual([
      'onbekend onbekende-parameter',
      'sinds verkeerde-vorm',
      'useCase verkeerde-vorm',
    ]);
    expect(codesOf(await amsterdam.get('/organisaties/gm0363/reacties?soort=anders'))).toEqual(['soort onbekende-code']);
    const made = Buffer.from(JSON.stringify({ f: 'x', k: ['niet', 'dit'] })).toString('base64url');
    expect(codesOf(await amsterdam.get(`/organisaties/gm0363/reacties?cursor=${made}`))).toEqual(['cursor ongeldige-cursor']);
  });
});
