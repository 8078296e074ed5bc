import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, les, useCase } from '../support/builders.js';
import { startTestApp, type Caller, type TestApp } from '../support/test-app.js';

const RECORDS = 130;

interface Row {
  id: string;
  titel: string;
  eerstGepubliceerdOp: string;
}
interface Page {
  body: { totaal: number; resultaten: Row[]; volgende: string | null };
}

let test: TestApp;
let amsterdam: Caller;
let all: string[] = [];

beforeAll(async () => {
  test = await startTestApp();
  amsterdam = await test.as('gm0363');
  const indexes = Array.from({ length: RECORDS }, (_each, index) => index);
  // Only a few different titles, so that most pages begin in the middle of equal sort values.
  const made = await Promise.all(
    indexes.map((index) =>
      amsterdam.post('/use-cases', {
        body: useCase({
          titel: `Titel ${String(index % 3)}`,
          leveranciers: index % 2 === 0 ? ['Wie? & Wat #1'] : [],
          modellen: [{ herkomst: ['eu', 'vs', 'nl'][index % 3], openheid: 'gesloten', draaitOp: 'eu-cloud' }],
          soortToepassing: [['vertalen-of-vereenvoudigen', 'agent'][index % 2]],
          doelgroep: [['inwoners', 'bedrijven'][index % 2]],
          verkrijging: 'inkoop',
          risicoklasse: 'hoog',
          persoonsgegevens: 'bijzondere',
          betrokkenOrganisaties: index === 0 ? ['gm0599'] : [],
          publiceren: true,
        }),
      }),
    ),
  );
  all = made.map(({ body }) => body.id as string);
});
afterAll(() => test.close());

const withoutPrefix = (url: string): string => url.slice('/v1'.length);

async function walk(first: string, between: () => Promise<unknown> = () => Promise.resolve()): Promise<Row[]> {
  const rows: Row[] = [];
  let path: string | null = first;
  while (path !== null) {
    const { body }: Page = await test.anonymous.get(path);
    rows.push(...body.resultaten);
    path = body.volgende === null ? null : withoutPrefix(body.volgende);
    if (path !== null) await between();
  }
  return rows;
}

describe('a list of more than a hundred', () => {
  it.each(['titel', '-titel', 'titel,-eerstGepubliceerdOp', '-gepubliceerdOp', 'eerstGepubliceerdOp,titel'])(
    'is paged whole by %s, in order, while records are added, changed and withdrawn',
    async (sorteer) => {
      const mine = new Set(all);
      const extra: string[] = [];
      const disturb = async (): Promise<void> => {
        const { body } = await amsterdam.post('/use-cases', { body: useCase({ titel: 'Titel 1', publiceren: true }) });
        const gone = extra.pop();
        if (gone !== undefined) await amsterdam.put(`/use-cases/${gone}/intrekking`, { body: { reden: 'Proef.' } });
        extra.push(body.id as string);
      };
      const rows = await walk(`/use-cases?limiet=23&sorteer=${sorteer}`, disturb);
      const seen = rows.map(({ id }) => id);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.filter((id) => mine.has(id)).sort()).toEqual([...all].sort());
      const titles = rows.filter(({ id }) => mine.has(id)).map(({ titel }) => titel);
      if (sorteer.startsWith('titel')) expect(titles).toEqual([...titles].sort());
      if (sorteer === '-titel') expect(titles).toEqual([...titles].sort().reverse());
      for (const id of extra) await amsterdam.put(`/use-cases/${id}/intrekking`, { body: { reden: 'Proef.' } });
    },
  );

  it('ends in one page when it fits, with the same total everywhere', async () => {
    const { body }: Page = await test.anonymous.get('/use-cases?limiet=100');
    expect([body.totaal, body.resultaten.length]).toEqual([RECORDS, 100]);
    const { body: last }: Page = await test.anonymous.get(withoutPrefix(body.volgende!));
    expect([last.totaal, last.resultaten.length, last.volgende]).toEqual([RECORDS, 30, null]);
    const whole: Page = await test.anonymous.get('/use-cases?limiet=10&betrokkenOrganisatie=gm0599');
    expect([whole.body.totaal, whole.body.volgende]).toEqual([1, null]);
  });

  it('keeps awkward filter values over its pages', async () => {
    for (const value of ['Wie%3F%20%26%20Wat%20%231', 'wie?%20%26%20wat%20%231']) {
      expect(await walk(`/use-cases?limiet=40&leverancier=${value}`)).toHaveLength(RECORDS / 2);
    }
  });

  it('takes another page size or other facets half way, but no other filter', async () => {
    const { body }: Page = await test.anonymous.get('/use-cases?limiet=10&verkrijging=inkoop');
    const cursor = new URL(body.volgende!, 'http://x').searchParams.get('cursor')!;
    const next = await test.anonymous.get(`/use-cases?limiet=50&verkrijging=inkoop&facetten=fase&cursor=${cursor}`);
    expect([next.status, next.body.resultaten.length]).toEqual([200, 50]);
    expect(next.body.facetten.fase).toEqual([{ code: 'pilot', label: 'Pilot', aantal: RECORDS }]);
    for (const other of ['verkrijging=eigen-bouw', 'verkrijging=inkoop&fase=pilot', 'verkrijging=inkoop&sorteer=titel', ''])
      expect(codesOf(await test.anonymous.get(`/use-cases?${other}&cursor=${cursor}`))).toEqual(['cursor ongeldige-cursor']);
    expect(codesOf(await test.anonymous.get(`/lessen?cursor=${cursor}`))).toEqual(['cursor ongeldige-cursor']);
  });

  it.each([
    ['gepubliceerdOp', ['2025-02-30T00:00:00.000Z', '0000-01-01T00:00:00.000Z', 'nu', '2025-01-01', '']],
    ['titel', ["'; drop table registratie; --", '\ud800', '%', '']],
  ])('never trips over a cursor by %s that was tampered with', async (sorteer, values) => {
    const { body }: Page = await test.anonymous.get(`/use-cases?limiet=1&sorteer=${sorteer}`);
    const cursor = new URL(body.volgende!, 'http://x').searchParams.get('cursor')!;
    const content = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as { f: string; k: string[] };
    for (const [index, value] of values.flatMap((each) => content.k.map((_key, at) => [at, each] as const))) {
      const k = content.k.with(index, value);
      const forged = Buffer.from(JSON.stringify({ ...content, k })).toString('base64url');
      const answer = await test.anonymous.get(`/use-cases?limiet=1&sorteer=${sorteer}&cursor=${forged}`);
      expect([200, 400]).toContain(answer.status);
    }
  });
});

describe('filters that count models, purpose and origin', () => {
  it.each([
    ['modelHerkomst=eu', 44],
    ['modelHerkomst=eu&modelHerkomst=nl', 87],
    ['modelOpenheid=gesloten', RECORDS],
    ['draaitOp=eigen-systemen', 0],
    ['soortToepassing=agent', RECORDS / 2],
    ['soortToepassing=agent&doelgroep=inwoners', 0],
    ['doelgroep=inwoners', RECORDS / 2],
    ['risicoklasse=hoog&persoonsgegevens=bijzondere', RECORDS],
    ['persoonsgegevens=geen', 0],
    ['organisatiesoort=gemeente&bestuurslaag=gemeente', RECORDS],
    ['organisatiesoort=provincie', 0],
  ])('%s', async (query, expected) => {
    const { body }: Page = await test.anonymous.get(`/use-cases?limiet=1&${query}`);
    expect(body.totaal).toBe(expected);
  });

  it('by origin and by lesson', async () => {
    const [first = ''] = all;
    const { body: based } = await amsterdam.post('/use-cases', { body: useCase({ gebaseerdOp: first, publiceren: true }) });
    await amsterdam.post('/lessen', { body: les({ useCase: first, publiceren: true }) });
    expect((await test.anonymous.get(`/use-cases?gebaseerdOp=${first}`)).body.resultaten).toMatchObject([{ id: based.id }]);
    expect((await test.anonymous.get('/use-cases?heeftLes=true')).body.resultaten).toMatchObject([{ id: first }]);
    await amsterdam.put(`/use-cases/${based.id}/intrekking`, { body: { reden: 'Proef.' } });
  });
});
