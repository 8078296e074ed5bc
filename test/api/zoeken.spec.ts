import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { les, useCase } from '../support/builders.js';
import { startTestApp, type Caller, type TestApp } from '../support/test-app.js';

let test: TestApp;
let owner: Caller;
const ids = new Map<string, string>();

const texts: Record<string, { titel: string; les: string; openbaarheid?: string; themas?: string[]; soort?: string }> = {
  werken: { titel: 'Geef teams de ruimte', les: 'We hebben lang gewerkt aan draagvlak bij de afdelingen.', themas: ['organisatie'] },
  privacyrisico: {
    titel: 'Schat privacyrisico’s vooraf in',
    les: 'Vooraf nadenken spaart herstel.',
    themas: ['privacy'],
    soort: 'negatief',
  },
  risico: { titel: 'Leg vast wat mis kan gaan', les: 'De risico’s voor de privacy bleken kleiner dan gedacht.', themas: ['privacy'] },
  avg: { titel: 'Betrek de FG op tijd', les: 'De AVG vraagt om een grondslag.', themas: ['juridisch'] },
  verordening: { titel: 'Lees de wet', les: 'De algemene verordening gegevensbescherming geldt ook voor proeven.' },
  gemeente: { titel: 'Praat met elke gemeente in de regio', les: 'Gemeenten delen graag hun ervaring met een chatbot.' },
  phrase: { titel: 'Houd een rode draad in het gesprek', les: 'Mensen volgen het dan beter.' },
  loose: { titel: 'Trek een draad door het rode archief', les: 'Financiële stukken blijven vindbaar.' },
  hidden: { titel: 'Zwijg over bijzonderwoord', les: 'Alleen voor overheden: bijzonderwoord en chatbot.', openbaarheid: 'overheid' },
};

beforeAll(async () => {
  test = await startTestApp();
  owner = await test.as('gm0363');
  for (const [name, text] of Object.entries(texts)) {
    const { body, status } = await owner.post('/lessen', { body: les({ ...text, publiceren: true }) });
    expect(status).toBe(201);
    ids.set(body.id, name);
  }
});
afterAll(() => test.close());

const ask = async (zoek: string, more = '', caller: Caller = test.anonymous) =>
  caller.get(`/lessen?${new URLSearchParams({ zoek }).toString()}${more}`);
const found = async (zoek: string, more = '', caller?: Caller): Promise<string[]> => {
  const { status, body } = await ask(zoek, more, caller);
  expect(status).toBe(200);
  expect(body.totaal).toBe(body.resultaten.length);
  return body.resultaten.map(({ id }: { id: string }) => ids.get(id) ?? id) as string[];
};

describe('searching in lessons', () => {
  it.each([
    ['a participle by its verb', 'werken', ['werken']],
    ['a verb by its participle', 'gewerkt', ['werken']],
    ['accents or not', 'financiele', ['loose']],
    ['a plural by its singular', 'afdeling', ['werken']],
    ['capitals or not', 'DRAAGVLAK', ['werken']],
  ])('finds %s', async (_what, zoek, names) => {
    expect(await found(zoek)).toEqual(names);
  });

  it('finds a compound by its parts and the parts by the compound', async () => {
    expect((await found('privacyrisico')).sort()).toEqual(['privacyrisico', 'risico']);
    expect((await found("risico's voor privacy")).sort()).toEqual(['privacyrisico', 'risico']);
    expect((await found('privacyrisico'))[0]).toBe('privacyrisico');
    expect((await found('risico')).sort()).toEqual(['privacyrisico', 'risico']);
  });

  it('finds abbreviations by their full name and the other way round', async () => {
    expect((await found('AVG')).sort()).toEqual(['avg', 'verordening']);
    expect((await found('algemene verordening gegevensbescherming')).sort()).toEqual(['avg', 'verordening']);
    expect((await found('functionaris gegevensbescherming')).includes('avg')).toBe(true);
  });

  it('lets a coordinator add an abbreviation', async () => {
    const coordinator = await test.as('mnre1034', 'coordinator');
    expect(await found('DVL')).toEqual([]);
    const { body, headers } = await coordinator.get('/codelijsten/afkorting');
    const codes = [...body.codes, { code: 'dvl', label: 'Draagvlak' }];
    const { titel, toelichting } = body;
    const { status } = await coordinator.put('/codelijsten/afkorting', {
      body: { titel, toelichting, codes },
      headers: { 'if-match': headers['etag'] ?? '' },
    });
    expect(status).toBe(200);
    expect(await found('DVL')).toEqual(['werken']);
  });

  it('corrects a typing mistake and says so', async () => {
    const { body } = await ask('gemeetne');
    expect(body.resultaten.map(({ id }: { id: string }) => ids.get(id))).toContain('gemeente');
    expect(body.zoeken).toEqual({ verbeterd: [{ van: 'gemeetne', naar: expect.stringMatching(/^gemeente/) }], suggestie: null });
  });

  it('finds any of the words, the best match first', async () => {
    expect(await found('rode draad gesprek')).toEqual(['phrase', 'loose']);
  });

  it('finds words in quotes only as they stand, and leaves out what follows a minus sign', async () => {
    expect(await found('"rode draad"')).toEqual(['phrase']);
    expect(await found('draad -archief')).toEqual(['phrase']);
    expect(await found('draad -"rode archief"')).toEqual(['phrase']);
  });

  it('marks what it found, as safe HTML', async () => {
    const { body } = await owner.post('/lessen', {
      body: les({ titel: 'Pas op <b>vet</b>', les: 'Met <i>schuine</i> letters.', publiceren: true }),
    });
    ids.set(body.id, 'html');
    const { body: page } = await ask('schuine');
    expect(page.resultaten[0].fragment).toContain('<mark>schuine</mark>');
    expect(page.resultaten[0].fragment).not.toMatch(/<(?!\/?mark>)/);
  });

  it('says what may find something when nothing is found', async () => {
    const { body } = await ask('"draad rode gesprek"');
    expect(body).toMatchObject({ totaal: 0, resultaten: [], zoeken: { suggestie: 'draad rode gesprek' } });
    expect((await ask('xqzvbwk')).body).toMatchObject({ totaal: 0, zoeken: { verbeterd: [], suggestie: null } });
  });

  it('goes together with filters, facets and another order', async () => {
    const { body } = await ask('privacy risico', '&thema=privacy&soort=negatief&facetten=thema,soort');
    expect(body.resultaten.map(({ id }: { id: string }) => ids.get(id))).toEqual(['privacyrisico']);
    expect(body.facetten).toEqual({
      thema: [{ code: 'privacy', label: 'Privacy', aantal: 1 }],
      soort: [{ code: 'negatief', label: expect.any(String), aantal: 1 }],
    });
    const titles = (await ask('draad privacy', '&sorteer=titel')).body.resultaten.map(({ titel }: { titel: string }) => titel);
    expect(titles).toEqual([...titles].sort());
  });

  it.each([
    '""',
    '"',
    '- -',
    '!!!',
    "'; drop table les; --",
    'a & | ! (',
    ':*',
    'x:ABCD',
    '<->',
    '\\',
    "'''",
    '%_',
    '"niet dicht',
    '🙂',
    'de het een',
    'e'.repeat(2000),
    ' ',
  ])('answers %j in a normal way', async (zoek) => {
    const { status, body } = await ask(zoek);
    expect(status).toBe(200);
    expect(body.totaal).toBe(body.resultaten.length);
  });

  it.each([
    ['a'.repeat(2001), 'te-lang'],
    ['\u0000', 'stuurteken'],
  ])('refuses %j with its place', async (zoek, code) => {
    const { status, body } = await ask(zoek);
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ in: 'query', location: 'zoek', code }]);
  });
});

describe('searching reveals nothing', () => {
  it('not by hits, totals, corrections or suggestions', async () => {
    expect(await found('bijzonderwoord')).toEqual([]);
    expect((await ask('bijzonderwoort')).body.zoeken).toEqual({ verbeterd: [], suggestie: null });
    expect(await found('bijzonderwoord', '', owner)).toEqual(['hidden']);
  });

  it('not by the order: the anonymous get what a register without hidden records gives', async () => {
    const [full, bare] = [await startTestApp(), await startTestApp()];
    try {
      for (const { as } of [full, bare]) {
        const writer = await as('gm0363');
        const shown = Object.entries(texts).filter(([name]) => name !== 'hidden' || as === full.as);
        for (const [, text] of shown) await writer.post('/lessen', { body: les({ ...text, publiceren: true }) });
      }
      for (const zoek of ['chatbot', 'gemeente chatbot risico', 'alleen overheden delen', 'chatbt', 'bijzonderwoor']) {
        const path = `/lessen?${new URLSearchParams({ zoek, facetten: 'thema' }).toString()}`;
        const [here, there] = [(await full.anonymous.get(path)).body, (await bare.anonymous.get(path)).body];
        const seen = ({ totaal, resultaten, facetten, zoeken }: typeof here) => ({
          rows: resultaten.map(({ titel, fragment }: { titel: string; fragment: string }) => [titel, fragment]),
          ...{ totaal, facetten, zoeken },
        });
        expect(seen(here)).toEqual(seen(there));
      }
    } finally {
      await full.close();
      await bare.close();
    }
  });

  it('not after a record is restricted or withdrawn', async () => {
    const { body } = await owner.put('/organisaties/gm0363/lessen/weg', { body: les({ les: 'Over dwaallicht.', publiceren: true }) });
    ids.set(body.id, 'weg');
    expect(await found('dwaallicht')).toEqual(['weg']);
    await owner.put('/organisaties/gm0363/lessen/weg', {
      body: les({ les: 'Over dwaallicht.', openbaarheid: 'overheid', publiceren: true }),
    });
    expect(await found('dwaallicht')).toEqual([]);
    expect((await ask('dwaallich')).body.zoeken).toEqual({ verbeterd: [], suggestie: null });
    await owner.put(`/lessen/${body.id}/intrekking`, { body: { reden: 'Proef.' } });
    expect(await found('dwaallicht', '', owner)).toEqual([]);
  });
});

describe('a word that looks like a participle', () => {
  it('is not mistaken for one', async () => {
    for (const titel of ['Mensen houden de regie', 'Maak tijd', 'Gemak dient niet altijd'])
      await owner.post('/lessen', { body: les({ titel, les: 'Spreek dat af.', publiceren: true }) });
    const marked = async (zoek: string): Promise<string[]> => {
      const fragments = (await ask(zoek, '&limiet=100')).body.resultaten.map(({ fragment }: { fragment: string }) => fragment).join();
      return [...new Set([...fragments.matchAll(/<mark>(.*?)</g)].map(([, word]) => (word ?? '').toLowerCase()))].sort();
    };
    expect(await marked('gemeente')).toEqual(['gemeente', 'gemeenten']);
    expect(await marked('mens')).toEqual(['mensen']);
    expect(await marked('gemak')).toEqual(['gemak']);
    expect(await marked('maken')).toEqual(['maak']);
  });
});

describe('pages of a search', () => {
  it('neither skip nor repeat while records are added', async () => {
    for (let n = 0; n < 30; n += 1)
      await owner.post('/lessen', { body: les({ titel: `Paginatest ${'vlaggen '.repeat(n % 5)}nummer ${n}`, publiceren: true }) });
    const all = (await ask('paginatest vlaggen', '&limiet=100')).body.resultaten.map(({ id }: { id: string }) => id);
    const seen: string[] = [];
    let url: string | null = `/lessen?zoek=paginatest+vlaggen&limiet=7`;
    while (url !== null) {
      const { status, body } = await test.anonymous.get(url.replace('/v1', ''));
      expect(status).toBe(200);
      seen.push(...body.resultaten.map(({ id }: { id: string }) => id));
      url = body.volgende;
      await owner.post('/lessen', { body: les({ titel: `Later ${'vlaggen '.repeat(3)}over iets anders`, publiceren: true }) });
    }
    expect(seen.filter((id) => all.includes(id))).toEqual(all);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it.each([
    ['that only leaves words out', '-paginatest'],
    ['that leaves a phrase out', '-"rode draad"'],
    ['that only asks for a phrase of common words', '"over iets"'],
  ])('reach the end of a question %s', async (_what, zoek) => {
    const { totaal } = (await ask(zoek, '&limiet=1')).body;
    expect(totaal).toBeGreaterThan(1);
    const seen: string[] = [];
    let url: string | null = `/lessen?${new URLSearchParams({ zoek, limiet: '1' }).toString()}`;
    while (url !== null) {
      const { status, body } = await test.anonymous.get(url.replace('/v1', ''));
      expect(status).toBe(200);
      seen.push(...body.resultaten.map(({ id }: { id: string }) => id));
      url = body.volgende;
    }
    expect(new Set(seen).size).toBe(totaal);
  });

  it('refuse the cursor of another question, and say so', async () => {
    const { body } = await ask('vlaggen', '&limiet=2');
    const cursor = new URLSearchParams(body.volgende.split('?')[1]).get('cursor') ?? '';
    for (const address of [
      '/lessen?zoek=paginatest',
      '/lessen?sorteer=titel',
      '/lessen?zoek=vlaggen&sorteer=titel',
      '/use-cases?zoek=vlaggen',
    ]) {
      const { status, body: problem } = await test.anonymous.get(`${address}&cursor=${cursor}`);
      expect([status, problem.errors[0].detail]).toEqual([400, 'Deze cursor hoort bij andere filters of een andere volgorde.']);
    }
  });

  it('refuse a cursor that was made up', async () => {
    const { body } = await ask('vlaggen', '&limiet=2');
    const cursor = new URLSearchParams(body.volgende.split('?')[1]).get('cursor') ?? '';
    const content = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    for (const k of [
      ['x', ...content.k.slice(1)],
      [content.k[0], 'x', content.k[2]],
      [...content.k.slice(0, 2), 'x'],
      content.k.slice(0, 2),
    ]) {
      const made = Buffer.from(JSON.stringify({ ...content, k })).toString('base64url');
      const { status, body: problem } = await ask('vlaggen', `&limiet=2&cursor=${made}`);
      expect([status, problem.errors?.[0]?.code]).toEqual([400, 'ongeldige-cursor']);
    }
  });
});

describe('searching elsewhere', () => {
  it('finds use cases by text, supplier and organisation', async () => {
    await owner.post('/use-cases', { body: useCase({ titel: 'Vergadernotulen', leveranciers: ['Zonnebloem BV'], publiceren: true }) });
    for (const zoek of ['notulen vergadering', 'zonnebloem', 'amsterdam raadsstukken'])
      expect((await test.anonymous.get(`/use-cases?${new URLSearchParams({ zoek }).toString()}`)).body.resultaten[0].titel).toBe(
        'Vergadernotulen',
      );
  });

  it('finds clauses, with filters and a fragment', async () => {
    const { status, body } = await test.anonymous.get('/bepalingen?zoek=afspraken+met+leveranciers&kader=standpunt-genai-2025&limiet=3');
    expect(status).toBe(200);
    expect(body.totaal).toBeGreaterThan(0);
    expect(body.resultaten.every(({ kader }: { kader: string }) => kader === 'standpunt-genai-2025')).toBe(true);
    expect(body.resultaten[0].fragment).toContain('<mark>');
  });
});
