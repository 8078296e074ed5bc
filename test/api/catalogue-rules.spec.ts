import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf } from '../support/builders.js';
import { startTestApp, type Answer, type Caller, type TestApp } from '../support/test-app.js';

let test: TestApp;
let coordinator: Caller;
let amsterdam: Caller;

beforeAll(async () => {
  test = await startTestApp();
  coordinator = await test.as('mnre1034', 'coordinator');
  amsterdam = await test.as('gm0363');
});
afterAll(() => test.close());

const match = (answer: Answer): Record<string, string> => ({ 'if-match': answer.headers['etag']! });
const kader = { reeks: 'proef', titel: 'Proef', soort: 'standpunt', status: 'concept' };
const clause = (code: string, titel = 'Doel') => ({ code, volgorde: 1, titel, samenvatting: 'Leg vast.', zekerheid: 'gelezen' });
const statusesOf = (answers: Answer[]) => answers.map(({ status }) => status).sort();

/** Changes some fields of an organisation or kader, and leaves the others as they are. */
async function change(path: string, fields: object): Promise<Answer> {
  const known = await coordinator.get(path);
  const {
    code: _code,
    aantalUseCases: _uses,
    aantalBepalingen: _count,
    bepalingen: _clauses,
    relaties: _relations,
    ...content
  } = known.body;
  return coordinator.put(path, { body: { ...content, ...fields }, headers: match(known) });
}

describe('lists with something else than objects', () => {
  it.each([
    ['/codelijsten', { naam: 'proef', titel: 'Proef', codes: [null] }, '/codes/0'],
    ['/codelijsten', { naam: 'proef', titel: 'Proef', codes: [{ code: 'a', label: 'A' }, 'b'] }, '/codes/1'],
    ['/kaders', { ...kader, code: 'proef', bepalingen: [null] }, '/bepalingen/0'],
    ['/kaders', { ...kader, code: 'proef', relaties: [null] }, '/relaties/0'],
  ])('are refused with their place: %s', async (path, body, place) => {
    expect(codesOf(await coordinator.post(path, { body }))).toEqual([`${place} verkeerd-type`]);
  });

  it('are not told which codes are missing while the list cannot be read', async () => {
    const known = await coordinator.get('/codelijsten/thema');
    expect(codesOf(await coordinator.put('/codelijsten/thema', { body: { titel: 'Thema', codes: [5] }, headers: match(known) }))).toEqual([
      '/codes/0 verkeerd-type',
    ]);
  });
});

describe('two coordinators at once', () => {
  it('add a code list or a kader only once', async () => {
    const four = [1, 2, 3, 4];
    const lists = four.map((n) =>
      coordinator.post('/codelijsten', { body: { naam: 'tegelijk', titel: `T${n}`, codes: [{ code: `c${n}`, label: 'C' }] } }),
    );
    expect(statusesOf(await Promise.all(lists))).toEqual([201, 409, 409, 409]);
    expect((await coordinator.get('/codelijsten/tegelijk')).body.codes).toHaveLength(1);
    const kaders = four.map((n) => coordinator.post('/kaders', { body: { ...kader, titel: `T${n}`, code: 'tegelijk' } }));
    expect(statusesOf(await Promise.all(kaders))).toEqual([201, 409, 409, 409]);
  });

  it('give a clause to one kader', async () => {
    const made = await Promise.all(
      [1, 2, 3].map((n) =>
        coordinator.post('/kaders', { body: { ...kader, code: `eigenaar-${n}`, bepalingen: [clause('betwist', `T${n}`)] } }),
      ),
    );
    expect(statusesOf(made)).toEqual([201, 409, 409]);
    const owner = made.find(({ status }) => status === 201)!;
    expect((await test.anonymous.get('/bepalingen/betwist')).body).toMatchObject({
      kader: owner.body.code,
      titel: owner.body.bepalingen[0].titel,
    });
  });

  it('do not undo each other’s change of a clause or a relation', async () => {
    await coordinator.post('/kaders', { body: { ...kader, code: 'oud', bepalingen: [clause('oud-1')] } });
    const made = await coordinator.post('/kaders', {
      body: { ...kader, code: 'nieuw', opvolgerVan: 'oud', bepalingen: [clause('nieuw-1')] },
    });
    expect(made.body.bepalingen).toMatchObject([{ code: 'nieuw-1', titel: 'Doel', zekerheid: 'gelezen' }]);
    const put = async (fields: object, seen: Answer) =>
      coordinator.put('/kaders/nieuw', { body: { ...kader, opvolgerVan: 'oud', ...fields }, headers: match(seen) });
    const first = await put({ bepalingen: [clause('nieuw-1', 'Eerste')] }, made);
    expect(first.status).toBe(200);
    expect((await put({ bepalingen: [clause('nieuw-1', 'Tweede')] }, made)).status).toBe(412);
    const related = await put({ relaties: [{ van: 'oud-1', naar: 'nieuw-1', soort: 'gewijzigd' }] }, first);
    expect(related.body.relaties).toMatchObject([{ van: { code: 'oud-1' }, naar: { code: 'nieuw-1' }, soort: 'gewijzigd' }]);
    expect((await put({ relaties: [] }, first)).status).toBe(412);
    expect((await coordinator.get('/kaders/nieuw')).headers['etag']).toBe(related.headers['etag']);
  });
});

describe('successors', () => {
  it('never lead back to where they came from', async () => {
    const end = { actiefTotDatum: '2027-01-01' };
    expect((await change('/organisaties/gm0014', { ...end, opvolgers: ['gm0034'] })).status).toBe(200);
    expect((await change('/organisaties/gm0034', { ...end, opvolgers: ['gm0050'] })).status).toBe(200);
    expect(codesOf(await change('/organisaties/gm0050', { ...end, opvolgers: ['gm0363', 'gm0014'] }))).toEqual(['/opvolgers/1 kring']);

    expect(codesOf(await change('/kaders/standpunt-genai-rijk-2023', { opvolgerVan: 'standpunt-genai-2025' }))).toEqual([
      '/opvolgerVan kring',
    ]);
    expect(codesOf(await change('/kaders/standpunt-genai-2025', { hoortBij: 'handreiking-genai-2025' }))).toEqual(['/hoortBij kring']);

    const { body, headers } = await coordinator.get('/codelijsten/draait-op');
    const codes = body.codes.map((each: { code: string }) => ({
      ...each,
      vervangenDoor: { 'eu-cloud': 'leverancier', leverancier: 'eu-cloud' }[each.code] ?? null,
    }));
    expect(
      codesOf(
        await coordinator.put('/codelijsten/draait-op', { body: { titel: 'Draait op', codes }, headers: { 'if-match': headers['etag']! } }),
      ),
    ).toEqual(['/codes/2/vervangenDoor kring', '/codes/4/vervangenDoor kring']);
  });

  it('keep the relations of a kader true', async () => {
    expect(codesOf(await change('/kaders/standpunt-genai-2025', { opvolgerVan: null }))).toEqual(['/opvolgerVan relaties-botsen']);
    const relatie = { van: 'std23-wettelijke-kaders', naar: 'std25-wettelijke-kaders', soort: 'gewijzigd' };
    expect(codesOf(await change('/kaders/standpunt-genai-2025', { relaties: [relatie, { ...relatie, soort: 'verduidelijkt' }] }))).toEqual([
      '/relaties/1 dubbel',
    ]);
  });

  it('carry on with the solutions of an organisation that ended', async () => {
    const old = await test.as('gm0415');
    const made = await old.post('/oplossingen', { body: { naam: 'Helper', leverancier: 'Provincie Limburg' } });
    expect((await test.anonymous.get('/oplossingen?leverancier=provincie%20LIMBURG')).body.totaal).toBe(1);
    await change('/organisaties/gm0415', { actiefTotDatum: '2026-01-01', opvolgers: ['gm0363'] });
    const path = `/oplossingen/${made.body.id}`;
    expect((await amsterdam.put(path, { body: { naam: 'Helper 2' }, headers: match(made) })).body.naam).toBe('Helper 2');
    expect((await (await test.as('gm0344')).put(path, { body: { naam: 'x' }, headers: match(made) })).status).toBe(403);
    expect((await coordinator.post('/oplossingen', { body: { naam: 'x', organisatie: 'gm0415' } })).body.code).toBe(
      'organisatie-opgeheven',
    );
  });
});

describe('what does not exist', () => {
  it('is named in correct Dutch', async () => {
    expect((await test.anonymous.get('/kaders/weg')).body.detail).toBe('Dit kader bestaat niet, of u mag het niet zien.');
    expect((await test.anonymous.get('/bepalingen/weg')).body.detail).toBe('Deze bepaling bestaat niet, of u mag deze niet zien.');
    const { body } = await coordinator.post('/kaders', { body: { ...kader, code: 'wees', opvolgerVan: 'weg' } });
    expect(body.errors[0].detail).toBe('Er is geen kader weg dat u kunt zien.');
  });
});
