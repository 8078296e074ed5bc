import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { prepare } from '../../src/start.js';
import { codesOf, useCase } from '../support/builders.js';
import { startTestApp, type Answer, type Caller, type TestApp } from '../support/test-app.js';
import { clause, putVersion, type Relatie } from '../support/versions.js';

/** Coordinators and organisations change relations and links in any order; what shows must equal what relations and links say. */
const SEED = Number(process.env['SEED'] ?? 20261124);
const WRITERS = ['gm0363', 'gm0344', 'pv27'];
const SOORTEN = ['ongewijzigd', 'verduidelijkt', 'gewijzigd', 'gesplitst', 'samengevoegd', 'vervallen'];
const CHANGING = new Set(SOORTEN.slice(2));
const codes = (version: string): string[] => [1, 2, 3, 4, 5].map((n) => `${version}-${String(n)}`);
const any = { 'if-match': '*' };

let test: TestApp;
let coordinator: Caller;

beforeAll(async () => {
  test = await startTestApp();
  coordinator = await test.as('mnre1034', 'coordinator');
  for (const [version, opvolgerVan] of [['v1'], ['v2', 'v1'], ['v3', 'v2']] as [string, string?][]) {
    const bepalingen = codes(version).map((code, index) => clause(code, index + 1));
    await putVersion(coordinator, { code: version, reeks: 'v', ...(opvolgerVan ? { opvolgerVan } : {}), bepalingen });
  }
});
afterAll(() => test.close());

/** Numbers that look random and are the same in every run (a linear congruential generator, Numerical Recipes). */
function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
type Next = ReturnType<typeof sequence>;
const pick = <T>(next: Next, list: readonly T[]): T => list[next(list.length)]!;
const some = <T>(next: Next, list: readonly T[]): T[] => list.filter(() => next(2) === 0);

interface Link {
  bepaling: { code: string };
  bevestigdOp: string | null;
  teHerbevestigen: boolean;
}
interface Row {
  id: string;
  bepalingen: Link[];
  actueel: { teHerbevestigen: number };
}

async function walk<T>(caller: Caller, path: string): Promise<T[]> {
  const rows: T[] = [];
  for (let next: string | null = `${path}${path.includes('?') ? '&' : '?'}limiet=100`; next !== null;) {
    const { body }: Answer = await caller.get(next);
    rows.push(...(body.resultaten as T[]));
    next = (body.volgende as string | null)?.slice('/v1'.length) ?? null;
  }
  return rows;
}

/** The rule, worked out from what the API says of relations. */
async function ruleNow(): Promise<(link: Link) => boolean> {
  const all = (await Promise.all(['v2', 'v3'].map((code) => test.anonymous.get(`/kaders/${code}`)))).flatMap(({ body }) => body.relaties);
  return ({ bepaling, bevestigdOp }) =>
    all.some(
      ({ van, soort, vanaf }: { van: { code: string }; soort: string; vanaf: string }) =>
        van.code === bepaling.code && CHANGING.has(soort) && (bevestigdOp === null || bevestigdOp < vanaf),
    );
}

async function assertTrue(): Promise<number> {
  const isOpen = await ruleNow();
  for (const caller of [test.anonymous, await test.as('gm0363')]) {
    const rows = await walk<Row>(caller, '/use-cases');
    for (const { id, bepalingen, actueel } of rows) {
      const open = bepalingen.filter(isOpen).length;
      expect([id, bepalingen.map((link) => link.teHerbevestigen), actueel.teHerbevestigen]).toEqual([id, bepalingen.map(isOpen), open]);
    }
    const flagged = rows.filter(({ bepalingen }) => bepalingen.some(isOpen)).map(({ id }) => id);
    expect((await walk<Row>(caller, '/use-cases?teHerbevestigen=true')).map(({ id }) => id)).toEqual(flagged);
    expect((await caller.get('/use-cases?teHerbevestigen=true&limiet=1')).body.totaal).toBe(flagged.length);
  }
  let listed = 0;
  for (const code of WRITERS) listed += await assertListed(await test.as(code), code, isOpen);
  return listed;
}

/** An organisation's list holds what asks in its publications and in its concepts, and nothing else. */
async function assertListed(caller: Caller, code: string, isOpen: (link: Link) => boolean): Promise<number> {
  const published = await walk<Row>(caller, `/organisaties/${code}/use-cases`);
  const unpublished = (await walk<Row & { ingetrokken: boolean }>(caller, `/organisaties/${code}/use-cases?stand=concept`)).filter(
    ({ ingetrokken }) => !ingetrokken,
  );
  const wanted = [...published, ...unpublished].flatMap(({ id, bepalingen }) =>
    bepalingen.filter(isOpen).map(({ bepaling }) => `${id} ${bepaling.code}`),
  );
  const rows = await walk<{ useCase: { id: string }; bepaling: { code: string } }>(caller, `/organisaties/${code}/herbevestigingen`);
  expect(rows.map(({ useCase: { id }, bepaling }) => `${id} ${bepaling.code}`)).toEqual([...new Set(wanted)].sort());
  return rows.length;
}

/** Another set of relations between two versions. */
async function changeRelations(next: Next): Promise<void> {
  const [from, to] = pick(next, [
    ['v1', 'v2'],
    ['v2', 'v3'],
  ] as const);
  const relaties = some(next, codes(from)).map((van): Relatie => {
    const soort = pick(next, SOORTEN);
    return { van, naar: soort === 'vervallen' ? null : pick(next, codes(to)), soort };
  });
  await putVersion(coordinator, { code: to, reeks: 'v', opvolgerVan: from, relaties });
}

/** One organisation at work for some rounds. Refusals are part of it; a fault of the service fails the test at the call. */
async function work(code: string, next: Next, rounds: number): Promise<void> {
  const caller = await test.as(code);
  const links = (): object[] => some(next, [...codes('v1'), ...codes('v2')]).map((bepaling) => ({ bepaling, naleving: 'voldoet' }));
  const known = (await walk<Row>(caller, `/organisaties/${code}/use-cases`)).map(({ id }) => id);
  const steps: (() => Promise<unknown>)[] = [
    async () => {
      const openbaarheid = pick(next, ['openbaar', 'overheid']);
      const { body } = await caller.post('/use-cases', { body: useCase({ bepalingen: links(), openbaarheid, publiceren: next(4) > 0 }) });
      known.push(body.id as string);
    },
    () => caller.patch(`/use-cases/${pick(next, known)}/concept`, { body: { bepalingen: links() }, headers: any }),
    () =>
      caller.put(`/use-cases/${pick(next, known)}/bepalingen/${pick(next, codes('v1'))}`, {
        body: next(2) === 0 ? { naleving: 'voldoet' } : { naleving: 'voldoet', bevestigdOp: new Date().toISOString() },
        headers: any,
      }),
    () => caller.post(`/use-cases/${pick(next, known)}/publicaties`),
    () => (next(4) > 0 ? Promise.resolve() : caller.put(`/use-cases/${pick(next, known)}/intrekking`, { body: { reden: 'Proef.' } })),
    async () => {
      const { body } = await caller.get(`/organisaties/${code}/herbevestigingen?limiet=5`);
      const koppelingen = body.resultaten.map(
        (each: { useCase: { id: string }; bepaling: { code: string }; opvolgers: { code: string }[] }) => ({
          useCase: each.useCase.id,
          bepaling: each.bepaling.code,
          ...(each.opvolgers.length > 0 && next(2) === 0
            ? { besluit: 'overzetten', naar: [each.opvolgers[0]!.code] }
            : { besluit: pick(next, ['behouden', 'verwijderen']) }),
        }),
      );
      if (koppelingen.length > 0) await caller.post(`/organisaties/${code}/herbevestigingen`, { body: { koppelingen } });
    },
  ];
  for (let round = 0; round < rounds; round += 1) await (known.length === 0 ? steps[0]! : pick(next, steps))();
}

describe(`teHerbevestigen (seed ${String(SEED)})`, () => {
  it('always equals what relations and links say', async () => {
    const next = sequence(SEED);
    let listed = 0;
    for (let round = 0; round < 10; round += 1) {
      await changeRelations(next);
      await work(pick(next, WRITERS), next, 6);
      listed += await assertTrue();
    }
    expect(listed).toBeGreaterThan(20);
  });

  it('misses nothing that is published while relations change', async () => {
    for (let round = 0; round < 2; round += 1) {
      await Promise.all([
        (async () => {
          const next = sequence(SEED + round);
          for (let change = 0; change < 10; change += 1) await changeRelations(next);
        })(),
        ...WRITERS.flatMap((code, index) => [1, 2].map((n) => work(code, sequence(SEED + 10 * round + 2 * index + n), 15))),
      ]);
      await assertTrue();
    }
  });
});

describe('a publication under way while relations change', () => {
  /** Waits until somebody waits for a lock of that kind; asks the database, so it takes as long as it takes. */
  async function awaitWaiting(condition: string, done: { yet: boolean } = { yet: false }): Promise<void> {
    const waiting = `select from pg_locks where not granted and database = (select oid from pg_database where datname = current_database()) and ${condition}`;
    while (!done.yet && (await test.app.dataSource.query<object[]>(waiting)).length === 0);
  }

  it('is waited for, and shows the new relations too', async () => {
    await putVersion(coordinator, { code: 'w1', reeks: 'w', bepalingen: [clause('w1-1')] });
    const barrier = test.app.dataSource.createQueryRunner();
    await barrier.startTransaction();
    // Who publishes has read the relations when it comes to its view.
    await barrier.query('lock table record_view in share mode');
    const amsterdam = await test.as('gm0363');
    const publishing = amsterdam.post('/use-cases', { body: useCase({ bepalingen: [{ bepaling: 'w1-1' }], publiceren: true }) });
    const published = publishing.then((answer) => answer);
    await awaitWaiting("relation = 'record_view'::regclass");
    const done = { yet: false };
    const relaties = [{ van: 'w1-1', naar: null, soort: 'vervallen' }];
    const changing = putVersion(coordinator, { code: 'w2', reeks: 'w', opvolgerVan: 'w1', relaties }).finally(() => (done.yet = true));
    await awaitWaiting("locktype = 'advisory'", done);
    await barrier.commitTransaction();
    await barrier.release();
    await changing;
    const { body } = await published;
    expect((await test.anonymous.get(`/use-cases/${body.id}`)).body.actueel.teHerbevestigen).toBe(1);
  });
});

describe('shipped relations that change with a release', () => {
  it('show after the start, and confirmed links stay confirmed when they come again', async () => {
    const { app } = test;
    const amsterdam = await test.as('gm0363');
    const start = (statement: string): Promise<void> => app.dataSource.query(statement).then(() => prepare(app, () => undefined));
    const bepalingen = [{ bepaling: 'std23-experimenten' }, { bepaling: 'std23-wettelijke-kaders' }];
    const { body } = await amsterdam.post('/use-cases', { body: useCase({ bepalingen, publiceren: true }) });
    const flags = async (): Promise<boolean[]> =>
      (await test.anonymous.get(`/use-cases/${body.id}`)).body.bepalingen.map((link: Link) => link.teHerbevestigen);
    expect(await flags()).toEqual([true, false]);
    const shipped = "kader = 'standpunt-genai-2025'";
    await start(`delete from bepaling_relatie where ${shipped}; update reference_load set hash = 'x' where name = 'weergave'`);
    expect(await flags()).toEqual([false, false]);
    const again = "delete from reference_load where name = 'relaties'";
    await start(again);
    expect(await flags()).toEqual([true, false]);
    const { body: link } = await test.anonymous.get(`/use-cases/${body.id}`);
    expect(link.bepalingen[0].herbevestiging.toelichting).toContain('Eigen oordeel van het register');
    const koppelingen = [{ useCase: body.id, bepaling: 'std23-experimenten', besluit: 'behouden' }];
    await amsterdam.post('/organisaties/gm0363/herbevestigingen', { body: { koppelingen } });
    const relaties = (await test.anonymous.get('/kaders/standpunt-genai-2025/relaties?limiet=100')).body;
    await start(again);
    expect(await flags()).toEqual([false, false]);
    expect((await test.anonymous.get('/kaders/standpunt-genai-2025/relaties?limiet=100')).body).toEqual(relaties);
    expect(relaties.resultaten[0]).toMatchObject({ zekerheid: 'afgeleid', vanaf: expect.any(String) });
  });
});

describe('the difference between two versions', () => {
  it('leaves nothing out, and follows relations over more versions', async () => {
    const own = (code: string, n: number, changes: object = {}) => clause(code, n, { titel: `T${String(n)}`, ...changes });
    await putVersion(coordinator, { code: 'd1', reeks: 'd', bepalingen: [1, 2, 3, 4].map((n) => own(`d1-${String(n)}`, n)) });
    const between = [own('d2-1', 1), own('d2-2', 2), own('d2-3', 3, { hoofdstuk: 'Anders' }), own('d2-5', 5), own('d2-6', 6)];
    await putVersion(coordinator, {
      code: 'd2',
      reeks: 'd',
      opvolgerVan: 'd1',
      bepalingen: between,
      relaties: [
        { van: 'd1-1', naar: 'd2-1', soort: 'gewijzigd', toelichting: 'Eerst.' },
        { van: 'd1-2', naar: 'd2-2', soort: 'ongewijzigd' },
        { van: 'd1-3', naar: 'd2-3', soort: 'verduidelijkt' },
        { van: null, naar: 'd2-5', soort: 'nieuw' },
      ],
    });
    await putVersion(coordinator, {
      code: 'd3',
      reeks: 'd',
      opvolgerVan: 'd2',
      bepalingen: [1, 2, 3, 5, 7].map((n) => own(`d3-${String(n)}`, n)),
      relaties: [
        { van: 'd2-1', naar: 'd3-1', soort: 'gesplitst', toelichting: 'Dan.' },
        { van: 'd2-1', naar: 'd3-2', soort: 'gesplitst', toelichting: 'Dan.' },
        { van: 'd2-2', naar: null, soort: 'vervallen' },
        { van: 'd2-3', naar: 'd3-3', soort: 'ongewijzigd' },
        { van: 'd2-5', naar: 'd3-5', soort: 'gewijzigd' },
      ],
    });
    interface Difference {
      oud: { code: string } | null;
      nieuw: { code: string } | null;
      soort: string;
      stappen: object[];
    }
    const said = ({ body }: Answer): string[] =>
      body.verschillen.map((each: Difference) =>
        [each.oud?.code ?? '', each.nieuw?.code ?? '', each.soort, String(each.stappen.length)].join(' '),
      );
    expect(said(await test.anonymous.get('/kaders/d2/verschillen?met=d1'))).toEqual([
      'd1-1 d2-1 gewijzigd 1',
      'd1-2 d2-2 ongewijzigd 1',
      'd1-3 d2-3 verduidelijkt 1',
      'd1-4  geen-relatie 0',
      ' d2-5 nieuw 1',
      ' d2-6 geen-relatie 0',
    ]);
    const far = await test.anonymous.get('/kaders/d1/verschillen?met=d3');
    expect(said(far)).toEqual([
      'd1-1 d3-1 gesplitst 2',
      'd1-1 d3-2 gesplitst 2',
      'd1-2  vervallen 2',
      'd1-3 d3-3 verduidelijkt 2',
      'd1-4  geen-relatie 0',
      ' d3-5 nieuw 2',
      ' d3-7 geen-relatie 0',
    ]);
    expect(far.body).toMatchObject({ oud: 'd1', nieuw: 'd3', versies: ['d1', 'd2', 'd3'] });
    expect(far.body.verschillen[0]).toMatchObject({
      toelichting: 'Eerst. Dan.',
      gewijzigdeTekst: { hoofdstuk: false, titel: false, samenvatting: false },
      stappen: [
        { kader: 'd2', van: 'd1-1', naar: 'd2-1', soort: 'gewijzigd' },
        { kader: 'd3', van: 'd2-1', naar: 'd3-1', soort: 'gesplitst' },
      ],
    });
    expect(far.body.verschillen[1].gewijzigdeTekst).toEqual({ hoofdstuk: false, titel: true, samenvatting: false });
    expect(far.body.aantallen.filter(({ aantal }: { aantal: number }) => aantal > 0)).toEqual([
      { soort: 'verduidelijkt', aantal: 1 },
      { soort: 'gesplitst', aantal: 2 },
      { soort: 'vervallen', aantal: 1 },
      { soort: 'nieuw', aantal: 1 },
      { soort: 'geen-relatie', aantal: 2 },
    ]);
    for (const met of ['d1', 'v1', 'bestaat-niet'])
      expect(codesOf(await test.anonymous.get(`/kaders/d1/verschillen?met=${met}`))).toEqual(['met geen-opvolger']);
  });
});
