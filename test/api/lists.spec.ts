import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RecordCounts } from '../../src/register/zichtbaarheid/record-counts.repository.js';
import { codesOf, ervaring, les, useCase } from '../support/builders.js';
import { startTestApp, type Caller, type TestApp } from '../support/test-app.js';

interface Row {
  id: string;
  titel: string;
  fase: string;
  organisatie: { code: string; bestuurslaag: string };
  gepubliceerdOp: string;
}

let test: TestApp;
let amsterdam: Caller;
const made: Row[] = [];

beforeAll(async () => {
  test = await startTestApp();
  amsterdam = await test.as('gm0363');
  const callers = [amsterdam, await test.as('pv27'), await test.as('gm0344')];
  const fasen = ['pilot', 'experiment', 'in-gebruik'];
  for (let index = 0; index < 24; index += 1) {
    const body = useCase({
      titel: `${'éEzaB'[index % 5]!} titel ${String(index % 7)}`,
      fase: fasen[index % 3],
      themas: index % 2 === 0 ? ['privacy', 'data'] : ['inkoop'],
      leveranciers: index % 4 === 0 ? ['Leverancier X'] : [],
      openbaarheid: index % 5 === 0 ? 'overheid' : 'openbaar',
      bepalingen: [
        { bepaling: 'std25-doel-helder', naleving: index % 2 === 0 ? 'voldoet' : 'wijkt-af', werkbaarheid: 'werkbaar', toelichting: 'x' },
        {
          bepaling: 'std25-stopstrategie',
          naleving: index % 2 === 0 ? 'wijkt-af' : 'voldoet',
          werkbaarheid: 'onduidelijk',
          toelichting: 'x',
        },
      ],
      publiceren: true,
    });
    const answer = await callers[index % 3]!.post('/use-cases', { body });
    made.push((await amsterdam.get(`/use-cases/${answer.body.id}`)).body);
  }
});
afterAll(() => test.close());

const ids = (rows: Row[]): string[] => rows.map(({ id }) => id);

async function all(caller: Caller, query: string): Promise<{ rows: Row[]; totaal: number }> {
  const rows: Row[] = [];
  let path: string | null = `/use-cases?limiet=5${query}`;
  let totaal = 0;
  while (path !== null) {
    const { body, headers }: { body: { resultaten: Row[]; totaal: number; volgende: string | null }; headers: Record<string, string> } =
      await caller.get(path);
    rows.push(...body.resultaten);
    ({ totaal } = body);
    expect(headers['link']).toBe(body.volgende === null ? undefined : `<${body.volgende}>; rel="next"`);
    path = body.volgende?.slice('/v1'.length) ?? null;
  }
  return { rows, totaal };
}

describe('filters', () => {
  it.each([
    ['&fase=pilot', (row: Row) => row.fase === 'pilot'],
    ['&fase=pilot&fase=experiment', (row: Row) => row.fase !== 'in-gebruik'],
    ['&bestuurslaag=provincie', (row: Row) => row.organisatie.bestuurslaag === 'provincie'],
    ['&organisatie=gm0363&fase=pilot', (row: Row) => row.organisatie.code === 'gm0363' && row.fase === 'pilot'],
    ['&provincie=pv27', (row: Row) => row.organisatie.code === 'gm0363'],
    ['&faseGroep=implementatie', (row: Row) => row.fase === 'in-gebruik'],
    ['&thema=inkoop', (row: Row) => JSON.stringify(row).includes('"inkoop"')],
    ['&leverancier=leverancier%20x', (row: Row) => JSON.stringify(row).includes('Leverancier X')],
    ['&heeftLes=true', () => false],
    ['&voorbeeld=false', () => true],
    ['&bepaling=std25-doel-helder&naleving=wijkt-af', (row: Row) => made.findIndex(({ id }) => id === row.id) % 2 === 1],
    ['&naleving=wijkt-af&werkbaarheid=onduidelijk', (row: Row) => made.findIndex(({ id }) => id === row.id) % 2 === 0],
    ['&kader=standpunt-genai-2025', () => true],
  ])('%s gives what a recount gives, with the right total', async (query, expected) => {
    const { rows, totaal } = await all(amsterdam, query);
    expect(ids(rows).sort()).toEqual(ids(made.filter(expected)).sort());
    expect(totaal).toBe(rows.length);
  });

  it('on moments are exclusive', async () => {
    const { gepubliceerdOp } = made[10]!;
    const after = await all(amsterdam, `&gepubliceerdNa=${encodeURIComponent(gepubliceerdOp)}`);
    expect(ids(after.rows)).toEqual(ids(made.filter((row) => row.gepubliceerdOp > gepubliceerdOp)).reverse());
    const before = await all(amsterdam, `&gepubliceerdVoor=${encodeURIComponent(gepubliceerdOp)}`);
    expect(before.totaal).toBe(made.filter((row) => row.gepubliceerdOp < gepubliceerdOp).length);
  });

  it('that do not exist are refused, with their place', async () => {
    const answer = await test.anonymous.get('/use-cases?onbekend=1&limiet=0&limiet=2&gepubliceerdNa=gisteren&fase=X&heeftLes=ja');
    expect(codesOf(answer)).toEqual([
      'fase verkeerde-vorm',
      'gepubliceerdNa verkeerde-vorm',
      'heeftLes verkeerd-type',
      'limiet dubbel',
      'onbekend onbekende-parameter',
    ]);
    expect(codesOf(await test.anonymous.get('/use-cases?fase=bestaat-niet&organisatie=gm9999'))).toEqual([
      'fase onbekende-code',
      'organisatie bestaat-niet',
    ]);
    expect(codesOf(await test.anonymous.get('/use-cases?limiet=101'))).toEqual(['limiet buiten-bereik']);
    expect(codesOf(await test.anonymous.get('/use-cases?sorteer=naam'))).toEqual(['sorteer onbekende-sleutel']);
    expect(codesOf(await test.anonymous.get('/use-cases?facetten=titel'))).toEqual(['facetten onbekend-facet']);
  });
});

const key = (titel: string): string => titel.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

describe('order and pages', () => {
  it('follow the sort keys and then the id, without gaps or repeats', async () => {
    const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
    const byTitle = [...made].sort(
      (a, b) => compare(key(a.titel), key(b.titel)) || compare(b.gepubliceerdOp, a.gepubliceerdOp) || compare(a.id, b.id),
    );
    expect(ids((await all(amsterdam, '&sorteer=titel,-gepubliceerdOp')).rows)).toEqual(ids(byTitle));
    const reverse = [...made].sort((a, b) => compare(key(b.titel), key(a.titel)) || compare(a.id, b.id));
    expect(ids((await all(amsterdam, '&sorteer=-titel')).rows)).toEqual(ids(reverse));
    expect(ids((await all(amsterdam, '')).rows)).toEqual(ids([...made].reverse()));
  });

  it('stay whole while records are added', async () => {
    const first = await amsterdam.get('/use-cases?limiet=10&sorteer=eerstGepubliceerdOp');
    const { body: extra } = await amsterdam.post('/use-cases', { body: useCase({ titel: 'Later', publiceren: true }) });
    const rest = await amsterdam.get(first.body.volgende.slice(3).replace('limiet=10', 'limiet=100'));
    expect(ids([...first.body.resultaten, ...rest.body.resultaten])).toEqual([...ids(made), extra.id]);
    await amsterdam.put(`/use-cases/${extra.id}/intrekking`, { body: { reden: 'Proef.' } });
  });

  it('refuse a cursor of other filters or of another order, or a made-up one', async () => {
    const { body } = await amsterdam.get('/use-cases?limiet=2&fase=pilot');
    const cursor = new URL(body.volgende, 'http://x').searchParams.get('cursor')!;
    for (const query of [
      `fase=experiment&cursor=${cursor}`,
      `fase=pilot&sorteer=titel&cursor=${cursor}`,
      'cursor=abc',
      `cursor=${Buffer.from('{"f":"x","k":[1]}').toString('base64url')}`,
    ]) {
      expect(codesOf(await amsterdam.get(`/use-cases?${query}`))).toEqual(['cursor ongeldige-cursor']);
    }
  });
});

describe('facets', () => {
  it('count what the list gives, for each caller', async () => {
    for (const caller of [amsterdam, test.anonymous]) {
      const { body } = await caller.get('/use-cases?thema=privacy&facetten=fase,bestuurslaag,thema&limiet=100');
      const rows = body.resultaten as Row[];
      for (const [name, valueOf] of [
        ['fase', (row: Row) => [row.fase]],
        ['bestuurslaag', (row: Row) => [row.organisatie.bestuurslaag]],
        ['thema', (row: Row) => (row as unknown as { themas: string[] }).themas],
      ] as const) {
        const counts = new Map<string, number>();
        for (const value of rows.flatMap(valueOf)) counts.set(value, (counts.get(value) ?? 0) + 1);
        const facets = body.facetten[name] as { code: string; label: string; aantal: number }[];
        expect(new Map(facets.map(({ code, aantal }) => [code, aantal]))).toEqual(counts);
      }
      expect(body.facetten.fase.find(({ code }: { code: string }) => code === 'pilot').label).toBe('Pilot');
    }
  });
});

describe('counts that are kept ready', () => {
  it('equal a recount, folded or not', async () => {
    const { dataSource, nest } = test.app;
    const kept = (): Promise<unknown[]> =>
      dataSource.query(
        `select k.audience, k.soort, k.token, sum(k.by)::int as aantal from (
           select audience, soort, token, aantal as by from record_count
           union all select p.audience, p.soort, a.token, 1 from record_count_change p cross join unnest(p.added) as a (token)
           union all select p.audience, p.soort, r.token, -1 from record_count_change p cross join unnest(p.removed) as r (token)
         ) k group by 1, 2, 3 having sum(k.by) <> 0 order by 1, 2, 3`,
      );
    const recount = await dataSource.query<unknown[]>(
      `select i.audience, i.soort, t.token, count(*)::int as aantal from record_index i cross join unnest(i.tokens || '{*}') as t (token)
         where t.token not like 'joint:%' group by 1, 2, 3 order by 1, 2, 3`,
    );
    expect(await kept()).toEqual(recount);
    await Promise.all([nest.get(RecordCounts).fold(), nest.get(RecordCounts).fold()]);
    expect(await kept()).toEqual(recount);
    expect(await dataSource.query('select count(*)::int as n from record_count_change')).toEqual([{ n: 0 }]);
  });
});

describe('visibility', () => {
  it('decides what the anonymous see, count and page through', async () => {
    const visible = made.filter((_row, index) => index % 5 !== 0);
    const { rows, totaal } = await all(test.anonymous, '');
    expect(ids(rows)).toEqual(ids([...visible].reverse()));
    expect(totaal).toBe(visible.length);
    expect((await test.anonymous.get(`/use-cases/${made[0]!.id}`)).status).toBe(404);
    expect((await test.anonymous.get(`/use-cases/${made[0]!.id}/publicaties`)).status).toBe(404);
    expect((await test.anonymous.get(`/use-cases/${made[0]!.id}/publicaties/1`)).status).toBe(404);
  });

  it('follows the latest publication, for all numbers and everything around', async () => {
    const utrecht = await test.as('gm0344');
    const { body: open } = await amsterdam.post('/use-cases', { body: useCase({ publiceren: true }) });
    const { body: story } = await amsterdam.post(`/use-cases/${open.id}/ervaringen`, { body: ervaring({ publiceren: true }) });
    const { body: lesson } = await utrecht.post('/lessen', { body: les({ useCase: open.id, publiceren: true }) });
    const { body: based } = await utrecht.post('/use-cases', { body: useCase({ gebaseerdOp: open.id, publiceren: true }) });
    const { body: hidden } = await utrecht.post('/lessen', { body: les({ useCase: open.id, openbaarheid: 'overheid', publiceren: true }) });
    expect((await test.anonymous.get(`/use-cases/${open.id}`)).body.actueel).toMatchObject({
      aantalErvaringen: 1,
      aantalLessen: 1,
      aantalNavolgers: 1,
    });
    expect((await utrecht.get(`/use-cases/${open.id}`)).body.actueel).toMatchObject({
      aantalErvaringen: 1,
      aantalLessen: 2,
      aantalNavolgers: 1,
    });
    expect((await test.anonymous.get(`/lessen/${hidden.id}`)).status).toBe(404);
    await amsterdam.patch(`/use-cases/${open.id}/concept`, { body: { openbaarheid: 'overheid' }, headers: { 'if-match': '*' } });
    await amsterdam.post(`/use-cases/${open.id}/publicaties`);
    for (const path of [
      `/use-cases/${open.id}`,
      `/use-cases/${open.id}/publicaties/1`,
      `/ervaringen/${story.id}`,
      `/use-cases/${open.id}/ervaringen`,
    ]) {
      expect([path, (await test.anonymous.get(path)).status]).toEqual([path, 404]);
      expect([path, (await utrecht.get(path)).status]).toEqual([path, 200]);
    }
    expect((await test.anonymous.get(`/lessen/${lesson.id}`)).body.useCase).toBeNull();
    expect((await utrecht.get(`/lessen/${lesson.id}`)).body.useCase).toBe(open.id);
    expect((await test.anonymous.get(`/lessen/${lesson.id}/publicaties/1`)).body.useCase).toBeNull();
    expect((await test.anonymous.get(`/lessen?useCase=${open.id}`)).body.totaal).toBe(0);
    expect((await test.anonymous.get(`/use-cases?gebaseerdOp=${open.id}`)).body.totaal).toBe(0);
    expect((await test.anonymous.get(`/use-cases/${based.id}`)).body.gebaseerdOp).toBeNull();
    expect((await test.anonymous.get('/ervaringen')).body.totaal).toBe(0);
  });
});

describe('flat rows', () => {
  it('have the same columns, also without a result, and no formulas', async () => {
    await amsterdam.post('/use-cases', { body: useCase({ titel: '=1+1, "x"', fase: 'verkenning', publiceren: true }) });
    const csv = await test.anonymous.get('/use-cases?formaat=csv&fase=verkenning');
    const empty = await test.anonymous.get('/use-cases?fase=gestopt', { headers: { accept: 'text/csv' } });
    expect(csv.headers['content-type']).toMatch(/^text\/csv/);
    expect(csv.text.split('\r\n')[0]).toBe(empty.text.split('\r\n')[0]);
    expect(csv.text.split('\r\n')[1]).toContain(`,"'=1+1, ""x""",`);
    expect(empty.text.split('\r\n')).toHaveLength(2);
  });
});
