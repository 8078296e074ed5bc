import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReuseReceipts1764000000012 } from '../../migrations/1764000000012-reuse-receipts.js';
import { etagOf } from '../../src/platform/http/conditional.js';
import { codesOf, les } from '../support/builders.js';
import { startTestApp, type Caller, type TestApp } from '../support/test-app.js';

let test: TestApp;
let amsterdam: Caller;
let utrecht: Caller;

beforeAll(async () => {
  test = await startTestApp();
  amsterdam = await test.as('gm0363');
  utrecht = await test.as('gm0344');
});
afterAll(() => test.close());

const any = { 'if-match': '*' };
const lesson = async (changes: object = {}, by: Caller = amsterdam): Promise<string> =>
  (await by.post('/lessen', { body: les({ publiceren: true, ...changes }) })).body.id as string;
const replace = async (id: string, vervangenDoor: string | null) => {
  const saved = await amsterdam.patch(`/lessen/${id}/concept`, { body: { vervangenDoor }, headers: any });
  return saved.status === 200 ? amsterdam.post(`/lessen/${id}/publicaties`) : saved;
};

describe('a lesson that is replaced', () => {
  it('says so to who can see the successor, and is found by it', async () => {
    const [open, shielded, concept] = [await lesson(), await lesson({ openbaarheid: 'overheid' }), await lesson({ publiceren: false })];
    const [first, second, third] = [
      await lesson({ titel: 'a', vervangenDoor: open, themas: ['archivering'] }),
      await lesson({ titel: 'b', vervangenDoor: shielded, themas: ['archivering'] }),
      await lesson({ titel: 'c', vervangenDoor: concept, themas: ['archivering'] }),
    ];
    const replaced = async (by: Caller) =>
      Promise.all([first, second, third].map(async (id) => (await by.get(`/lessen/${id}`)).body.actueel.vervangen));
    const found = async (by: Caller, flag: boolean) =>
      (await by.get(`/lessen?thema=archivering&vervangen=${String(flag)}&sorteer=titel`)).body.resultaten.map(
        ({ titel }: { titel: string }) => titel,
      );
    expect([await replaced(test.anonymous), await replaced(utrecht)]).toEqual([
      [true, false, false],
      [true, true, false],
    ]);
    expect([await found(test.anonymous, true), await found(test.anonymous, false)]).toEqual([['a'], ['b', 'c']]);
    expect([await found(utrecht, true), await found(utrecht, false)]).toEqual([['a', 'b'], ['c']]);
    await amsterdam.put(`/lessen/${open}/intrekking`, { body: { reden: 'Weg.' } });
    await amsterdam.post(`/lessen/${concept}/publicaties`);
    expect(await replaced(test.anonymous)).toEqual([false, false, true]);
  });

  it('does not replace itself, nor in a circle', async () => {
    const [a, b, c] = [await lesson(), await lesson(), await lesson()];
    expect(codesOf(await amsterdam.patch(`/lessen/${a}/concept`, { body: { vervangenDoor: a }, headers: any }))).toEqual([
      '/vervangenDoor eigen-opvolger',
    ]);
    expect((await replace(a, b)).status).toBe(201);
    expect((await replace(b, c)).status).toBe(201);
    expect(codesOf(await replace(c, a))).toEqual(['/vervangenDoor kring']);
    expect((await replace(b, null)).status).toBe(201);
    expect((await replace(c, a)).status).toBe(201);
  });

  it('does not in a circle that is closed from two sides at once', async () => {
    const statuses = await Promise.all(Array.from({ length: 8 }, closeFromTwoSides));
    expect(statuses).toEqual(statuses.map(() => [201, 400]));
  });

  /** Of a ring a > b > c > d > a two parts stand; the other two, which share no lesson, are published together. */
  async function closeFromTwoSides(): Promise<number[]> {
    const [a, b, c, d] = [await lesson(), await lesson(), await lesson(), await lesson()];
    await replace(b, c);
    await replace(d, a);
    for (const [id, vervangenDoor] of [
      [a, b],
      [c, d],
    ] as const)
      await amsterdam.patch(`/lessen/${id}/concept`, { body: { vervangenDoor }, headers: any });
    const answers = await Promise.all([a, c].map(async (id) => amsterdam.post(`/lessen/${id}/publicaties`)));
    return answers.map(({ status }) => status).sort();
  }
});

describe('a lesson that answers another', () => {
  it('is counted there and found by it, for who may see it', async () => {
    const id = await lesson();
    const open = await lesson({ reactieOp: id }, utrecht);
    const shielded = await lesson({ reactieOp: id, openbaarheid: 'overheid' }, utrecht);
    const seen = async (by: Caller) => [
      (await by.get(`/lessen/${id}`)).body.actueel.aantalReacties,
      (await by.get(`/lessen?reactieOp=${id}`)).body.totaal,
    ];
    expect([await seen(test.anonymous), await seen(amsterdam)]).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect((await test.anonymous.get(`/lessen/${open}`)).body.reactieOp).toBe(id);
    await utrecht.put(`/lessen/${shielded}/intrekking`, { body: { reden: 'Weg.' } });
    expect(await seen(amsterdam)).toEqual([1, 1]);
    await amsterdam.put(`/lessen/${id}/intrekking`, { body: { reden: 'Weg.' } });
    expect((await test.anonymous.get(`/lessen/${open}`)).body.reactieOp).toBeNull();
  });

  it('answers another lesson, not itself', async () => {
    const id = await lesson();
    expect(codesOf(await amsterdam.patch(`/lessen/${id}/concept`, { body: { reactieOp: id }, headers: any }))).toEqual([
      '/reactieOp eigen-reactie',
    ]);
    const other = '0198c0de-0000-7000-8000-000000000001';
    expect(codesOf(await utrecht.post('/lessen', { body: les({ reactieOp: other }) }))).toEqual(['/reactieOp bestaat-niet']);
  });
});

describe('lessons from before receipts', () => {
  it('show and are found as if the product had written them', async () => {
    const next = await lesson({ titel: 'Met "actueel":{ en \\"vervangenDoor\\": in de titel' });
    await lesson({ titel: 'Oud', vervangenDoor: next, openbaarheid: 'overheid' });
    const state = async () => {
      const { dataSource } = test.app;
      const views = await dataSource.query<{ body: string; etag: string }[]>(
        "select * from record_view where soort = 'les' order by record, audience",
      );
      for (const { body, etag } of views) expect(etag).toBe(etagOf(body));
      const index = await dataSource.query<{ tokens: string[] }[]>(
        "select * from record_index where soort = 'les' order by record, audience",
      );
      const counts = await Promise.all(
        [test.anonymous, utrecht].map(async (by) => (await by.get('/lessen?facetten=stand,vervangen')).body.facetten as object),
      );
      return {
        views: views.map(({ body }) => JSON.parse(body) as object),
        tokens: index.map(({ tokens }) => [...tokens].sort()),
        counts,
      };
    };
    // Replies refer by a column that goes with the step back.
    const { body: replies } = await utrecht.get('/organisaties/gm0344/lessen');
    for (const { id } of replies.resultaten as { id: string }[]) await utrecht.put(`/lessen/${id}/intrekking`, { body: { reden: 'Weg.' } });
    const before = await state();
    const runner = test.app.dataSource.createQueryRunner();
    const step = new ReuseReceipts1764000000012();
    await step.down(runner);
    const [old] = await runner.query("select body, etag from record_view where soort = 'les' and body like '%\"Oud\"%'");
    expect(JSON.parse(old.body).actueel).toEqual({ aantalVervangenLessen: 0 });
    expect([old.etag, old.body.includes('reactieOp":null,"actueel')]).toEqual([etagOf(old.body), false]);
    await step.up(runner);
    await runner.release();
    expect(await state()).toEqual(before);
  });
});
