import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { ervaring, les, useCase } from '../support/builders.js';
import { startTestApp, type Caller, type TestApp } from '../support/test-app.js';

/** The questions of docs/coordinators.md, each with its requests, which are run as they stand there. */
const questions = new Map(
  readFileSync('docs/coordinators.md', 'utf8')
    .split(/^### /m)
    .slice(1)
    .map((part) => [
      part.slice(0, part.indexOf('\n')),
      [...part.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, text = '']) => text.split(/^(?=curl )/m)),
    ]),
);
const asked = new Set<string>();
const shell = promisify(execFile);

let test: TestApp;
let variables: Record<string, string>;
const by: Record<string, Caller> = {};
const ids: Record<string, string> = {};

/** The answer to the request of a question, as text. */
async function send(question: string, index = 0, more: Record<string, string> = {}): Promise<string> {
  const request = questions.get(question)?.[index] ?? 'false # not in the document';
  asked.add(`${question} ${String(index)}`);
  // An unset variable would make another request than the document shows.
  const { stdout } = await shell('sh', ['-euc', request.replace(/^curl /, 'curl -sS --fail-with-body ')], {
    env: { PATH: process.env['PATH'], ...variables, ...more },
  });
  return stdout;
}
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the shape differs per request
const answer = async (...request: Parameters<typeof send>): Promise<any> => JSON.parse(await send(...request));

/** The items of a list that fits on one page. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the shape differs per request
async function results(...request: Parameters<typeof send>): Promise<any[]> {
  const { totaal, resultaten, volgende } = await answer(...request);
  expect([totaal, volgende]).toEqual([resultaten.length, null]);
  return resultaten;
}
const titles = (found: { titel: string }[]): string[] => found.map(({ titel }) => titel);
const entries = (feed: string): string[] => [...feed.matchAll(/<entry>[\s\S]*?<title>(.*?)<\/title>/g)].map(([, title = '']) => title);

async function add(owner: string, path: string, body: object): Promise<string> {
  const { status, body: made } = await by[owner]!.post(path, { body: { publiceren: true, ...body } });
  expect([path, body, status]).toEqual([path, body, 201]);
  return made.id;
}
const home = (owner: string, titel: string, changes: object = {}): Promise<string> =>
  add(owner, '/use-cases', useCase({ titel, soortToepassing: ['overig'], ...changes }));
const lesson = (owner: string, titel: string, changes: object = {}): Promise<string> => add(owner, '/lessen', les({ titel, ...changes }));
async function tell(id: string, owner: string, uitkomst: string, toelichting?: string): Promise<void> {
  expect((await by[owner]!.put(`/lessen/${id}/hergebruik/${owner}`, { body: { uitkomst, toelichting } })).status).toBe(201);
}
const stopped = { fase: 'gestopt', stopReden: { code: 'kosten' }, geenLesReden: 'Niet aan toegekomen.' };
const unclear = (bepaling: string) => ({ bepaling, naleving: 'onbekend', werkbaarheid: 'onduidelijk', toelichting: 'Wat wordt bedoeld?' });
const supplier = { leveranciers: ['voorbeeld bv'] };

async function receipts(): Promise<void> {
  const three = await lesson('gm0392', 'Driemaal bevestigd');
  const hidden = await lesson('gm0599', 'Driemaal bevestigd, alleen voor overheden', { openbaarheid: 'overheid' });
  const two = await lesson('gm0392', 'Tweemaal bevestigd');
  for (const id of [three, hidden, two]) await tell(id, 'gm0344', 'herkend');
  for (const id of [three, hidden, two]) await tell(id, 'pv24', 'aangepast');
  for (const id of [three, hidden]) await tell(id, 'pv22', 'toegepast');
  await tell(two, 'pv22', 'niet-van-toepassing');
  ids['contested'] = await lesson('gm0392', 'Betwist');
  await tell(ids['contested'], 'gm0344', 'weersproken', 'Bij ons ging het juist goed.');
  await tell(ids['contested'], 'pv22', 'toegepast');
  const upheld = await lesson('gm0392', 'Weersproken, en vaker toegepast');
  await tell(upheld, 'gm0344', 'weersproken', 'Bij ons niet.');
  for (const owner of ['pv22', 'pv24']) await tell(upheld, owner, 'toegepast');
}

async function lessonsToFind(): Promise<void> {
  const fits = { themas: ['privacy'], bepalingen: ['std25-doel-helder'], toepasbaarheid: { fasen: ['pilot'] } };
  const text = { les: 'Let op het risico voor inwoners.' };
  await lesson('gm0392', 'Praat met inwoners', { ...fits, les: 'Dat spaart tijd.' });
  await lesson('gm0344', 'Weeg elk risico voor inwoners vooraf', { ...fits, ...text });
  await lesson('gm0344', 'Houd het team klein', { ...fits, les: 'Dat werkt sneller.' });
  await lesson('pv22', 'Provincie: weeg het risico', { ...fits, ...text });
  await lesson('gm0344', 'Andere fase', { ...fits, ...text, toepasbaarheid: { fasen: ['in-gebruik'] } });
  await lesson('gm0344', 'Ander thema', { ...fits, ...text, themas: ['ethiek'] });
  await lesson('gm0344', 'Andere bepaling', { ...fits, ...text, bepalingen: ['std25-juiste-rollen'] });
  await lesson('gm0344', 'Alleen voor overheden', { themas: ['privacy'], openbaarheid: 'overheid' });
}

async function lessonsThatFit(): Promise<void> {
  const fits = { bepalingen: ['std25-menselijke-tussenkomst'], soort: 'positief' };
  await lesson('gm0344', 'Laat een mens meelezen', fits);
  await lesson('gm0392', 'Meelezen werkt niet', { ...fits, soort: 'negatief' });
  await lesson('pv22', 'Plan tijd voor meelezen', fits);
  await lesson('gm0363', 'Les van een collega', fits);
  const bepalingen = [{ bepaling: 'std25-menselijke-tussenkomst' }];
  ids['draft'] = await home('gm0363', 'Voorstel', { bepalingen, soortToepassing: ['transcriptie'], publiceren: false });
}

async function useCases(): Promise<void> {
  await home('gm0392', 'Gestopt zonder les', stopped);
  const withDraft = await home('pv22', 'Gestopt met alleen een conceptles', stopped);
  const withLesson = await home('pv22', 'Gestopt met les', stopped);
  await lesson('pv22', 'Nog niet klaar', { useCase: withDraft, publiceren: false });
  await lesson('pv22', 'Stop op tijd', { useCase: withLesson });
  ids['pilot'] = await home('gm0363', 'Onze pilot', { ...supplier, themas: ['ethiek'] });
  await home('gm0344', 'Pilot bij dezelfde leverancier', { ...supplier, soortToepassing: ['transcriptie'], doelgroep: ['inwoners'] });
  await home('gm0361', 'Pilot die alleen overheden zien', { ...supplier, openbaarheid: 'overheid' });
  await home('gm0344', 'In gebruik', { ...supplier, fase: 'in-gebruik' });
  await home('gm0344', 'Pilot bij een andere leverancier', { leveranciers: ['Iemand anders'], themas: ['ethiek'] });
  await home('pv24', 'Pilot van een provincie', supplier);
  await home('gm0405', 'Alleen een concept', { publiceren: false });
  const { body } = await by['coordinator']!.get('/organisaties/gm0358');
  const { naam, soort, bestuurslaag, provincie } = body;
  const ends = { naam, soort, bestuurslaag, provincie, actiefTotDatum: variables['DAG'], opvolgers: ['gm0362'] };
  expect((await by['coordinator']!.put('/organisaties/gm0358', { body: ends, headers: { 'if-match': '*' } })).status).toBe(200);
}

async function verdicts(): Promise<void> {
  const clear = { bepaling: 'std25-doel-helder', naleving: 'voldoet', werkbaarheid: 'werkbaar' };
  const strict = { bepaling: 'std25-wettelijke-kaders', naleving: 'onbekend', werkbaarheid: 'te-restrictief', toelichting: 'Te streng.' };
  ids['drenthe'] = await home('pv22', 'Van Drenthe', {
    bepalingen: [unclear('std25-stopstrategie'), unclear('std25-doel-helder'), strict],
  });
  await home('pv24', 'Van Flevoland', { bepalingen: [unclear('std25-stopstrategie'), clear] });
  for (const owner of ['gm0344', 'gm0392']) await home(owner, 'Van een gemeente', { bepalingen: [unclear('std25-juiste-rollen')] });
  await home('gm0344', 'Oude koppeling van een ander', { bepalingen: [{ bepaling: 'std23-externe-partijen' }] });
  const old = ['std23-externe-partijen', 'std23-wettelijke-kaders'].map((bepaling) => ({ bepaling, naleving: 'voldoet' }));
  ids['old'] = await home('gm0363', 'Oude koppeling', { bepalingen: old });
}

/** What happens after the moment that the questions call SINDS. */
async function news(): Promise<void> {
  const own = await lesson('gm0363', 'Les van ons');
  await lesson('gm0344', 'Eerder geschreven over onze pilot', { useCase: ids['pilot'] });
  const last = await lesson('gm0344', 'Het laatste van voor die tijd', { bepalingen: ['std25-doel-helder'] });
  variables['SINDS'] = (await test.anonymous.get(`/lessen/${last}`)).body.gepubliceerdOp as string;
  const doel = { bepalingen: ['std25-doel-helder'] };
  await lesson('gm0392', 'Nieuw, over een andere bepaling', { bepalingen: ['std25-juiste-rollen'] });
  ids['about us'] = await lesson('gm0392', 'Nieuwe les over jullie pilot', { ...doel, useCase: ids['pilot'] });
  await tell(own, 'gm0599', 'toegepast', 'Werkt ook bij ons.');
  await add('pv22', `/use-cases/${ids['drenthe']!}/ervaringen`, ervaring({ ...doel, titel: 'Nieuwe ervaring', openbaarheid: 'overheid' }));
  const path = `/use-cases/${ids['drenthe']!}`;
  await by['pv22']!.patch(`${path}/concept`, { body: { titel: 'Van Drenthe, bijgewerkt' }, headers: { 'if-match': '*' } });
  expect((await by['pv22']!.post(`${path}/publicaties`)).status).toBe(201);
}

beforeAll(async () => {
  test = await startTestApp();
  for (const code of ['gm0344', 'gm0361', 'gm0363', 'gm0392', 'gm0405', 'gm0599', 'pv22', 'pv24']) by[code] = await test.as(code);
  by['coordinator'] = await test.as('mnre1034', 'coordinator');
  variables = { REGISTER: `${test.url}/v1`, KEY: by['gm0363']!.key!, ORGANISATIE: 'gm0363', DAG: '2027-01-01' };
  for (const part of [receipts, lessonsToFind, lessonsThatFit, useCases, verdicts, news]) await part();
}, 120_000);
afterAll(() => test.close());

describe('a coordinator asks about lessons', () => {
  it('which three or more confirmed', async () => {
    const found = await results('Welke lessen zijn door drie of meer andere organisaties bevestigd?');
    expect(titles(found)).toEqual(['Driemaal bevestigd, alleen voor overheden', 'Driemaal bevestigd']);
    for (const { actueel } of found) {
      expect(actueel).toMatchObject({ aantalBevestigingen: 3, hergebruik: { herkend: 1, toegepast: 1, aangepast: 1, weersproken: 0 } });
    }
  });

  it('what is contested, by whom and why', async () => {
    const found = await results('Wat is betwist?');
    expect(titles(found)).toEqual(['Betwist']);
    const why = await results('Wat is betwist?', 1, { LES: ids['contested']! });
    expect(why.map(({ organisatie, uitkomst, toelichting }) => [organisatie.code, uitkomst, toelichting])).toEqual([
      ['gm0344', 'weersproken', 'Bij ons ging het juist goed.'],
    ]);
  });

  it('which there are on a subject, clause, layer and phase', async () => {
    const question = 'Welke lessen zijn er voor gemeenten met een pilot, over privacy, bij deze bepaling?';
    const { totaal, resultaten, facetten } = await answer(question);
    expect(titles(resultaten)).toEqual(['Weeg elk risico voor inwoners vooraf', 'Praat met inwoners']);
    expect(resultaten[0].fragment).toContain('<mark>risico</mark>');
    expect([totaal, facetten.stand.map(({ code, aantal }: { code: string; aantal: number }) => [code, aantal])]).toEqual([
      2,
      [['geconstateerd', 2]],
    ]);
  });

  it('which fit a proposal', async () => {
    const { resultaten } = await answer('Welke lessen passen bij ons voorstel?', 0, { USE_CASE: ids['draft']! });
    const fit = resultaten.map((each: { les: { titel: string }; tegenspraak: boolean }) => [each.les.titel, each.tegenspraak]).sort();
    expect(fit).toEqual([
      ['Laat een mens meelezen', false],
      ['Les van een collega', false],
      ['Meelezen werkt niet', true],
      ['Plan tijd voor meelezen', false],
    ]);
    for (const { redenen } of resultaten) expect(redenen[0]).toMatchObject({ code: 'bepaling', waarden: ['std25-menselijke-tussenkomst'] });
  });
});

describe('a coordinator asks about clauses', () => {
  it('which provinces find unclear', async () => {
    const found = await results('Welke bepalingen vinden provincies onduidelijk?');
    const counts = found.map(({ bepaling, aantalMetWrijving, aantalOordelen }) => [bepaling.code, aantalMetWrijving, aantalOordelen]);
    expect(counts.filter(([, friction, judging]) => friction > 0 || judging > 0)).toEqual([
      ['std25-stopstrategie', 2, 2],
      ['std25-doel-helder', 1, 2],
      ['std25-wettelijke-kaders', 0, 1],
    ]);
    expect(counts.length).toBe((await test.anonymous.get('/bepalingen?kader=standpunt-genai-2025')).body.totaal);
  });

  it('what was learned', async () => {
    const body = await answer('Wat is er over een bepaling geleerd?');
    expect([body.aantalUseCases, body.aantalOrganisaties, body.aantalErvaringen]).toEqual([2, 2, 1]);
    expect(body.perBestuurslaag).toMatchObject([{ bestuurslaag: 'provincie', aantalUseCases: 2 }]);
    expect(titles(body.useCases.resultaten)).toEqual(['Van Drenthe, bijgewerkt', 'Van Flevoland']);
    expect(body.toelichtingen.resultaten.map(({ toelichting }: { toelichting: string }) => toelichting)).toEqual(['Wat wordt bedoeld?']);
    const { body: whole } = await by['gm0363']!.get(body.lessen.meer.slice('/v1'.length));
    expect(titles(body.lessen.resultaten)).toContain('Nieuwe les over jullie pilot');
    expect([body.lessen.resultaten.length, whole.totaal]).toEqual([body.aantalLessen, body.aantalLessen]);
  });

  it('what is new since a moment', async () => {
    const found = await results('Wat is er nieuw over een bepaling sinds ons vorige overleg?');
    expect(found.map(({ soort, titel, nummer }) => [soort, titel, nummer])).toEqual([
      ['use-case', 'Van Drenthe, bijgewerkt', 2],
      ['ervaring', 'Nieuwe ervaring', 1],
      ['les', 'Nieuwe les over jullie pilot', 1],
    ]);
  });

  it('what a new version changed', async () => {
    const { aantallen, verschillen } = await answer('Wat veranderde er tussen twee versies van het standpunt?');
    const sum = aantallen.reduce((total: number, { aantal }: { aantal: number }) => total + aantal, 0);
    expect(sum).toBe(verschillen.length);
    expect(aantallen).toContainEqual({
      soort: 'gewijzigd',
      aantal: verschillen.filter((each: { soort: string }) => each.soort === 'gewijzigd').length,
    });
    const parties = verschillen.find(({ nieuw }: { nieuw?: { code: string } }) => nieuw?.code === 'std25-externe-partijen');
    expect(parties).toMatchObject({ oud: { code: 'std23-externe-partijen' }, soort: 'gewijzigd', stappen: [{ zekerheid: 'afgeleid' }] });
  });
});

describe('a coordinator asks about use cases and organisations', () => {
  it('which stopped without a lesson', async () => {
    const found = await results('Welke gestopte pilots hebben geen les?');
    expect(titles(found)).toEqual(['Gestopt met alleen een conceptles', 'Gestopt zonder les']);
    expect(found[0]).toMatchObject({ stopReden: { code: 'kosten' }, geenLesReden: 'Niet aan toegekomen.' });
  });

  it('which municipalities run a comparable pilot with a supplier', async () => {
    const question = 'Welke gemeenten doen een vergelijkbare pilot met leverancier Y?';
    const { resultaten } = await answer(question, 0, { USE_CASE: ids['pilot']! });
    const found = resultaten.map(({ useCase: { titel } }: { useCase: { titel: string } }) => titel);
    expect(found).toEqual(['Pilot die alleen overheden zien', 'Pilot bij dezelfde leverancier']);
    for (const { redenen } of resultaten) expect(redenen.map(({ code }: { code: string }) => code)).toContain('leverancier');
    const all = ['Pilot die alleen overheden zien', 'Pilot bij dezelfde leverancier', 'Onze pilot'];
    expect(titles(await results(question, 1))).toEqual(all);
  });

  it('which municipalities of a province registered nothing', async () => {
    const found = await results('Welke gemeenten van mijn provincie hebben niets geregistreerd?');
    const shipped = JSON.parse(readFileSync('src/register/organisaties/organisaties.json', 'utf8')) as {
      code: string;
      provincie?: string;
    }[];
    const municipalities = shipped.filter(({ code, provincie }) => provincie === 'pv27' && code.startsWith('gm')).map(({ code }) => code);
    // One that stops on that day, and three that published: one of these for public bodies only. A concept does not count.
    const silent = municipalities.filter((code) => !['gm0358', 'gm0361', 'gm0363', 'gm0392'].includes(code));
    expect(found.map(({ code }) => code).sort()).toEqual(silent.sort());
    expect(silent).toContain('gm0405');
  });
});

describe('an organisation asks about itself', () => {
  it('what to confirm again, and does so', async () => {
    const question = 'Wat moeten wij opnieuw bevestigen?';
    const found = await results(question);
    expect(found.map((each) => [each.useCase.id, each.bepaling.code, each.soort, each.opvolgers[0].code])).toEqual([
      [ids['old'], 'std23-externe-partijen', 'gewijzigd', 'std25-externe-partijen'],
    ]);
    const { resultaten } = await answer(question, 1, { USE_CASE: ids['old']! });
    expect(resultaten).toMatchObject([{ besluit: 'overzetten', gepubliceerd: 2 }]);
    expect(await results(question)).toEqual([]);
    const { body } = await test.anonymous.get(`/use-cases/${ids['old']!}`);
    const links = body.bepalingen.map((each: { bepaling: { code: string }; naleving: string }) => [each.bepaling.code, each.naleving]);
    expect(links.sort()).toEqual([
      ['std23-wettelijke-kaders', 'voldoet'],
      ['std25-externe-partijen', 'voldoet'],
    ]);
  });

  it('what others wrote, and answers', async () => {
    const found = await results('Wat schreven anderen over ons?');
    expect(found.map(({ soort, titel, organisatie, over }) => [soort, titel, organisatie.code, over.titel])).toEqual([
      ['hergebruik', 'Les van ons', 'gm0599', 'Les van ons'],
      ['les', 'Nieuwe les over jullie pilot', 'gm0392', 'Onze pilot'],
    ]);
    const reply = await answer('Wat schreven anderen over ons?', 1, { LES: ids['about us']! });
    expect(reply).toMatchObject({ reactieOp: ids['about us'], gepubliceerd: true });
    expect((await test.anonymous.get(`/lessen/${ids['about us']!}`)).body.actueel.aantalReacties).toBe(1);
  });

  it('how to stay informed', async () => {
    const question = 'Hoe blijf ik op de hoogte zonder te kijken?';
    const privacy = (await test.anonymous.get('/lessen?thema=privacy&limiet=100')).body.resultaten;
    expect(titles(privacy)).not.toContain('Alleen voor overheden');
    expect([privacy.length, entries(await send(question, 0))]).toEqual([6, titles(privacy)]);
    const clause = (await test.anonymous.get('/bepalingen/std25-doel-helder/nieuws')).body.resultaten;
    expect(titles(clause).slice(0, 2)).toEqual(['Van Drenthe, bijgewerkt', 'Nieuwe les over jullie pilot']);
    expect(entries(await send(question, 1))).toEqual(titles(clause));
    const heard = entries(await send(question, 2)).join('\n');
    for (const titel of ['Eerder geschreven over onze pilot', 'Nieuwe les over jullie pilot', 'Les van ons'])
      expect(heard).toContain(titel);
  });
});

describe('docs/coordinators.md', () => {
  it('has no request that is not asked above', () => {
    const all = [...questions].flatMap(([question, requests]) => requests.map((_request, index) => `${question} ${String(index)}`));
    expect([...asked].sort()).toEqual(all.sort());
  });
});
