import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Likeness1764000000015 } from '../../migrations/1764000000015-likeness.js';
import { ervaring, les, useCase } from '../support/builders.js';
import { startTestApp, type Caller, type TestApp } from '../support/test-app.js';

interface Passend {
  les: { id: string; titel: string };
  redenen: { code: string; tekst: string; waarden: string[] }[];
  tegenspraak: boolean;
  score: number;
}

let test: TestApp;
let amsterdam: Caller;
let utrecht: Caller;

// A register of its own for each test: every record counts for how rare a value is.
beforeEach(async () => {
  test = await startTestApp();
  amsterdam = await test.as('gm0363');
  utrecht = await test.as('gm0344');
});
afterEach(() => test.close());

const publish = async (caller: Caller, path: string, body: object): Promise<string> => {
  const { status, body: made } = await caller.post(path, { body: { ...body, publiceren: true } });
  expect([path, status]).toEqual([path, 201]);
  return made.id;
};
const passing = async (caller: Caller, id: string, query = ''): Promise<Passend[]> => {
  const { status, body } = await caller.get(`/use-cases/${id}/passende-lessen${query}`);
  expect(status).toBe(200);
  return body.resultaten;
};
const titles = (found: readonly Passend[]): string[] => found.map((each) => each.les.titel);
const reasons = (found: readonly Passend[]): string[] => found.flatMap(({ redenen }) => redenen.map(({ tekst }) => tekst));
const doel = 'std25-doel-helder';
const mens = 'std25-menselijke-tussenkomst';

describe('lessons that fit', () => {
  it('rank what shares a clause above what shares a theme, and say why in words', async () => {
    const id = await publish(amsterdam, '/use-cases', useCase({ themas: ['archivering'], bepalingen: [{ bepaling: doel }] }));
    await publish(utrecht, '/lessen', les({ titel: 'Over het thema', themas: ['archivering'] }));
    await publish(utrecht, '/lessen', les({ titel: 'Over de bepaling', bepalingen: [doel] }));
    await publish(utrecht, '/lessen', les({ titel: 'Over iets anders', themas: ['cloud'] }));
    const found = await passing(test.anonymous, id);
    expect(titles(found)).toEqual(['Over de bepaling', 'Over het thema']);
    expect(reasons(found)).toEqual([
      'Gaat over dezelfde bepaling: Vooraf een helder omschreven doel',
      'Komt van dezelfde bestuurslaag: Gemeente',
      'Zelfde thema: Archivering',
      'Komt van dezelfde bestuurslaag: Gemeente',
    ]);
    expect(found[0]?.redenen[0]).toMatchObject({ code: 'bepaling', waarden: [doel] });
  });

  it('let a rare value weigh more than a common one', async () => {
    const id = await publish(amsterdam, '/use-cases', useCase({ themas: ['privacy', 'duurzaamheid'] }));
    for (let n = 0; n < 5; n += 1) await publish(utrecht, '/lessen', les({ titel: `Gewoon ${String(n)}`, themas: ['privacy'] }));
    await publish(utrecht, '/lessen', les({ titel: 'Zeldzaam', themas: ['duurzaamheid'] }));
    expect(titles(await passing(test.anonymous, id))[0]).toBe('Zeldzaam');
  });

  it('that share the same codes are ordered by the words they share', async () => {
    const about = { titel: 'Bezwaarschriften samenvatten voor de commissie', samenvatting: 'Vat dossiers samen.' };
    const id = await publish(amsterdam, '/use-cases', useCase({ ...about, themas: ['data'] }));
    await publish(utrecht, '/lessen', les({ titel: 'Vat bezwaarschriften samen per commissie', themas: ['data'] }));
    for (const titel of ['Begin klein', 'Leg vast wie beslist', 'Vraag het de gebruikers'])
      await publish(utrecht, '/lessen', les({ titel, themas: ['data'] }));
    const found = await passing(test.anonymous, id);
    expect([found.length, found[0]?.les.titel]).toEqual([4, 'Vat bezwaarschriften samen per commissie']);
    expect(found.map(({ redenen }) => redenen.some(({ code }) => code === 'tekst'))).toEqual([true, false, false, false]);
  });

  it('take over the context of the use case they came from, unless they state their own', async () => {
    const origin = useCase({
      fase: 'pilot',
      soortToepassing: ['transcriptie'],
      leveranciers: ['Spraak BV'],
      bepalingen: [{ bepaling: mens }],
    });
    const from = await publish(utrecht, '/use-cases', origin);
    await publish(utrecht, '/lessen', les({ titel: 'Zonder eigen woorden', useCase: from }));
    const own = { toepasbaarheid: { soortenToepassing: ['vertalen-of-vereenvoudigen'] }, bepalingen: [doel] };
    await publish(utrecht, '/lessen', les({ titel: 'Met eigen woorden', useCase: from, ...own }));
    const content = { soortToepassing: ['transcriptie'], leveranciers: ['SPRAAK BV'], bepalingen: [{ bepaling: mens }] };
    const id = await publish(amsterdam, '/use-cases', useCase(content));
    const found = await passing(test.anonymous, id);
    expect(titles(found)).toEqual(['Zonder eigen woorden', 'Met eigen woorden']);
    expect(found[0]?.redenen.map(({ tekst }) => tekst)).toEqual([
      expect.stringMatching(/^Komt uit een use case met dezelfde bepaling: /),
      'Komt uit een use case met dezelfde soort toepassing: Transcriptie en verslag',
      'Komt uit een use case met dezelfde leverancier: SPRAAK BV',
      'Komt uit een use case in dezelfde fase: Pilot',
      'Komt van dezelfde bestuurslaag: Gemeente',
    ]);
    expect(found[1]?.redenen.map(({ code }) => code)).toEqual(['leverancier', 'fase', 'bestuurslaag']);
  });

  it('do not fit for a phase or a layer alone, nor for codes that say nothing', async () => {
    const id = await publish(amsterdam, '/use-cases', useCase({ soortToepassing: ['overig'] }));
    const from = await publish(utrecht, '/use-cases', useCase({ soortToepassing: ['overig'] }));
    await publish(utrecht, '/lessen', les({ useCase: from }));
    const { body } = await test.anonymous.get(`/use-cases/${id}/passende-lessen`);
    expect(body).toEqual({ totaal: 0, resultaten: [], volgende: null });
  });

  it('leave out its own, also by way of an ervaring, and what is withdrawn, hidden or replaced', async () => {
    const id = await publish(amsterdam, '/use-cases', useCase({ themas: ['ethiek'] }));
    const story = await publish(amsterdam, `/use-cases/${id}/ervaringen`, ervaring());
    await publish(amsterdam, '/lessen', les({ titel: 'Eigen', useCase: id, themas: ['ethiek'] }));
    await publish(amsterdam, '/lessen', les({ titel: 'Uit de ervaring', ervaring: story, themas: ['ethiek'] }));
    const gone = await publish(utrecht, '/lessen', les({ titel: 'Ingetrokken', themas: ['ethiek'] }));
    await utrecht.put(`/lessen/${gone}/intrekking`, { body: { reden: 'Klopt niet.' } });
    await publish(utrecht, '/lessen', les({ titel: 'Onder ons', themas: ['ethiek'], openbaarheid: 'overheid' }));
    const better = await publish(utrecht, '/lessen', les({ titel: 'Beter', themas: ['ethiek'] }));
    await publish(utrecht, '/lessen', les({ titel: 'Vervangen', themas: ['ethiek'], vervangenDoor: better }));
    const secret = await publish(utrecht, '/lessen', les({ titel: 'Beter, onder ons', openbaarheid: 'overheid' }));
    await publish(utrecht, '/lessen', les({ titel: 'Voor u niet vervangen', themas: ['ethiek'], vervangenDoor: secret }));
    expect(titles(await passing(test.anonymous, id)).sort()).toEqual(['Beter', 'Voor u niet vervangen']);
    expect(titles(await passing(utrecht, id)).sort()).toEqual(['Beter', 'Onder ons']);
    expect((await test.anonymous.get('/lessen?vervangen=true')).body.totaal).toBe(1);
  });
});

describe('a lesson that contradicts', () => {
  const good = { soort: 'positief', bepalingen: [doel], themas: ['data'] };
  let id: string;
  beforeEach(async () => {
    id = await publish(amsterdam, '/use-cases', useCase({ themas: ['data'], bepalingen: [{ bepaling: doel }] }));
    for (let n = 0; n < 4; n += 1) await publish(utrecht, '/lessen', les({ titel: `Goed ${String(n)}`, ...good }));
  });

  it('takes the last place when the places before it agree', async () => {
    await publish(utrecht, '/lessen', les({ titel: 'Andersom', soort: 'negatief', themas: ['data'] }));
    await publish(utrecht, '/lessen', les({ titel: 'Neutraal', soort: 'neutraal', themas: ['data'] }));
    const found = await passing(test.anonymous, id, '?limiet=3');
    expect(found.map(({ tegenspraak }) => tegenspraak)).toEqual([false, false, true]);
    expect(found[2]?.les.titel).toBe('Andersom');
    expect(found[2]?.redenen.at(-1)).toEqual({
      code: 'tegengesteld',
      tekst: 'Een negatieve les, waar andere lessen hier positief zijn over Data',
      waarden: ['data'],
    });
    expect(titles(await passing(test.anonymous, id, '?limiet=1'))).toEqual([expect.stringMatching(/^Goed/)]);
    expect((await passing(test.anonymous, id, '?limiet=50')).filter(({ tegenspraak }) => tegenspraak)).toHaveLength(1);
  });

  it('need not be added when one of the shown contradicts, nor where nobody does', async () => {
    expect((await passing(test.anonymous, id, '?limiet=3')).map(({ tegenspraak }) => tegenspraak)).toEqual([false, false, false]);
    await publish(utrecht, '/lessen', les({ titel: 'Sterk andersom', ...good, soort: 'negatief', toepasbaarheid: { fasen: ['pilot'] } }));
    const found = await passing(test.anonymous, id, '?limiet=3');
    expect(titles(found)).toContain('Sterk andersom');
    expect(found.filter(({ tegenspraak }) => tegenspraak)).toHaveLength(1);
  });
});

describe('what others did with a lesson', () => {
  it('orders what is alike, and a disputed one has a place', async () => {
    const id = await publish(amsterdam, '/use-cases', useCase({ themas: ['data'] }));
    const made: string[] = [];
    for (const titel of ['Eén', 'Twee', 'Drie', 'Vier']) made.push(await publish(utrecht, '/lessen', les({ titel, themas: ['data'] })));
    const tell = async (les: string | undefined, uitkomst: string): Promise<void> => {
      const { status } = await (
        await test.as('gm0599')
      ).put(`/lessen/${String(les)}/hergebruik/gm0599`, { body: { uitkomst, toelichting: 'Bij ons ging het zo.' } });
      expect(status).toBe(201);
    };
    await tell(made[2], 'toegepast');
    await tell(made[1], 'herkend');
    await tell(made[3], 'weersproken');
    const found = await passing(test.anonymous, id, '?limiet=3');
    expect(titles(found)).toEqual(['Drie', 'Twee', 'Vier']);
    expect(found.map(({ redenen, tegenspraak }) => [redenen.at(-1)?.tekst, tegenspraak])).toEqual([
      ['Minstens één andere organisatie heeft deze les toegepast', false],
      ['Minstens één andere organisatie herkent deze les', false],
      ['Weersproken: minstens één andere organisatie heeft het tegendeel ervaren', true],
    ]);
  });
});

describe('which version', () => {
  it('is the concept for whom it is theirs, and the publication for others', async () => {
    const id = await publish(amsterdam, '/use-cases', useCase({ themas: ['ethiek'] }));
    await publish(utrecht, '/lessen', les({ titel: 'Ethiek', themas: ['ethiek'] }));
    await publish(utrecht, '/lessen', les({ titel: 'Cloud', themas: ['cloud'] }));
    const { headers } = await amsterdam.get(`/use-cases/${id}/concept`);
    await amsterdam.patch(`/use-cases/${id}/concept`, { body: { themas: ['cloud'] }, headers: { 'if-match': headers['etag']! } });
    expect(titles(await passing(amsterdam, id))).toEqual(['Cloud']);
    expect(titles(await passing(amsterdam, id, '?versie=publicatie'))).toEqual(['Ethiek']);
    expect(titles(await passing(utrecht, id))).toEqual(['Ethiek']);
    const asked = async (caller: Caller): Promise<string> => {
      const { status, body } = await caller.get(`/use-cases/${id}/passende-lessen?versie=concept`);
      return `${String(status)} ${body.code ?? 'ok'}`;
    };
    expect(await asked(test.anonymous)).toBe('401 sleutel-verplicht');
    expect(await asked(utrecht)).toBe('403 niet-uw-organisatie');
    expect(await asked(amsterdam)).toBe('200 ok');
    expect((await amsterdam.get(`/use-cases/${id}/passende-lessen?versie=anders&limiet=51`)).body.errors).toHaveLength(2);
  });

  it('is none for what was never published, and 410 for what is withdrawn', async () => {
    const { body: draft } = await amsterdam.post('/use-cases', { body: useCase() });
    for (const caller of [test.anonymous, utrecht])
      expect((await caller.get(`/use-cases/${draft.id}/passende-lessen?versie=x`)).body.code).toBe('niet-gevonden');
    expect((await amsterdam.get(`/use-cases/${draft.id}/passende-lessen?versie=publicatie`)).status).toBe(404);
    const id = await publish(amsterdam, '/use-cases', useCase());
    await amsterdam.put(`/use-cases/${id}/intrekking`, { body: { reden: 'Dubbel.' } });
    expect((await test.anonymous.get(`/use-cases/${id}/passende-lessen`)).body.code).toBe('ingetrokken');
    expect((await amsterdam.get(`/use-cases/${id}/passende-lessen?versie=publicatie`)).status).toBe(410);
    expect(await passing(amsterdam, id)).toEqual([]);
  });
});

describe('the short list with a write', () => {
  it('stands beside what was written, not in the concept nor in its tag', async () => {
    const wise = await publish(utrecht, '/lessen', les({ titel: 'Wijs', themas: ['ethiek'] }));
    const { body, headers } = await amsterdam.post('/use-cases', { body: { titel: 'Nieuw', themas: ['ethiek'] } });
    expect(body.passendeLessen).toEqual([
      {
        id: wise,
        titel: 'Wijs',
        organisatie: expect.objectContaining({ code: 'gm0344' }),
        redenen: ['Zelfde thema: Ethiek', 'Komt van dezelfde bestuurslaag: Gemeente'],
        tegenspraak: false,
      },
    ]);
    const concept = await amsterdam.get(`/use-cases/${body.id}/concept`);
    expect([concept.headers['etag'], 'passendeLessen' in concept.body]).toEqual([headers['etag'], false]);
    const edit = (changes: object, tag: string) =>
      amsterdam.patch(`/use-cases/${body.id}/concept`, { body: changes, headers: { 'if-match': tag } });
    const same = await edit({ titel: 'Nieuw' }, headers['etag']!);
    expect([same.status, 'passendeLessen' in same.body, same.headers['etag']]).toEqual([200, false, headers['etag']]);
    const other = await edit({ themas: ['cloud'] }, headers['etag']!);
    expect('passendeLessen' in other.body).toBe(false);
    expect((await amsterdam.get(`/use-cases/${body.id}/concept`)).headers['etag']).toBe(other.headers['etag']);
  });

  it('comes with the upsert and with publishing at once, has three at most, and is replayed as it was', async () => {
    for (let n = 0; n < 5; n += 1) await publish(utrecht, '/lessen', les({ titel: `Les ${String(n)}`, themas: ['ethiek'] }));
    const body = useCase({ themas: ['ethiek'], publiceren: true });
    const first = await amsterdam.put('/organisaties/gm0363/use-cases/een', { body });
    expect([first.status, first.body.passendeLessen.length]).toEqual([201, 3]);
    const again = await amsterdam.put('/organisaties/gm0363/use-cases/een', { body });
    expect([again.status, 'passendeLessen' in again.body]).toEqual([200, false]);
    const keyed = { body, headers: { 'idempotency-key': 'een' } };
    const made = await amsterdam.post('/use-cases', keyed);
    await publish(utrecht, '/lessen', les({ titel: 'Later', themas: ['ethiek'] }));
    expect((await amsterdam.post('/use-cases', keyed)).text).toBe(made.text);
  });
});

describe('what the migration fills', () => {
  it('is what publishing stores', async () => {
    const model = { naam: 'GPT-NL', leverancier: 'TNO' };
    const content = {
      themas: ['ethiek'],
      modellen: [model, { ...model, naam: null }],
      bepalingen: [{ bepaling: mens }],
    };
    const id = await publish(amsterdam, '/use-cases', useCase(content));
    const hidden = await publish(amsterdam, '/use-cases', useCase({ ...content, openbaarheid: 'overheid' }));
    const story = await publish(amsterdam, `/use-cases/${id}/ervaringen`, ervaring({ bepalingen: [doel], fase: 'pilot' }));
    const better = await publish(
      utrecht,
      '/lessen',
      les({ useCase: hidden, toepasbaarheid: { bestuurslagen: ['provincie'], fasen: ['onbekend'] } }),
    );
    await publish(utrecht, '/lessen', les({ useCase: id, themas: ['data'], bepalingen: [doel], vervangenDoor: better }));
    await publish(utrecht, '/lessen', les({ ervaring: story, toepasbaarheid: { soortenToepassing: ['samenvatten'] } }));
    await publish(utrecht, '/lessen', les({ ervaring: story, useCase: id }));
    const { dataSource } = test.app;
    await publish(
      amsterdam,
      '/use-cases',
      useCase({ gebaseerdOp: id, openbaarheid: 'overheid', omschrijving: ',"actueel":{"aantalErvaringen":1,"aantalLessen":1}' }),
    );
    const stored = async (): Promise<unknown> => ({
      views: await dataSource.query('select * from record_view order by audience, record'),
      tokens: await dataSource.query(
        'select audience, record, array(select unnest(tokens) order by 1) as tokens from record_index order by 1, 2',
      ),
      counts: await dataSource.query(`
        select audience, soort, token, sum(aantal)::int as aantal from (
          select audience, soort, token, aantal from record_count
          union all select audience, soort, unnest(added), 1 from record_count_change
          union all select audience, soort, unnest(removed), -1 from record_count_change
        ) c group by 1, 2, 3 having sum(aantal) <> 0 order by 1, 2, 3`),
    });
    const before = await stored();
    const runner = dataSource.createQueryRunner();
    await new Likeness1764000000015().down(runner);
    expect(await stored()).not.toEqual(before);
    await new Likeness1764000000015().up(runner);
    await runner.release();
    expect(await stored()).toEqual(before);
  });
});
