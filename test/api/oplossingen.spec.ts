import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RecordCounts } from '../../src/register/zichtbaarheid/record-counts.repository.js';
import { codesOf, useCase } from '../support/builders.js';
import { startTestApp, type Answer, type Caller, type TestApp } from '../support/test-app.js';

let test: TestApp;
let amsterdam: Caller;
let utrecht: Caller;
let oplossing: string;

beforeEach(async () => {
  test = await startTestApp();
  [amsterdam, utrecht] = await Promise.all([test.as('gm0363'), test.as('gm0344')]);
  oplossing = (await amsterdam.post('/oplossingen', { body: { naam: 'GovChat' } })).body.id;
});
afterEach(() => test.close());

const publish = async (caller: Caller, changes: object): Promise<string> => {
  const { status, body } = await caller.post('/use-cases', { body: useCase({ publiceren: true, ...changes }) });
  expect(status).toBe(201);
  return body.id;
};
const adoption = async (caller: Caller): Promise<Answer['body']> => (await caller.get(`/oplossingen/${oplossing}/adoptie`)).body;

describe('adoption of a solution', () => {
  it('counts what the caller may see, over layers, phases and quarters', async () => {
    expect(await adoption(test.anonymous)).toEqual({
      aantalUseCases: 0,
      aantalOrganisaties: 0,
      perBestuurslaag: [],
      perFase: [],
      verloop: [],
    });
    const first = await publish(amsterdam, { oplossing });
    await publish(amsterdam, { oplossing, fase: 'in-gebruik' });
    const second = await publish(utrecht, { oplossing });
    await publish(await test.as('pv27'), { oplossing, openbaarheid: 'overheid' });
    await publish(utrecht, {});
    await test.app.dataSource.query("update record_index set first_published_at = '2025-03-31T21:59:00Z' where record = $1", [first]);
    await test.app.dataSource.query("update record_index set first_published_at = '2025-03-31T22:01:00Z' where record = $1", [second]);
    const now = (await test.app.dataSource.query(`select to_char(now() at time zone 'Europe/Amsterdam', 'YYYY"-Q"Q') as k`))[0].k;
    expect(await adoption(test.anonymous)).toEqual({
      aantalUseCases: 3,
      aantalOrganisaties: 2,
      perBestuurslaag: [{ code: 'gemeente', label: 'Gemeente', aantal: 3 }],
      perFase: [
        { code: 'pilot', label: 'Pilot', aantal: 2 },
        { code: 'in-gebruik', label: 'In gebruik', aantal: 1 },
      ],
      verloop: [
        { kwartaal: '2025-Q1', aantalUseCases: 1, aantalOrganisaties: 1 },
        { kwartaal: '2025-Q2', aantalUseCases: 2, aantalOrganisaties: 2 },
        { kwartaal: now, aantalUseCases: 3, aantalOrganisaties: 2 },
      ],
    });
    expect(await adoption(utrecht)).toMatchObject({
      aantalUseCases: 4,
      aantalOrganisaties: 3,
      perBestuurslaag: [{ code: 'gemeente' }, { code: 'provincie' }],
    });
    const list = await test.anonymous.get(`/oplossingen/${oplossing}/use-cases?fase=pilot&limiet=1&facetten=fase`);
    expect(list.body).toMatchObject({ totaal: 2, facetten: { fase: [{ code: 'pilot', aantal: 2 }] } });
    expect((await test.anonymous.get(list.body.volgende.slice(3))).body.resultaten).toHaveLength(1);
  });

  it('leaves the tag of the solution alone: others may adopt it between reading and changing', async () => {
    const { headers } = await amsterdam.get(`/oplossingen/${oplossing}`);
    await publish(utrecht, { oplossing });
    const changed = await amsterdam.put(`/oplossingen/${oplossing}`, {
      body: { naam: 'GovChat-NL' },
      headers: { 'if-match': headers['etag']! },
    });
    expect([changed.status, changed.body.naam]).toEqual([200, 'GovChat-NL']);
  });

  it('orders the list of solutions, page after page, folded and not', async () => {
    const more = await Promise.all(
      ['Aap', 'Noot', 'Mies'].map(async (naam) => (await amsterdam.post('/oplossingen', { body: { naam } })).body.id as string),
    );
    for (const id of [more[0], more[0], more[1], oplossing, oplossing, oplossing]) await publish(utrecht, { oplossing: id });
    await publish(utrecht, { oplossing: more[2], openbaarheid: 'overheid' });
    const walk = async (caller: Caller): Promise<string[]> => {
      const rows: string[] = [];
      let next: string | null = '/oplossingen?sorteer=-aantalUseCases&limiet=1';
      while (next !== null) {
        const { body }: Answer = await caller.get(next);
        rows.push(
          ...body.resultaten.map((each: { naam: string; aantalUseCases: number }) => `${each.naam} ${String(each.aantalUseCases)}`),
        );
        next = body.volgende?.slice(3) ?? null;
      }
      return rows;
    };
    const expected = ['GovChat 3', 'Aap 2', 'Noot 1', 'Mies 0'];
    expect(await walk(test.anonymous)).toEqual(expected);
    await test.app.nest.get(RecordCounts, { strict: false }).fold();
    expect(await walk(test.anonymous)).toEqual(expected);
    expect((await walk(utrecht)).sort()).toEqual(['Aap 2', 'GovChat 3', 'Mies 1', 'Noot 1']);
    const { body: page } = await test.anonymous.get('/oplossingen?sorteer=aantalUseCases&limiet=1');
    const { f } = JSON.parse(Buffer.from(new URL(page.volgende, test.url).searchParams.get('cursor')!, 'base64url').toString());
    const madeUp = Buffer.from(JSON.stringify({ f, k: ['veel', 'x'] })).toString('base64url');
    expect(codesOf(await test.anonymous.get(`/oplossingen?sorteer=aantalUseCases&limiet=1&cursor=${madeUp}`))).toEqual([
      'cursor ongeldige-cursor',
    ]);
  });
});

describe('building on a use case of another', () => {
  it('counts followers as the caller sees them', async () => {
    const id = await publish(amsterdam, { oplossing });
    await publish(utrecht, { oplossing, gebaseerdOp: id });
    await publish(utrecht, { gebaseerdOp: id, openbaarheid: 'overheid' });
    expect((await test.anonymous.get(`/use-cases/${id}`)).body.actueel.aantalNavolgers).toBe(1);
    expect((await utrecht.get(`/use-cases/${id}`)).body.actueel.aantalNavolgers).toBe(2);
    expect((await test.anonymous.get(`/use-cases?gebaseerdOp=${id}`)).body.totaal).toBe(1);
  });

  it('is never on itself, nor in a circle, at once or in steps', async () => {
    const any = { 'if-match': '*' };
    const first = await publish(amsterdam, {});
    const edit = (caller: Caller, id: string, gebaseerdOp: string | null): Promise<Answer> =>
      caller.patch(`/use-cases/${id}/concept`, { body: { gebaseerdOp }, headers: any });
    expect(codesOf(await edit(amsterdam, first, first))).toEqual(['/gebaseerdOp verwijst-naar-zichzelf']);
    const second = await publish(utrecht, { gebaseerdOp: first });
    const third = await publish(utrecht, { gebaseerdOp: second });
    expect(codesOf(await edit(amsterdam, first, third))).toEqual(['/gebaseerdOp kring']);
    await edit(utrecht, second, null);
    await utrecht.post(`/use-cases/${second}/publicaties`);
    expect((await edit(amsterdam, first, third)).status).toBe(200);
    // Concepts are nobody else's: the circle shows when the second of them is published.
    expect((await edit(utrecht, second, first)).status).toBe(200);
    expect((await amsterdam.post(`/use-cases/${first}/publicaties`)).status).toBe(201);
    expect(codesOf(await utrecht.post(`/use-cases/${second}/publicaties`))).toEqual(['/gebaseerdOp kring']);
  });

  it('is never in a circle either when two publications close it together', async () => {
    for (let round = 0; round < 2; round += 1) {
      const [a, b, c, d] = (await Promise.all(Array.from({ length: 4 }, () => publish(amsterdam, {})))) as [string, string, string, string];
      const base = (id: string, gebaseerdOp: string): Promise<Answer> =>
        amsterdam.patch(`/use-cases/${id}/concept`, { body: { gebaseerdOp }, headers: { 'if-match': '*' } });
      const put = (id: string): Promise<Answer> => amsterdam.post(`/use-cases/${id}/publicaties`);
      await Promise.all([base(a, b), base(b, c), base(c, d), base(d, a)]);
      await Promise.all([put(a), put(c)]);
      const answers = await Promise.all([put(b), put(d)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 400]);
    }
  });
});

describe('organisations without use cases', () => {
  it('are one request, as exact as the counts', async () => {
    const path = '/organisaties?bestuurslaag=gemeente&provincie=pv26&actiefOp=2026-11-24&limiet=1';
    const totals = async (caller: Caller): Promise<number[]> =>
      Promise.all(['', '&heeftUseCases=true', '&heeftUseCases=false'].map(async (more) => (await caller.get(path + more)).body.totaal));
    const [all = 0] = await totals(test.anonymous);
    const shown = await publish(utrecht, {});
    await publish(await test.as('gm0307'), { openbaarheid: 'overheid' });
    for (const fold of [false, true]) {
      if (fold) await test.app.nest.get(RecordCounts, { strict: false }).fold();
      expect(await totals(test.anonymous)).toEqual([all, 1, all - 1]);
      expect(await totals(utrecht)).toEqual([all, 2, all - 2]);
    }
    await utrecht.put(`/use-cases/${shown}/intrekking`, { body: { reden: 'Dubbel.' } });
    expect(await totals(test.anonymous)).toEqual([all, 0, all]);
    expect((await test.anonymous.get('/organisaties?heeftUseCases=misschien')).status).toBe(400);
  });
});
