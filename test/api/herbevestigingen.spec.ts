import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, useCase } from '../support/builders.js';
import { startTestApp, type Answer, type Caller, type TestApp } from '../support/test-app.js';
import { clause, putVersion } from '../support/versions.js';

let test: TestApp;
let coordinator: Caller;
let amsterdam: Caller;
const any = { 'if-match': '*' };
const path = '/organisaties/gm0363/herbevestigingen';

/** What the second version makes of the first. */
const relaties = [
  { van: 'oud-doel', naar: 'nieuw-doel', soort: 'gewijzigd', toelichting: 'De reikwijdte is verbreed.' },
  { van: 'oud-afspraken', naar: 'nieuw-contract', soort: 'gesplitst' },
  { van: 'oud-afspraken', naar: 'nieuw-toezicht', soort: 'gesplitst' },
  { van: 'oud-privacy', naar: 'nieuw-gegevens', soort: 'samengevoegd' },
  { van: 'oud-beveiliging', naar: 'nieuw-gegevens', soort: 'samengevoegd' },
  { van: 'oud-meldplicht', naar: null, soort: 'vervallen' },
  { van: 'oud-uitleg', naar: 'nieuw-uitleg', soort: 'verduidelijkt' },
];
const old = ['doel', 'afspraken', 'privacy', 'beveiliging', 'meldplicht', 'uitleg'].map((each) => `oud-${each}`);

beforeAll(async () => {
  test = await startTestApp();
  coordinator = await test.as('mnre1034', 'coordinator');
  amsterdam = await test.as('gm0363');
  await putVersion(coordinator, { code: 'proef-1', reeks: 'proef', bepalingen: old.map((code, index) => clause(code, index + 1)) });
});
afterAll(() => test.close());

const link = (bepaling: string, changes: object = {}) => ({ bepaling, naleving: 'voldoet', werkbaarheid: 'werkbaar', ...changes });

async function publish(caller: Caller, bepalingen: object[], changes: object = {}): Promise<string> {
  const { body } = await caller.post('/use-cases', { body: useCase({ bepalingen, publiceren: true, ...changes }) });
  return body.id as string;
}

interface Shown {
  bepaling: { code: string };
  teHerbevestigen: boolean;
  herbevestiging: { soort: string; toelichting: string; opvolgers: { code: string }[]; kader: string } | null;
  bevestigdOp: string | null;
}
const shown = async (id: string, caller = amsterdam): Promise<Shown[]> => (await caller.get(`/use-cases/${id}`)).body.bepalingen;
const openOf = async (id: string, caller = amsterdam): Promise<string[]> =>
  (await shown(id, caller)).filter((each) => each.teHerbevestigen).map(({ bepaling }) => bepaling.code);
const asked = async (query = '', caller = amsterdam): Promise<string[]> => {
  const { body } = await caller.get(`${path}?limiet=100${query}`);
  return body.resultaten.map((each: { useCase: { id: string }; bepaling: { code: string } }) => `${each.useCase.id} ${each.bepaling.code}`);
};
const confirm = (koppelingen: object[], more: object = {}, caller = amsterdam, headers = {}): Promise<Answer> =>
  caller.post(path, { body: { koppelingen, ...more }, headers });

describe('a new version of a kader', () => {
  it('shows at once in every link to what it changed, and nothing else changes', async () => {
    const id = await publish(
      amsterdam,
      old.map((code) => link(code)),
    );
    const hidden = await publish(amsterdam, [link('oud-doel')], { openbaarheid: 'overheid' });
    const elsewhere = await publish(amsterdam, [link('std25-doel-helder')]);
    const before = await test.anonymous.get(`/use-cases/${id}`);
    expect([before.body.actueel.teHerbevestigen, await openOf(id)]).toEqual([0, []]);
    const publication = await test.anonymous.get(`/use-cases/${id}/publicaties/1`);
    const untouched = await test.anonymous.get(`/use-cases/${elsewhere}`);
    const log = await test.app.dataSource.query('select count(*) from logregel where sleutel = $1', [id]);

    const opvolgers = [...new Set(relaties.flatMap(({ naar }) => naar ?? []))];
    const next = opvolgers.map((code, index) => clause(code, index + 1));
    await putVersion(coordinator, { code: 'proef-2', reeks: 'proef', opvolgerVan: 'proef-1', bepalingen: next, relaties });

    const after = await test.anonymous.get(`/use-cases/${id}`);
    expect(after.body.actueel.teHerbevestigen).toBe(5);
    expect(await openOf(id)).toEqual(old.slice(0, 5));
    expect(after.headers['etag']).not.toBe(before.headers['etag']);
    const [doel, afspraken, , , meldplicht, uitleg] = after.body.bepalingen as Shown[];
    expect(doel?.herbevestiging).toEqual({
      soort: 'gewijzigd',
      toelichting: 'In de nieuwe versie is deze bepaling gewijzigd. De reikwijdte is verbreed.',
      opvolgers: [{ code: 'nieuw-doel', titel: 'Bepaling nieuw-doel', kader: 'proef-2' }],
      kader: 'proef-2',
      vanaf: expect.any(String),
    });
    expect(afspraken?.herbevestiging?.opvolgers.map(({ code }) => code)).toEqual(['nieuw-contract', 'nieuw-toezicht']);
    expect(meldplicht?.herbevestiging).toMatchObject({ soort: 'vervallen', opvolgers: [] });
    expect([uitleg?.teHerbevestigen, uitleg?.herbevestiging]).toEqual([false, null]);

    expect((await test.anonymous.get(`/use-cases/${id}/publicaties/1`)).text).toBe(publication.text);
    expect((await test.anonymous.get(`/use-cases/${elsewhere}`)).text).toBe(untouched.text);
    expect(await test.app.dataSource.query('select count(*) from logregel where sleutel = $1', [id])).toEqual(log);
    const plain = ({ teHerbevestigen: _flag, herbevestiging: _why, ...rest }: Shown) => rest;
    expect(after.body.bepalingen.map(plain)).toEqual(before.body.bepalingen.map(plain));

    const totals = async (caller: Caller, query: string) => (await caller.get(`/use-cases?${query}`)).body;
    expect((await totals(test.anonymous, 'teHerbevestigen=true')).resultaten.map((each: { id: string }) => each.id)).toEqual([id]);
    expect((await totals(amsterdam, 'teHerbevestigen=true')).totaal).toBe(2);
    expect((await totals(test.anonymous, 'teHerbevestigen=false')).resultaten.map((each: { id: string }) => each.id)).toEqual([elsewhere]);
    const facets = (await totals(test.anonymous, 'facetten=teHerbevestigen')).facetten.teHerbevestigen;
    expect(facets.map(({ code, aantal }: { code: string; aantal: number }) => [code, aantal])).toEqual([
      ['false', 1],
      ['true', 1],
    ]);
    expect(await openOf(hidden)).toEqual(['oud-doel']);
    expect((await test.anonymous.get(`/use-cases/${hidden}`)).status).toBe(404);
    expect((await asked('&kader=proef-2')).sort()).toEqual(
      [...old.slice(0, 5).map((code) => `${id} ${code}`), `${hidden} oud-doel`].sort(),
    );
  });

  it('shows in the concept too, with an ETag that guards it', async () => {
    const { body } = await amsterdam.post('/use-cases', {
      body: { titel: 'Nog een concept', bepalingen: [link('oud-doel'), link('oud-uitleg')] },
    });
    const links = await amsterdam.get(`/use-cases/${body.id}/bepalingen`);
    expect(links.body.resultaten.map((each: Shown) => each.teHerbevestigen)).toEqual([true, false]);
    const one = await amsterdam.get(`/use-cases/${body.id}/bepalingen/oud-doel`);
    expect(one.body).toMatchObject({ teHerbevestigen: true, herbevestiging: { soort: 'gewijzigd' } });
    expect(await asked(`&bepaling=oud-doel`)).toContain(`${body.id} oud-doel`);
    const put = (verdict: object, tag: string | undefined) =>
      amsterdam.put(`/use-cases/${body.id}/bepalingen/oud-doel`, { body: verdict, headers: { 'if-match': tag! } });
    const edited = await put({ naleving: 'voldoet-deels', werkbaarheid: 'werkbaar' }, one.headers['etag']);
    expect([edited.status, edited.body.teHerbevestigen, edited.body.bevestigdOp]).toEqual([200, true, null]);
    const now = new Date().toISOString();
    expect(codesOf(await put({ bevestigdOp: '2099-01-01T00:00:00Z' }, edited.headers['etag']))).toEqual(['/bevestigdOp in-de-toekomst']);
    const done = await put({ naleving: 'voldoet', bevestigdOp: now }, edited.headers['etag']);
    expect([done.body.teHerbevestigen, done.body.herbevestiging, done.body.bevestigdOp]).toEqual([false, null, now]);
    const later = await put({ naleving: 'voldoet-deels' }, done.headers['etag']);
    expect([later.body.teHerbevestigen, later.body.bevestigdOp]).toEqual([false, now]);
    expect((await put({ bevestigdOp: null }, later.headers['etag'])).body.teHerbevestigen).toBe(true);
    expect((await amsterdam.get(`/use-cases/${body.id}/concept`)).body.bepalingen[0]).not.toHaveProperty('teHerbevestigen');
  });

  it('does not forget a confirmation that a nightly system does not send', async () => {
    const sync = (bepalingen: object[]) =>
      amsterdam.put('/organisaties/gm0363/use-cases/nachtelijk', { body: useCase({ bepalingen, publiceren: true }) });
    const { body } = await sync([link('oud-doel'), link('oud-privacy')]);
    expect((await confirm([{ useCase: body.id, bepaling: 'oud-doel', besluit: 'behouden' }])).body.resultaten[0].gepubliceerd).toBe(2);
    expect((await sync([link('oud-doel'), link('oud-privacy')])).body.nummer).toBe(2);
    expect(await openOf(body.id)).toEqual(['oud-privacy']);
    expect((await sync([link('oud-privacy'), link('oud-doel', { naleving: 'voldoet-deels' })])).body.nummer).toBe(3);
    expect(await openOf(body.id)).toEqual(['oud-privacy']);
  });
});

describe('confirming in one call', () => {
  it('keeps, moves and removes, with a publication each and the history intact', async () => {
    const one = await publish(
      amsterdam,
      old.map((code) => link(code, { toelichting: `Over ${code}.` })),
      { titel: 'Eerste' },
    );
    const two = await publish(amsterdam, [link('oud-doel')], { titel: 'Tweede', openbaarheid: 'overheid' });
    const first = await amsterdam.get(`/use-cases/${one}/publicaties/1`);
    const decision = (bepaling: string, besluit: string, more: object = {}, useCase = one) => ({ useCase, bepaling, besluit, ...more });
    const gegevens = { naar: ['nieuw-gegevens'], naleving: 'voldoet-deels', toelichting: 'Samen bekeken.' };
    const answer = await confirm([
      decision('oud-doel', 'behouden'),
      decision('oud-afspraken', 'overzetten', { naar: ['nieuw-contract', 'nieuw-toezicht'] }),
      decision('oud-privacy', 'overzetten', gegevens),
      decision('oud-beveiliging', 'overzetten', gegevens),
      decision('oud-meldplicht', 'verwijderen'),
      decision('oud-doel', 'overzetten', { naar: ['nieuw-doel'] }, two),
    ]);
    expect([answer.status, answer.body.aantal]).toEqual([200, 6]);
    expect(answer.body.resultaten[5]).toEqual({
      useCase: { id: two, titel: 'Tweede', eigenKenmerk: null },
      bepaling: { code: 'oud-doel', titel: 'Bepaling oud-doel', kader: 'proef-1' },
      besluit: 'overzetten',
      gepubliceerd: 2,
      reden: null,
    });
    const links = await shown(one);
    expect(links.map(({ bepaling }) => bepaling.code)).toEqual([
      'oud-doel',
      'nieuw-contract',
      'nieuw-toezicht',
      'nieuw-gegevens',
      'oud-uitleg',
    ]);
    expect(links[1]).toMatchObject({ naleving: 'voldoet', werkbaarheid: 'werkbaar', toelichting: 'Over oud-afspraken.' });
    expect(links[3]).toMatchObject({ naleving: 'voldoet-deels', werkbaarheid: 'werkbaar', toelichting: 'Samen bekeken.' });
    expect(links.map(({ bevestigdOp }) => bevestigdOp !== null)).toEqual([true, true, true, true, false]);
    expect([await openOf(one), await openOf(two)]).toEqual([[], []]);
    expect((await asked()).filter((each) => each.startsWith(one) || each.startsWith(two))).toEqual([]);
    expect((await amsterdam.get(`/use-cases/${one}/publicaties/1`)).text).toBe(first.text);
    const publicaties = (await amsterdam.get(`/use-cases/${one}/publicaties`)).body.resultaten;
    expect(publicaties.map(({ nummer, toelichting }: { nummer: number; toelichting: string }) => [nummer, toelichting])).toEqual([
      [2, 'Koppelingen opnieuw bevestigd.'],
      [1, null],
    ]);
    expect((await amsterdam.get(`/use-cases/${one}/concept`)).body.ongepubliceerdeWijzigingen).toBe(false);
    expect((await test.anonymous.get(`/use-cases/${two}`)).status).toBe(404);
    const lines = await test.app.dataSource.query('select handeling from logregel where sleutel = $1 order by id', [one]);
    expect(lines.map(({ handeling }: { handeling: string }) => handeling)).toEqual(['registreren', 'publiceren', 'wijzigen', 'publiceren']);
  });

  it('publishes nothing that was not published', async () => {
    const edited = await publish(amsterdam, [link('oud-doel')]);
    await amsterdam.patch(`/use-cases/${edited}/concept`, { body: { doel: 'Nog niet af.' }, headers: any });
    const { body: concept } = await amsterdam.post('/use-cases', { body: { titel: 'Concept', bepalingen: [link('oud-doel')] } });
    const silent = await publish(amsterdam, [link('oud-doel')]);
    const keep = (useCase: string) => ({ useCase, bepaling: 'oud-doel', besluit: 'behouden' });
    const { body } = await confirm([keep(edited), keep(concept.id)]);
    expect(body.resultaten.map((each: { gepubliceerd: number; reden: string }) => [each.gepubliceerd, each.reden])).toEqual([
      [null, expect.stringContaining('andere wijzigingen')],
      [null, expect.stringContaining('nog niet gepubliceerd')],
    ]);
    expect((await confirm([keep(silent)], { publiceren: false })).body.resultaten[0]).toMatchObject({ gepubliceerd: null });
    expect((await shown(edited))[0]).toMatchObject({ teHerbevestigen: true });
    expect((await amsterdam.get(`/use-cases/${edited}`)).body.doel).toBeNull();
    const { body: page } = await amsterdam.get(`${path}?limiet=100&bepaling=oud-doel`);
    const listed = page.resultaten.find((each: { useCase: { id: string } }) => each.useCase.id === edited);
    expect(listed).toMatchObject({ inConcept: true, inPublicatie: true, bevestigdOp: expect.any(String) });
    await amsterdam.post(`/use-cases/${edited}/publicaties`);
    expect(await openOf(edited)).toEqual([]);
    expect((await asked()).filter((each) => each.startsWith(edited))).toEqual([]);
  });

  it('changes nothing when one decision is wrong, and says which', async () => {
    const id = await publish(amsterdam, [...old.map((code) => link(code)), link('nieuw-doel', { naleving: 'onbekend' })]);
    const gone = await publish(amsterdam, [link('oud-doel')]);
    await amsterdam.put(`/use-cases/${gone}/intrekking`, { body: { reden: 'Proef.' } });
    expect((await asked()).filter((each) => each.startsWith(gone))).toEqual([]);
    const { body: other } = await (await test.as('gm0344')).post('/use-cases', { body: useCase({ bepalingen: [link('oud-doel')] }) });
    const before = await amsterdam.get(`/use-cases/${id}/concept`);
    const of = (bepaling: string, besluit: string, more: object = {}, useCase: string = id) => ({ useCase, bepaling, besluit, ...more });
    const refused = await confirm([
      of('oud-doel', 'overzetten', { naar: ['nieuw-doel'] }),
      of('oud-afspraken', 'overzetten', { naar: ['nieuw-contract', 'std25-doel-helder'] }),
      of('oud-uitleg', 'behouden'),
      of('std25-doel-helder', 'behouden'),
      of('oud-doel', 'behouden', {}, gone),
      of('oud-doel', 'behouden', {}, other.id),
      of('oud-privacy', 'behouden', { werkbaarheid: 'onduidelijk' }),
      of('oud-meldplicht', 'verwijderen', { naleving: 'voldoet', naar: ['nieuw-doel'] }),
      of('oud-beveiliging', 'overzetten'),
      of('oud-doel', 'behouden'),
      of('oud-doel', 'weggooien', {}, 'x'),
      of('bestaat-niet', 'behouden'),
    ]);
    expect(codesOf(refused)).toEqual([
      '/koppelingen/0/naar/0 al-gekoppeld',
      '/koppelingen/1/naar/1 geen-opvolger',
      '/koppelingen/10/besluit onbekende-code',
      '/koppelingen/10/useCase verkeerde-vorm',
      '/koppelingen/11/bepaling bestaat-niet',
      '/koppelingen/2/bepaling al-bevestigd',
      '/koppelingen/3/bepaling niet-in-concept',
      '/koppelingen/4/useCase ingetrokken',
      '/koppelingen/5/useCase bestaat-niet',
      '/koppelingen/6/toelichting verplicht',
      '/koppelingen/7/naar hoort-leeg',
      '/koppelingen/7/naleving hoort-leeg',
      '/koppelingen/8/naar verplicht',
      '/koppelingen/9 dubbel',
    ]);
    expect((await amsterdam.get(`/use-cases/${id}/concept`)).text).toBe(before.text);
    for (const koppelingen of [[], [null], 'x', Array.from({ length: 501 }, () => of('oud-doel', 'behouden'))])
      expect((await amsterdam.post(path, { body: { koppelingen } })).status).toBe(400);
  });

  it('stores nothing where one of the concepts could not be published any more', async () => {
    const fine = await publish(amsterdam, [link('oud-doel')]);
    const stale = await publish(amsterdam, [link('oud-doel')], { verkrijging: 'samenwerking' });
    const list = await coordinator.get('/codelijsten/verkrijging');
    const codes = (retired: string | null): object =>
      list.body.codes.map((each: { code: string }) =>
        each.code === 'samenwerking' ? { ...each, geldigTotDatum: retired, vervangenDoor: retired === null ? null : 'inkoop' } : each,
      );
    const put = (retired: string | null): Promise<Answer> =>
      coordinator.put('/codelijsten/verkrijging', { body: { titel: list.body.titel, codes: codes(retired) }, headers: any });
    expect((await put('2026-01-01')).status).toBe(200);
    const both = [fine, stale].map((useCase) => ({ useCase, bepaling: 'oud-doel', besluit: 'behouden' }));
    const key = { 'idempotency-key': 'herbevestigen-2' };
    const refused = await confirm(both, {}, amsterdam, key);
    expect(codesOf(refused)).toEqual(['/koppelingen/1/useCase vervallen-code']);
    expect(refused.body.errors[0].detail).toContain('/verkrijging');
    expect((await amsterdam.get(`/use-cases/${fine}`)).body.nummer).toBe(1);
    expect((await amsterdam.get(`/use-cases/${fine}/concept`)).body.bepalingen[0].bevestigdOp).toBeNull();
    await put(null);
    expect((await confirm(both, {}, amsterdam, key)).body).toEqual(refused.body);
    expect((await confirm(both)).body.resultaten).toHaveLength(2);
  });

  it('happens once, whoever sends it twice or at the same time', async () => {
    const ids = await Promise.all([1, 2, 3].map(() => publish(amsterdam, [link('oud-doel'), link('oud-privacy')])));
    const all = (order: string[]) => order.map((useCase) => ({ useCase, bepaling: 'oud-doel', besluit: 'behouden' }));
    const answers = await Promise.all([confirm(all(ids)), confirm(all([...ids].reverse()))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    for (const id of ids) expect((await amsterdam.get(`/use-cases/${id}`)).body.nummer).toBe(2);
    const again = { 'idempotency-key': 'herbevestigen-1' };
    const [id] = ids as [string];
    const once = [{ useCase: id, bepaling: 'oud-privacy', besluit: 'behouden' }];
    const [first, second] = [await confirm(once, {}, amsterdam, again), await confirm(once, {}, amsterdam, again)];
    expect([first.status, second.status, second.text]).toEqual([200, 200, first.text]);
    expect((await amsterdam.get(`/use-cases/${id}`)).body.nummer).toBe(3);
  });
});

describe('whose it is', () => {
  it('is listed page by page, without skipping or repeating', async () => {
    const all = await asked();
    const walked: string[] = [];
    for (let next: string | null = `${path}?limiet=3`; next !== null;) {
      const { body }: Answer = await amsterdam.get(next);
      expect(body.totaal).toBe(all.length);
      walked.push(
        ...body.resultaten.map(
          (each: { useCase: { id: string }; bepaling: { code: string } }) => `${each.useCase.id} ${each.bepaling.code}`,
        ),
      );
      next = (body.volgende as string | null)?.slice('/v1'.length) ?? null;
    }
    expect(walked).toEqual(all);
    expect(await asked('&kader=standpunt-genai-2025')).toEqual([]);
    expect(codesOf(await amsterdam.get(`${path}?kader=bestaat-niet`))).toEqual(['kader bestaat-niet']);
    expect((await (await test.as('gm0344')).get(path)).status).toBe(403);
    expect((await test.anonymous.get(path)).status).toBe(401);
    expect((await amsterdam.get('/organisaties/gm9999/herbevestigingen')).status).toBe(404);
  });

  it('is done by a coordinator only as long as the organisation did not take over, and by a successor after the end', async () => {
    const { body } = await coordinator.post('/use-cases', {
      body: useCase({ organisatie: 'gm0599', bepalingen: [link('oud-doel'), link('oud-privacy')], publiceren: true }),
    });
    const at = '/organisaties/gm0599/herbevestigingen';
    const send = (caller: Caller, bepaling: string) =>
      caller.post(at, { body: { koppelingen: [{ useCase: body.id, bepaling, besluit: 'behouden' }] } });
    expect((await send(coordinator, 'oud-doel')).body.resultaten[0].gepubliceerd).toBe(2);
    const rotterdam = await test.as('gm0599');
    await rotterdam.patch(`/use-cases/${body.id}/concept`, { body: { doel: 'Zelf.' }, headers: any });
    await rotterdam.post(`/use-cases/${body.id}/publicaties`);
    expect(codesOf(await send(coordinator, 'oud-privacy'))).toEqual(['/koppelingen/0/useCase organisatie-beheert-zelf']);
    expect((await send(amsterdam, 'oud-privacy')).status).toBe(403);
    const { code: _code, aantalUseCases: _count, ...known } = (await coordinator.get('/organisaties/gm0599')).body;
    const ended = { ...known, actiefTotDatum: '2026-01-01', opvolgers: ['gm0344'] };
    expect((await coordinator.put('/organisaties/gm0599', { body: ended, headers: any })).status).toBe(200);
    const successor = await test.as('gm0344');
    expect((await successor.get(at)).body.totaal).toBe(1);
    expect((await send(successor, 'oud-privacy')).body.resultaten[0].gepubliceerd).toBe(4);
    expect((await successor.get(`/use-cases/${body.id}`)).body).toMatchObject({
      organisatie: { code: 'gm0344' },
      actueel: { teHerbevestigen: 0 },
    });
  });
});
