import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RecordCounts } from '../../src/register/zichtbaarheid/record-counts.repository.js';
import { ervaring, les, useCase } from '../support/builders.js';
import { startTestApp, type Caller, type TestApp } from '../support/test-app.js';

/** Many organisations change records that hang together, at the same time; after that every figure must equal a recount. */
const WRITERS = ['gm0363', 'gm0344', 'pv27', 'gm0599'];
const ROUNDS = 40;

interface Row {
  id: string;
  fase?: string;
  themas?: string[];
  useCase?: string | null;
  gebaseerdOp?: string | null;
  organisatie: { code: string };
  actueel: Record<string, number>;
}
interface Facet {
  code: string;
  aantal: number;
}

let test: TestApp;
const shared: string[] = [];
const any = { 'if-match': '*' };

/** Numbers that look random and are the same in every run (a linear congruential generator, Numerical Recipes). */
function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

beforeAll(async () => {
  test = await startTestApp();
  for (const code of WRITERS) {
    const caller = await test.as(code);
    for (let index = 0; index < 2; index += 1)
      shared.push(
        (await caller.post('/use-cases', { body: useCase({ betrokkenOrganisaties: WRITERS, publiceren: true }) })).body.id as string,
      );
  }
  // Two of each organisation, so that they also meet on records of their own.
  await Promise.all([...WRITERS, ...WRITERS].map((code, index) => disturb(code, sequence(index + 1))));
});
afterAll(() => test.close());

/** One organisation at work. Refusals are part of it; a fault of the service fails the test at the call. */
async function disturb(code: string, next: (below: number) => number): Promise<void> {
  const caller = await test.as(code);
  const pick = <T>(list: readonly T[]): T => list[next(list.length)]!;
  const openbaarheid = (): string => pick(['openbaar', 'openbaar', 'overheid']);
  const lessons: string[] = [];
  const steps: ((id: string) => Promise<unknown>)[] = [
    (id) =>
      caller.patch(`/use-cases/${id}/concept`, {
        body: { fase: pick(['pilot', 'in-gebruik']), openbaarheid: openbaarheid() },
        headers: any,
      }),
    (id) => caller.post(`/use-cases/${id}/publicaties`),
    (id) => caller.post(`/use-cases/${id}/publicaties`),
    (id) => caller.put(`/use-cases/${id}/intrekking`, { body: { reden: 'Proef.' } }),
    (id) => caller.post(`/use-cases/${id}/ervaringen`, { body: ervaring({ openbaarheid: openbaarheid(), publiceren: true }) }),
    (id) => caller.post('/use-cases', { body: useCase({ gebaseerdOp: id, openbaarheid: openbaarheid(), publiceren: true }) }),
    (id) => caller.delete(`/use-cases/${id}/betrokken-organisaties/${code}`),
    async (id) => {
      const { body } = await caller.post('/lessen', {
        body: les({ useCase: id, themas: [pick(['data', 'inkoop'])], openbaarheid: openbaarheid(), publiceren: true }),
      });
      if (typeof body.id === 'string') lessons.push(body.id);
    },
    async () => {
      const { body } = await caller.get('/lessen?limiet=100');
      const found = body.resultaten as Row[];
      if (found.length === 0) return;
      const uitkomst = pick(['herkend', 'toegepast', 'weersproken']);
      await caller.put(`/lessen/${pick(found).id}/hergebruik/${code}`, { body: { uitkomst, toelichting: 'Proef.' } });
    },
    async () => {
      const lesson = lessons.pop();
      if (lesson !== undefined) await caller.put(`/lessen/${lesson}/intrekking`, { body: { reden: 'Proef.' } });
    },
  ];
  for (let round = 0; round < ROUNDS; round += 1) await pick(steps)(pick(shared));
}

async function walk(caller: Caller, path: string): Promise<Row[]> {
  const rows: Row[] = [];
  let next: string | null = `${path}?limiet=100`;
  while (next !== null) {
    const { body }: { body: { resultaten: Row[]; volgende: string | null } } = await caller.get(next);
    rows.push(...body.resultaten);
    next = body.volgende?.slice('/v1'.length) ?? null;
  }
  return rows;
}

const countBy = (values: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
};

async function assertCounts(caller: Caller): Promise<void> {
  const [useCases, stories, lessons] = [await walk(caller, '/use-cases'), await walk(caller, '/ervaringen'), await walk(caller, '/lessen')];
  for (const [path, rows] of [
    ['/use-cases', useCases],
    ['/ervaringen', stories],
    ['/lessen', lessons],
  ] as const) {
    const { body } = await caller.get(`${path}?limiet=1&facetten=organisatie`);
    expect([path, body.totaal]).toEqual([path, rows.length]);
    const facets = body.facetten.organisatie as Facet[];
    expect(Object.fromEntries(facets.map(({ code, aantal }) => [code, aantal]))).toEqual(
      countBy(rows.map(({ organisatie }) => organisatie.code)),
    );
    for (const { code, aantal } of facets) expect((await caller.get(`${path}?limiet=1&organisatie=${code}`)).body.totaal).toBe(aantal);
  }
  for (const fase of ['pilot', 'in-gebruik'])
    expect((await caller.get(`/use-cases?limiet=1&fase=${fase}`)).body.totaal).toBe(useCases.filter((each) => each.fase === fase).length);
  for (const thema of ['data', 'inkoop'])
    expect((await caller.get(`/lessen?limiet=1&thema=${thema}`)).body.totaal).toBe(
      lessons.filter(({ themas }) => themas?.includes(thema)).length,
    );
  for (const { id, actueel } of useCases) {
    const of = (rows: Row[]): number => rows.filter((each) => each.useCase === id).length;
    const based = useCases.filter(({ gebaseerdOp }) => gebaseerdOp === id).length;
    expect([id, actueel]).toMatchObject([id, { aantalErvaringen: of(stories), aantalLessen: of(lessons), aantalNavolgers: based }]);
  }
  for (const { id, actueel } of lessons) {
    const receipts = await walk(caller, `/lessen/${id}/hergebruik`);
    expect([id, actueel['aantalHergebruik']]).toEqual([id, receipts.length]);
    expect((await caller.get(`/lessen/${id}`)).body.actueel).toEqual(actueel);
  }
  for (const stand of ['geconstateerd', 'bevestigd', 'toegepast', 'betwist'])
    expect((await caller.get(`/lessen?limiet=1&stand=${stand}`)).body.totaal).toBe(
      lessons.filter(({ actueel }) => (actueel as Record<string, unknown>)['stand'] === stand).length,
    );
  const visible = new Set(useCases.map(({ id }) => id));
  for (const { useCase: origin } of [...stories, ...lessons]) if (typeof origin === 'string') expect(visible).toContain(origin);
  for (const code of WRITERS)
    expect((await caller.get(`/organisaties/${code}`)).body.aantalUseCases).toBe(
      useCases.filter((each) => each.organisatie.code === code).length,
    );
}

describe('after many changes at once', () => {
  it('there is something to count', async () => {
    expect((await walk(await test.as('gm0518'), '/use-cases')).length).toBeGreaterThan(5);
    expect((await walk(await test.as('gm0518'), '/lessen')).length).toBeGreaterThan(0);
  });

  it('every total, facet and count equals a recount, for the anonymous and for public bodies', async () => {
    await assertCounts(test.anonymous);
    await assertCounts(await test.as('gm0518'));
  });

  it('and still does when the counts have been folded, by two instances at once', async () => {
    const counts = test.app.nest.get(RecordCounts, { strict: false });
    await Promise.all([counts.fold(), counts.fold()]);
    await assertCounts(test.anonymous);
    await assertCounts(await test.as('gm0518'));
    const negative = await test.app.dataSource.query('select * from record_count where aantal < 0');
    expect(negative).toEqual([]);
  });

  it('every publication has its number, without gaps', async () => {
    const rows = await test.app.dataSource.query(
      `select r.id from registratie r left join publicatie p on p.record = r.id group by r.id
        having r.nummer <> count(p.nummer) or r.nummer <> coalesce(max(p.nummer), 0)`,
    );
    expect(rows).toEqual([]);
  });
});

describe('what depends on a record that was restricted and opened again', () => {
  it('is counted as it is listed, at every step', async () => {
    const rotterdam = await test.as('gm0599');
    const { body: home } = await rotterdam.post('/use-cases', { body: useCase({ publiceren: true }) });
    const { body: story } = await rotterdam.post(`/use-cases/${home.id}/ervaringen`, { body: ervaring({ publiceren: true }) });
    await rotterdam.post('/lessen', { body: les({ useCase: home.id, ervaring: story.id, publiceren: true }) });
    for (const openbaarheid of ['overheid', 'openbaar', 'overheid', 'openbaar']) {
      await rotterdam.patch(`/use-cases/${home.id}/concept`, { body: { openbaarheid }, headers: any });
      await rotterdam.post(`/use-cases/${home.id}/publicaties`);
      for (const caller of [test.anonymous, rotterdam]) await assertCounts(caller);
    }
    expect((await test.anonymous.get(`/use-cases/${home.id}`)).body.actueel).toMatchObject({
      aantalErvaringen: 1,
      aantalLessen: 1,
      aantalNavolgers: 0,
    });
    expect((await test.anonymous.get(`/ervaringen/${story.id}`)).body.actueel).toMatchObject({ aantalLessen: 1 });
    await rotterdam.put(`/use-cases/${home.id}/intrekking`, { body: { reden: 'Proef.' } });
    for (const caller of [test.anonymous, rotterdam]) await assertCounts(caller);
  });
});

describe('the log', () => {
  it('has one line for each change, with who and for whom', async () => {
    const coordinator = await test.as('mnre1034', 'coordinator');
    const { body: made } = await coordinator.post('/use-cases', { body: useCase({ organisatie: 'gm0518', publiceren: true }) });
    const denHaag = await test.as('gm0518');
    await denHaag.patch(`/use-cases/${made.id}/concept`, { body: { titel: 'Zelf' }, headers: any });
    await denHaag.patch(`/use-cases/${made.id}/concept`, { body: { titel: 'Zelf' }, headers: any });
    await denHaag.post(`/use-cases/${made.id}/publicaties`);
    await denHaag.post(`/use-cases/${made.id}/publicaties`);
    await denHaag.patch(`/use-cases/${made.id}/concept`, { body: { titel: 'Weg' }, headers: any });
    await denHaag.delete(`/use-cases/${made.id}/concept`, { headers: any });
    await denHaag.put(`/use-cases/${made.id}/intrekking`, { body: { reden: 'Klaar.' } });
    await denHaag.put(`/use-cases/${made.id}/intrekking`, { body: {} });
    const lines = await test.app.dataSource.query<Record<string, unknown>[]>(
      'select organisatie, namens, handeling, nummer, verzoek is not null as verzoek from logregel where sleutel = $1 order by id',
      [made.id],
    );
    expect(lines.map((line) => Object.values(line))).toEqual([
      ['mnre1034', 'gm0518', 'registreren', null, true],
      ['mnre1034', 'gm0518', 'publiceren', 1, true],
      ['gm0518', null, 'wijzigen', null, true],
      ['gm0518', null, 'publiceren', 2, true],
      ['gm0518', null, 'wijzigen', null, true],
      ['gm0518', null, 'verwerpen', null, true],
      ['gm0518', null, 'intrekken', null, true],
    ]);
  });
});
