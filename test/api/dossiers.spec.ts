import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { les } from '../support/builders.js';
import { seededRandom } from '../support/random.js';
import { clauses, listAll, randomRegister } from '../support/register.js';
import { startTestApp, type Caller, type TestApp } from '../support/test-app.js';

/** Everything about a clause is recounted from what the caller can list, over a register in which a part is hidden or gone. */
interface UseCase {
  id: string;
  titel: string;
  organisatie: { code: string; soort: string; bestuurslaag: string };
  fase: string;
  gepubliceerdOp: string;
  nummer: number;
  bepalingen: { bepaling: { code: string }; naleving: string; werkbaarheid: string; toelichting: string | null }[];
}
type Link = Omit<UseCase, 'bepalingen'> & { naleving: string; werkbaarheid: string; toelichting: string | null };
interface Period {
  record: string;
  naleving: string;
  werkbaarheid: string;
  vanaf: Date;
  tot: Date | null;
}
interface Counted {
  aantalUseCases: number;
  naleving: { code: string; aantal: number }[];
  werkbaarheid: { code: string; aantal: number }[];
}
type Verdict = Pick<Link, 'naleving' | 'werkbaarheid'>;

const codes = {
  naleving: ['voldoet', 'voldoet-deels', 'wijkt-af', 'niet-van-toepassing', 'onbekend'],
  werkbaarheid: ['werkbaar', 'onduidelijk', 'te-restrictief', 'te-ruim', 'geen-oordeel'],
};
const [clause] = clauses as [string];
const random = seededRandom();

let test: TestApp;
const callers: [string, Caller][] = [];

beforeAll(async () => {
  test = await startTestApp();
  await randomRegister(test, random, 60);
  await spreadOverTime();
  callers.push(['the anonymous', test.anonymous], ['a public body', await test.as('ws0636', 'lezer')]);
}, 120_000);
afterAll(() => test.close());

/** Puts the periods of every link somewhere in the last years, in their order; some at the very edge of a quarter in the Netherlands. */
async function spreadOverTime(): Promise<void> {
  const rows = await test.app.dataSource.query<(Period & { bepaling: string })[]>(
    'select * from koppeling order by record, bepaling, vanaf',
  );
  const edges = ['2025-03-31T21:59:59.999Z', '2025-03-31T22:00:00.000Z', '2025-12-31T22:59:59.999Z', '2025-12-31T23:00:00.000Z'];
  const keys = [...new Set(rows.map(({ record, bepaling }) => `${record} ${bepaling}`))];
  for (const [index, key] of keys.entries()) {
    const chain = rows.filter(({ record, bepaling }) => `${record} ${bepaling}` === key);
    const moments = chain
      .flatMap(() => [0, 1])
      .map(() => Date.now() - random.number() * 3 * 365 * 86_400_000)
      .sort((a, b) => a - b);
    for (const [at, row] of chain.entries()) {
      const vanaf = index < edges.length && at === 0 ? new Date(edges[index]!) : new Date(moments[2 * at]!);
      const tot = row.tot === null ? null : new Date(Math.max(moments[2 * at + 1]!, vanaf.getTime()));
      await test.app.dataSource.query(
        'update koppeling set vanaf = $4, tot = $5, oordeel_vanaf = $4 where record = $1 and bepaling = $2 and vanaf = $3',
        [row.record, row.bepaling, row.vanaf, vanaf, tot],
      );
    }
  }
}

const linksOf = (useCases: UseCase[], code = clause): Link[] =>
  useCases.flatMap(({ bepalingen, ...rest }) =>
    bepalingen
      .filter(({ bepaling }) => bepaling.code === code)
      .map(({ naleving, werkbaarheid, toelichting }) => ({ ...rest, naleving, werkbaarheid, toelichting })),
  );

const count = (links: Verdict[]): Counted => ({
  aantalUseCases: links.length,
  naleving: codes.naleving.map((code) => ({ code, aantal: links.filter(({ naleving }) => naleving === code).length })),
  werkbaarheid: codes.werkbaarheid.map((code) => ({ code, aantal: links.filter(({ werkbaarheid }) => werkbaarheid === code).length })),
});

/** An answer without the labels, and with its codes in the order of the recount. */
const plain = ({ aantalUseCases, naleving, werkbaarheid }: Counted): Counted => {
  const sorted = (found: Counted['naleving'], list: string[]): Counted['naleving'] =>
    found.map(({ code, aantal }) => ({ code, aantal })).sort((a, b) => list.indexOf(a.code) - list.indexOf(b.code));
  return { aantalUseCases, naleving: sorted(naleving, codes.naleving), werkbaarheid: sorted(werkbaarheid, codes.werkbaarheid) };
};

describe('the dossier', () => {
  it.each(['', '?bestuurslaag=provincie', '?fase=pilot&fase=gestopt', '?bestuurslaag=gemeente&bestuurslaag=rijk&fase=in-gebruik'])(
    'counts what the caller can list%s',
    async (filter) => {
      for (const [name, caller] of callers) {
        const query = filter === '' ? '' : `&${filter.slice(1)}`;
        const links = linksOf(await listAll<UseCase>(caller, `/use-cases?bepaling=${clause}${query}`));
        const { body } = await caller.get(`/bepalingen/${clause}/dossier${filter}`);
        expect([name, plain(body)]).toEqual([name, count(links)]);
        expect(body.aantalOrganisaties).toBe(new Set(links.map(({ organisatie }) => organisatie.code)).size);
        expect(body.aantalLessen).toBe((await listAll(caller, `/lessen?bepaling=${clause}${query}`)).length);
        expect(body.aantalErvaringen).toBe((await listAll(caller, `/ervaringen?bepaling=${clause}${query}`)).length);
        const layers = new Set(links.map(({ organisatie }) => organisatie.bestuurslaag));
        expect(new Set(body.perBestuurslaag.map(({ bestuurslaag }: { bestuurslaag: string }) => bestuurslaag))).toEqual(layers);
        for (const part of body.perBestuurslaag)
          expect(plain(part)).toEqual(count(links.filter(({ organisatie }) => organisatie.bestuurslaag === part.bestuurslaag)));
        for (const part of body.perFase) expect(plain(part)).toEqual(count(links.filter(({ fase }) => fase === part.fase)));
        expect(body.perFase.reduce((sum: number, { aantalUseCases }: Counted) => sum + aantalUseCases, 0)).toBe(links.length);
      }
    },
  );

  it('shows what stood at the end of each quarter, of what the caller may see now', async () => {
    for (const [name, caller] of callers) {
      const seen = new Set((await listAll<UseCase>(caller, '/use-cases')).map(({ id }) => id));
      const all = await test.app.dataSource.query<Period[]>('select * from koppeling where bepaling = $1', [clause]);
      const periods = all.filter(({ record }) => seen.has(record));
      const { body } = await caller.get(`/bepalingen/${clause}/dossier`);
      const expected = quarters(periods).map(({ kwartaal, end }) => ({
        kwartaal,
        ...count(periods.filter(({ vanaf, tot }) => vanaf.getTime() < end && (tot === null || tot.getTime() >= end))),
      }));
      expect([name, body.verloop.map((each: Counted & { kwartaal: string }) => ({ kwartaal: each.kwartaal, ...plain(each) }))]).toEqual([
        name,
        expected,
      ]);
      expect(plain(body.verloop.at(-1))).toEqual(plain(body));
    }
  });

  it('shows the newest of each list, and where the rest is', async () => {
    for (const [, caller] of callers) {
      for (const filter of ['', '?bestuurslaag=gemeente', '?sinds=2025-06-01T00:00:00Z&fase=pilot', '?sinds=2090-01-01T00:00:00Z']) {
        const { body } = await caller.get(`/bepalingen/${clause}/dossier${filter}`);
        for (const name of ['toelichtingen', 'lessen', 'useCases']) {
          const rest = await listAll<{ id?: string }>(caller, body[name].meer.slice('/v1'.length));
          const key = (each: { id?: string }): unknown => each.id ?? each;
          expect([filter, name, body[name].resultaten.map(key)]).toEqual([filter, name, rest.slice(0, 10).map(key)]);
        }
      }
    }
  });

  it('puts lessons first that others applied or confirmed', async () => {
    const [owner, other] = [await test.as('gm0363'), await test.as('pv22')];
    const made: string[] = [];
    for (const titel of ['Bevestigd', 'Betwist', 'Toegepast', 'Nieuw'])
      made.push((await owner.post('/lessen', { body: les({ titel, bepalingen: ['std25-externe-partijen'], publiceren: true }) })).body.id);
    const receipts = ['herkend', 'weersproken', 'toegepast'];
    for (const [index, uitkomst] of receipts.entries())
      expect((await other.put(`/lessen/${made[index]!}/hergebruik/pv22`, { body: { uitkomst, toelichting: 'Proef.' } })).status).toBe(201);
    const { body } = await test.anonymous.get('/bepalingen/std25-externe-partijen/dossier');
    const found = body.lessen.resultaten.map(({ titel, stand }: { titel: string; stand: string }) => [titel, stand]);
    expect(found).toEqual([
      ['Toegepast', 'toegepast'],
      ['Bevestigd', 'bevestigd'],
      ['Nieuw', 'geconstateerd'],
      ['Betwist', 'betwist'],
    ]);
  });

  it('loses at once what is withdrawn or restricted', async () => {
    const [target] = linksOf(await listAll<UseCase>(test.anonymous, `/use-cases?bepaling=${clause}`));
    const owner = await test.as(target!.organisatie.code);
    const about = async (caller: Caller): Promise<string> => {
      const texts = [
        `/bepalingen/${clause}/dossier`,
        `/bepalingen/${clause}/toelichtingen?limiet=100`,
        `/bepalingen/${clause}/nieuws?limiet=100`,
      ];
      return (await Promise.all(texts.map(async (path) => (await caller.get(path)).text))).join();
    };
    const total = async (caller: Caller): Promise<number> =>
      (await caller.get(`/bepalingen/${clause}/dossier`)).body.verloop.at(-1).aantalUseCases as number;
    const before = [await total(test.anonymous), await total(owner)] as const;
    await owner.patch(`/use-cases/${target!.id}/concept`, { body: { openbaarheid: 'overheid' }, headers: { 'if-match': '*' } });
    await owner.post(`/use-cases/${target!.id}/publicaties`);
    expect([await total(test.anonymous), await total(owner)]).toEqual([before[0] - 1, before[1]]);
    expect(await about(test.anonymous)).not.toContain(target!.id);
    expect(await about(owner)).toContain(target!.id);
    await owner.put(`/use-cases/${target!.id}/intrekking`, { body: { reden: 'Proef.' } });
    expect([await total(test.anonymous), await total(owner)]).toEqual([before[0] - 1, before[1] - 1]);
    expect(await about(owner)).not.toContain(target!.id);
  });
});

/** The quarters from the first period until now, with the moment at which each ends on Dutch clocks. */
function quarters(periods: Period[]): { kwartaal: string; end: number }[] {
  const local = (at: number): string => new Date(at).toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' });
  const start = local(Math.min(...periods.map(({ vanaf }) => vanaf.getTime())));
  const found: { kwartaal: string; end: number }[] = [];
  const year = Number(start.slice(0, 4));
  for (let quarter = Math.floor((Number(start.slice(5, 7)) - 1) / 3); ; quarter += 1) {
    const end = Date.UTC(year, quarter * 3 + 3, 1) - (quarter % 4 === 3 ? 1 : 2) * 3_600_000;
    found.push({ kwartaal: `${String(year + Math.floor(quarter / 4))}-Q${String((quarter % 4) + 1)}`, end });
    if (end > Date.now()) return found;
  }
}

describe('the explanations', () => {
  it('are those of the use cases that the caller can list, newest first', async () => {
    for (const [, caller] of callers) {
      const links = linksOf(await listAll<UseCase>(caller, '/use-cases')).filter(({ toelichting }) => toelichting !== null);
      const since = new Map(
        (
          await test.app.dataSource.query<{ record: string; op: Date }[]>(
            'select record, oordeel_vanaf as op from koppeling where bepaling = $1 and tot is null',
            [clause],
          )
        ).map(({ record, op }) => [record, op.toISOString()]),
      );
      const expected = links
        .map(({ id, titel, organisatie, fase, naleving, werkbaarheid, toelichting }) => ({
          ...{ useCase: { id, titel }, organisatie, fase, naleving, werkbaarheid, toelichting, sinds: since.get(id)! },
        }))
        .sort((a, b) => b.sinds.localeCompare(a.sinds) || b.useCase.id.localeCompare(a.useCase.id));
      expect(await listAll(caller, `/bepalingen/${clause}/toelichtingen`, 3)).toEqual(expected);
      const filters: [string, (each: (typeof expected)[number]) => boolean][] = [
        ['naleving=wijkt-af&naleving=voldoet', ({ naleving }) => ['wijkt-af', 'voldoet'].includes(naleving)],
        ['werkbaarheid=onduidelijk', ({ werkbaarheid }) => werkbaarheid === 'onduidelijk'],
        ['bestuurslaag=provincie&fase=pilot', ({ organisatie, fase }) => organisatie.bestuurslaag === 'provincie' && fase === 'pilot'],
        ['organisatie=gm0363', ({ organisatie }) => organisatie.code === 'gm0363'],
        ['sinds=2025-06-01T00:00:00Z', ({ sinds }) => sinds > '2025-06-01'],
        ['zoek=HELDER', ({ toelichting }) => /h[eé]lder/i.test(toelichting!)],
        ['zoek=%20past%20%20kleine%20', ({ toelichting }) => /kleine/i.test(toelichting!)],
        ['zoek=kleine%20helder', () => false],
        ['zoek=de%20bepalingen', ({ toelichting }) => /bepaling/.test(toelichting!)],
        ["zoek=%27);drop--%20'", () => false],
      ];
      for (const [filter, holds] of filters)
        expect([filter, await listAll(caller, `/bepalingen/${clause}/toelichtingen?${filter}`, 4)]).toEqual([
          filter,
          expected.filter(holds),
        ]);
    }
  });
});

describe('the news of a clause', () => {
  type Item = { id: string; soort: string; gepubliceerdOp: string; organisatie: { bestuurslaag: string } };

  it('mixes all kinds of record, newest first', async () => {
    for (const [, caller] of callers) {
      const lists = { 'use-case': '/use-cases', ervaring: '/ervaringen', les: '/lessen' };
      const all: Item[] = [];
      for (const [soort, list] of Object.entries(lists))
        all.push(...(await listAll<Item>(caller, `${list}?bepaling=${clause}`)).map((each) => ({ ...each, soort })));
      all.sort((a, b) => b.gepubliceerdOp.localeCompare(a.gepubliceerdOp) || b.id.localeCompare(a.id));
      const sinds = all[Math.floor(all.length / 2)]!.gepubliceerdOp;
      const filters: [string, (each: Item) => boolean][] = [
        ['', () => true],
        ['?soort=les&soort=ervaring', ({ soort }) => soort !== 'use-case'],
        ['?bestuurslaag=gemeente', ({ organisatie }) => organisatie.bestuurslaag === 'gemeente'],
        [`?sinds=${sinds}`, ({ gepubliceerdOp }) => gepubliceerdOp > sinds],
      ];
      for (const [filter, holds] of filters) {
        const expected = all.filter(holds);
        const news = await listAll<Item>(caller, `/bepalingen/${clause}/nieuws${filter}`, 3);
        expect(news.map(({ id, soort }) => `${soort} ${id}`)).toEqual(expected.map(({ id, soort }) => `${soort} ${id}`));
      }
      const [newest] = (await caller.get(`/bepalingen/${clause}/nieuws`)).body.resultaten;
      const { body } = await caller.get(newest.verwijzing.slice('/v1'.length));
      expect(body).toMatchObject({ id: newest.id, titel: newest.titel, organisatie: newest.organisatie, nummer: newest.nummer });
    }
  });

  it('can be followed as a feed', async () => {
    const { text, headers } = await test.anonymous.get(`/bepalingen/${clause}/nieuws?formaat=atom&soort=les&limiet=2`);
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    expect(text).toContain('<title>Nieuw bij: Vooraf een helder omschreven doel (soort les)</title>');
    const { body } = await test.anonymous.get(`/bepalingen/${clause}/nieuws?soort=les&limiet=2`);
    expect([...text.matchAll(/<id>urn:uuid:(.*)<\/id>/g)].map(([, id]) => id)).toEqual(body.resultaten.map(({ id }: { id: string }) => id));
    expect(text).toContain('rel="next"');
  });
});

describe('friction in a kader', () => {
  type Row = {
    bepaling: { code: string };
    volgorde: number;
    aantalUseCases: number;
    aantalOrganisaties: number;
    aantalOordelen: number;
    aantalMetWrijving: number;
    wrijving: number;
  };
  const kader = 'standpunt-genai-2025';
  const wilson = (s: number, n: number): number => {
    if (n === 0) return 0;
    const [z, p] = [1.96, s / n];
    return Math.max(0, (p + (z * z) / (2 * n) - z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n));
  };
  const chafes = ({ naleving, werkbaarheid }: Verdict): boolean =>
    ['wijkt-af', 'voldoet-deels'].includes(naleving) || ['onduidelijk', 'te-restrictief', 'te-ruim'].includes(werkbaarheid);
  const judged = ({ naleving, werkbaarheid }: Verdict): boolean =>
    !['niet-van-toepassing', 'onbekend'].includes(naleving) || werkbaarheid !== 'geen-oordeel';
  const unclear = ({ werkbaarheid }: Verdict): boolean => werkbaarheid === 'onduidelijk';
  const works = ({ werkbaarheid }: Verdict): boolean => werkbaarheid !== 'geen-oordeel';

  it.each([
    ['', '', chafes, judged],
    ['bestuurslaag=provincie&werkbaarheid=onduidelijk', 'bestuurslaag=provincie', unclear, works],
    ['provincie=pv27&organisatiesoort=gemeente&fase=pilot', 'provincie=pv27&organisatiesoort=gemeente&fase=pilot', chafes, judged],
    ['werkbaarheid=geen-oordeel', '', ({ werkbaarheid }: Verdict): boolean => werkbaarheid === 'geen-oordeel', (): boolean => true],
  ])('ranks all clauses by what the caller can list: %s', async (filter, list, isChafing, isJudged) => {
    for (const [, caller] of callers) {
      const useCases = await listAll<UseCase>(caller, `/use-cases?${list}`);
      const rows = await listAll<Row>(caller, `/kaders/${kader}/wrijving?${filter}`, 7);
      const clausesOf = await listAll<{ code: string; volgorde: number }>(caller, `/kaders/${kader}/bepalingen`);
      expect(rows.map(({ bepaling }) => bepaling.code).sort()).toEqual(clausesOf.map(({ code }) => code).sort());
      for (const row of rows) {
        const links = linksOf(useCases, row.bepaling.code);
        const [s, n] = [links.filter(isChafing).length, links.filter(isJudged).length];
        expect(row).toMatchObject({ aantalUseCases: links.length, aantalOordelen: n, aantalMetWrijving: s });
        expect(row.aantalOrganisaties).toBe(new Set(links.map(({ organisatie }) => organisatie.code)).size);
        expect(row.wrijving).toBeCloseTo(wilson(s, n), 4);
      }
      expect(rows).toEqual(
        [...rows].sort((a, b) => b.wrijving - a.wrijving || a.volgorde - b.volgorde || a.bepaling.code.localeCompare(b.bepaling.code)),
      );
    }
  });
});

describe('what is asked wrongly', () => {
  it.each([
    [`/bepalingen/${clause}/dossier?bestuurslaag=maan`, 'bestuurslaag'],
    [`/bepalingen/${clause}/dossier?sinds=gisteren`, 'sinds'],
    [`/bepalingen/${clause}/dossier?limiet=3`, 'limiet'],
    [`/bepalingen/${clause}/toelichtingen?organisatie=gm9999`, 'organisatie'],
    [`/bepalingen/${clause}/toelichtingen?zoek=${'x'.repeat(201)}`, 'zoek'],
    [`/bepalingen/${clause}/nieuws?soort=kader`, 'soort'],
    [`/bepalingen/${clause}/nieuws?formaat=csv`, 'formaat'],
    ['/kaders/standpunt-genai-2025/wrijving?werkbaarheid=lastig', 'werkbaarheid'],
    [`/bepalingen/${clause}/nieuws?cursor=${Buffer.from('{"f":"x","k":["a","b"]}').toString('base64url')}`, 'cursor'],
  ])('%s is refused for its %s', async (path, location) => {
    const { status, body } = await test.anonymous.get(path);
    expect([status, body.errors.map((each: { location: string }) => each.location)]).toEqual([400, [location]]);
  });
});
