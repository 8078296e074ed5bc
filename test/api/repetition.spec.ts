import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, ervaring, les, useCase } from '../support/builders.js';
import { startTestApp, type Answer, type Caller, type TestApp } from '../support/test-app.js';

let test: TestApp;
let amsterdam: Caller;
let utrecht: Caller;
let number = 0;

beforeAll(async () => {
  test = await startTestApp();
  amsterdam = await test.as('gm0363');
  utrecht = await test.as('gm0344');
});
afterAll(() => test.close());

const newKey = (): Record<string, string> => ({ 'idempotency-key': `sleutel-${String((number += 1))}` });
const count = async (table: 'registratie' | 'publicatie' | 'logregel' | 'oplossing'): Promise<number> =>
  Number((await test.app.dataSource.query<{ n: string }[]>(`select count(*) as n from ${table}`))[0]!.n);
const essence = ({ status, text, headers }: Answer): unknown[] => [
  status,
  text,
  headers['etag'],
  headers['location'],
  headers['content-type'],
];

describe('a call with an Idempotency-Key', () => {
  it('made fifty times at once makes one record, one publication and one line in the log', async () => {
    const before = [await count('registratie'), await count('publicatie')];
    const headers = newKey();
    const body = useCase({ eigenKenmerk: 'vijftig', publiceren: true });
    const answers = await Promise.all(Array.from({ length: 50 }, () => amsterdam.post('/use-cases', { body, headers })));
    expect(new Set(answers.map((answer) => JSON.stringify(essence(answer)))).size).toBe(1);
    expect(answers[0]!.status).toBe(201);
    expect(answers.filter((each) => each.headers['idempotency-replayed'] === 'true')).toHaveLength(49);
    expect([await count('registratie'), await count('publicatie')]).toEqual(before.map((each) => each + 1));
    const lines = await test.app.dataSource.query('select handeling from logregel where sleutel = $1 order by 1', [answers[0]!.body.id]);
    expect(lines).toEqual([{ handeling: 'publiceren' }, { handeling: 'registreren' }]);
  });

  it('is known on every POST', async () => {
    const { body: home } = await amsterdam.post('/use-cases', { body: useCase({ publiceren: true }) });
    const coordinator = await test.as('mnre1034', 'coordinator');
    const clause = { code: 'proef-1', volgorde: 1, titel: 'Proef', samenvatting: 'Proef.', zekerheid: 'gelezen' };
    const kader = { code: 'proefkader', reeks: 'proef', titel: 'Proef', soort: 'advies', status: 'concept', bepalingen: [clause] };
    for (const [caller, path, body] of [
      [amsterdam, `/use-cases/${home.id}/ervaringen`, ervaring({ publiceren: true })],
      [amsterdam, '/lessen', les({ publiceren: true })],
      [amsterdam, '/oplossingen', { naam: 'Herhaald' }],
      [coordinator, '/organisaties', { code: 'gm2001', naam: 'gemeente Proef', soort: 'gemeente', bestuurslaag: 'gemeente' }],
      [coordinator, '/codelijsten', { naam: 'proef', titel: 'Proef', codes: [{ code: 'a', label: 'A' }] }],
      [coordinator, '/kaders', kader],
    ] as const) {
      const headers = newKey();
      const first = await caller.post(path, { body, headers });
      const second = await caller.post(path, { body, headers });
      expect([path, first.status, essence(second)]).toEqual([path, 201, essence(first)]);
    }
    const posts = test.app.routes.operations.filter(({ method }) => method === 'POST').map(({ operation }) => operation.id);
    expect(posts.sort()).toEqual(
      'confirmKoppelingen createCodelijst createKader createOplossing createOrganisatie publishErvaring publishLes publishUseCase registerErvaring registerLes registerUseCase'.split(
        ' ',
      ),
    );
  });

  it('publishes once: a repetition says 201 with the same number, a new key says 200', async () => {
    const { body: made } = await amsterdam.post('/use-cases', { body: useCase() });
    const headers = newKey();
    const first = await amsterdam.post(`/use-cases/${made.id}/publicaties`, { headers });
    await amsterdam.patch(`/use-cases/${made.id}/concept`, { body: { titel: 'Later' }, headers: { 'if-match': '*' } });
    const again = await amsterdam.post(`/use-cases/${made.id}/publicaties`, { headers });
    expect(essence(again)).toEqual(essence(first));
    expect((await test.anonymous.get(`/use-cases/${made.id}/publicaties`)).body.totaal).toBe(1);
    const next = await amsterdam.post(`/use-cases/${made.id}/publicaties`, { headers: newKey() });
    expect([next.status, next.body.nummer]).toEqual([201, 2]);
  });

  it('belongs to one caller and one path', async () => {
    const headers = newKey();
    const body = les({ publiceren: true });
    const first = await amsterdam.post('/lessen', { body, headers });
    const others = [
      await utrecht.post('/lessen', { body, headers }),
      await (await test.as('gm0363', 'beheerder')).post('/lessen', { body, headers }),
      await amsterdam.post('/use-cases', { body: useCase(), headers }),
    ];
    expect(others.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set([first, ...others].map((each) => each.body.id)).size).toBe(4);
  });

  it('keeps a final refusal, and lets the same key try again after one about rights', async () => {
    const headers = newKey();
    await amsterdam.post('/use-cases', { body: useCase({ eigenKenmerk: 'bezet' }) });
    const taken = await amsterdam.post('/use-cases', { body: useCase({ eigenKenmerk: 'bezet' }), headers });
    expect(taken.body.code).toBe('eigen-kenmerk-bestaat');
    const { body: owner } = await amsterdam.get('/organisaties/gm0363/use-cases/bezet');
    await amsterdam.delete(`/use-cases/${owner.id}/concept`, { headers: { 'if-match': '*' } });
    expect(essence(await amsterdam.post('/use-cases', { body: useCase({ eigenKenmerk: 'bezet' }), headers }))).toEqual(essence(taken));

    const rights = newKey();
    const body = useCase({ organisatie: 'gm0344' });
    const refused = await amsterdam.post('/use-cases', { body, headers: rights });
    expect([refused.status, refused.body.code]).toEqual([403, 'niet-uw-organisatie']);
    expect((await test.anonymous.post('/use-cases', { body, headers: rights })).status).toBe(401);
    expect((await amsterdam.post('/use-cases', { body: useCase(), headers: rights })).status).toBe(201);
  });

  it('looks at the bytes of the body', async () => {
    const headers = newKey();
    await amsterdam.post('/lessen', { body: les(), headers });
    const other = await amsterdam.post('/lessen', { body: les({ titel: 'Anders' }), headers });
    expect([other.status, other.body.code]).toEqual([409, 'idempotency-key-hergebruikt']);
  });

  it.each([
    ['', 0],
    ['x'.repeat(255), 201],
    ['x'.repeat(256), 400],
    ['met spatie', 400],
    ['~!#$%&', 201],
  ])('of the form %.20s gives %i', async (key, expected) => {
    const answer = await amsterdam.post('/lessen', { body: les(), headers: { 'idempotency-key': key } });
    if (expected !== 0) expect(answer.status).toBe(expected);
    if (answer.status === 400) expect(codesOf(answer)).toEqual(['Idempotency-Key verkeerde-vorm']);
  });

  it('is forgotten after a day', async () => {
    const headers = newKey();
    const first = await amsterdam.post('/lessen', { body: les(), headers });
    await test.app.dataSource.query("update idempotency_key set created_at = now() - interval '25 hours' where key = $1", [
      headers['idempotency-key'],
    ]);
    const later = await amsterdam.post('/lessen', { body: les({ titel: 'Nieuw' }), headers });
    expect(later.status).toBe(201);
    expect(later.body.id).not.toBe(first.body.id);
  });
});

describe('a repeated call without a key', () => {
  it('to withdraw changes nothing with the same reason, and counts as one change', async () => {
    const { body: made } = await amsterdam.post('/use-cases', { body: useCase({ publiceren: true }) });
    const path = `/use-cases/${made.id}/intrekking`;
    const first = await amsterdam.put(path, { body: { reden: 'Dubbel.' } });
    const lines = await count('logregel');
    const again = await amsterdam.put(path, { body: { reden: 'Dubbel.' } });
    expect([again.status, again.text, await count('logregel')]).toEqual([200, first.text, lines]);
    const read = await test.anonymous.get(path);
    expect([read.text, read.headers['etag']]).toEqual([first.text, first.headers['etag']]);
    const other = await amsterdam.put(path, { body: { reden: 'Toch anders.' } });
    expect([other.status, (await test.anonymous.get(path)).body.reden]).toEqual([200, 'Toch anders.']);
    expect((await amsterdam.put(path, { body: { reden: 'Oud.' }, headers: { 'if-match': '"oud"' } })).status).toBe(412);
  });

  it.each([
    ['use-cases', useCase()],
    ['lessen', les()],
  ])('by own key at the same time makes one of the %s, and no needless publication', async (path, content) => {
    const before = [await count('registratie'), await count('publicatie')];
    const own = `/organisaties/gm0363/${path}/gelijk`;
    const body = { ...content, publiceren: true };
    const answers = await Promise.all(Array.from({ length: 25 }, () => amsterdam.put(own, { body })));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 24 }, () => 200), 201]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect([await count('registratie'), await count('publicatie')]).toEqual(before.map((each) => each + 1));
  });
});
