import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { les, useCase } from '../support/builders.js';
import { seededRandom } from '../support/random.js';
import { startTestApp, type Caller, type TestApp } from '../support/test-app.js';

interface Gelijkend {
  useCase: { id: string; titel: string };
  redenen: { code: string; tekst: string; waarden: string[] }[];
  score: number;
}

const publish = async (caller: Caller, path: string, body: object): Promise<string> => {
  const { status, body: made } = await caller.post(path, { body: { ...body, publiceren: true } });
  expect([path, status]).toEqual([path, 201]);
  return made.id;
};
const alike = async (caller: Caller, id: string, query = ''): Promise<Gelijkend[]> => {
  const { status, body } = await caller.get(`/use-cases/${id}/vergelijkbare-use-cases${query}`);
  expect(status).toBe(200);
  return body.resultaten;
};
const titles = (found: readonly Gelijkend[]): string[] => found.map((each) => each.useCase.titel);

describe('use cases that are alike', () => {
  let test: TestApp;
  let amsterdam: Caller;
  let utrecht: Caller;
  let provincie: Caller;
  beforeEach(async () => {
    test = await startTestApp();
    [amsterdam, utrecht, provincie] = await Promise.all([test.as('gm0363'), test.as('gm0344'), test.as('pv27')]);
  });
  afterEach(() => test.close());

  it('are those of others, with the reasons in words', async () => {
    const { body: oplossing } = await amsterdam.post('/oplossingen', { body: { naam: 'GovChat' } });
    const shared = { oplossing: oplossing.id, modellen: [{ naam: 'GPT-NL', leverancier: 'TNO' }], themas: ['ethiek'] };
    const id = await publish(amsterdam, '/use-cases', useCase({ titel: 'De onze', ...shared, leveranciers: ['Chat BV'] }));
    await publish(amsterdam, '/use-cases', useCase({ titel: 'Ook van ons', ...shared }));
    await publish(utrecht, '/use-cases', useCase({ titel: 'Zelfde leverancier', leveranciers: ['chat bv'], soortToepassing: ['overig'] }));
    await publish(
      provincie,
      '/use-cases',
      useCase({ titel: 'Zelfde van alles', ...shared, fase: 'gestopt', stopReden: { code: 'kosten' }, geenLesReden: 'Geen.' }),
    );
    await publish(utrecht, '/use-cases', useCase({ titel: 'Niets gedeeld', soortToepassing: ['transcriptie'] }));
    const found = await alike(test.anonymous, id);
    expect(titles(found)).toEqual(['Zelfde van alles', 'Zelfde leverancier']);
    expect(found.map(({ redenen }) => redenen.map(({ tekst }) => tekst))).toEqual([
      [
        'Zelfde oplossing: GovChat',
        'Zelfde leverancier: TNO',
        'Zelfde model: GPT-NL',
        'Zelfde soort toepassing: Samenvatten',
        'Zelfde thema: Ethiek',
        'Zelfde doelgroep: Medewerkers',
      ],
      ['Zelfde leverancier: Chat BV', 'Zelfde fase: Pilot', 'Zelfde doelgroep: Medewerkers', 'Zelfde bestuurslaag: Gemeente'],
    ]);
    expect(titles(await alike(amsterdam, id, '?versie=concept'))).toEqual(titles(found));
  });

  it('can be narrowed to a layer, phase, kind, province or supplier', async () => {
    const id = await publish(amsterdam, '/use-cases', useCase());
    await publish(utrecht, '/use-cases', useCase({ titel: 'Utrecht' }));
    await publish(provincie, '/use-cases', useCase({ titel: 'Provincie', fase: 'in-gebruik', leveranciers: ['Chat BV'] }));
    expect(titles(await alike(test.anonymous, id))).toHaveLength(2);
    for (const query of ['bestuurslaag=provincie', 'organisatiesoort=provincie', 'fase=in-gebruik', 'leverancier=CHAT%20bv'])
      expect([query, titles(await alike(test.anonymous, id, `?${query}`))]).toEqual([query, ['Provincie']]);
    expect(titles(await alike(test.anonymous, id, '?provincie=pv26&soortToepassing=samenvatten'))).toEqual(['Utrecht']);
    expect(titles(await alike(test.anonymous, id, '?fase=pilot&fase=in-gebruik&limiet=1'))).toEqual(['Utrecht']);
    expect((await test.anonymous.get(`/use-cases/${id}/vergelijkbare-use-cases?fase=bestaat-niet`)).body.errors).toMatchObject([
      { location: 'fase', code: 'onbekende-code' },
    ]);
  });

  it('are found by the name of a model in the list, whatever its case', async () => {
    await publish(amsterdam, '/use-cases', useCase({ modellen: [{ naam: 'Mistral Large' }] }));
    await publish(utrecht, '/use-cases', useCase({ modellen: [{ naam: null, leverancier: 'TNO' }] }));
    expect((await test.anonymous.get('/use-cases?model=mistral%20LARGE&facetten=model')).body).toMatchObject({
      totaal: 1,
      facetten: { model: [{ code: 'mistral large', aantal: 1 }] },
    });
  });
});

describe('for the anonymous, what is hidden', () => {
  let whole: TestApp;
  let open: TestApp;
  const ids: { whole: string; open: string }[] = [];

  beforeAll(async () => {
    [whole, open] = await Promise.all([startTestApp(), startTestApp()]);
    await fill();
  });
  afterAll(() => Promise.all([whole.close(), open.close()]));

  async function fill(): Promise<void> {
    const { pick: one, chance } = seededRandom();
    const themas = ['ethiek', 'data', 'cloud', 'privacy', 'inkoop'];
    const clauses = ['std25-doel-helder', 'std25-menselijke-tussenkomst', 'std25-voorkeur-open', 'std25-voorkeur-europees'];
    const made: { whole: string; open: string | undefined }[] = [];
    for (let n = 0; n < 60; n += 1) {
      const owner = one(['gm0363', 'gm0344', 'pv27', 'gm0599']);
      const openbaarheid = one(['openbaar', 'openbaar', 'overheid']);
      const parts = { themas: [one(themas)], titel: `Nummer ${String(n)}`, openbaarheid };
      const isLes = n % 2 === 1;
      const from = isLes ? one(made) : undefined;
      const content = isLes
        ? les({ ...parts, soort: one(['positief', 'negatief', 'neutraal']), bepalingen: chance(0.5) ? [one(clauses)] : [] })
        : useCase({
            ...parts,
            soortToepassing: [one(['samenvatten', 'transcriptie'])],
            leveranciers: [one(['A', 'B', 'C'])],
            bepalingen: [{ bepaling: one(clauses) }],
          });
      const path = isLes ? '/lessen' : '/use-cases';
      const id = await publish(await whole.as(owner), path, { ...content, ...(isLes ? { useCase: from?.whole } : {}) });
      const shown = openbaarheid === 'openbaar';
      // The register without the hidden records: what refers to one refers to nothing.
      const other = shown
        ? await publish(await open.as(owner), path, { ...content, ...(isLes ? { useCase: from?.open ?? null } : {}) })
        : undefined;
      if (!isLes) made.push({ whole: id, open: other });
      if (!isLes && other) ids.push({ whole: id, open: other });
    }
  }

  it.each(['passende-lessen', 'vergelijkbare-use-cases'])(
    'changes nothing in %s: not the order, the reasons, the scores nor the total',
    async (path) => {
      const seen = async (app: TestApp, id: string, query: string): Promise<unknown> => {
        const { body } = await app.anonymous.get(`/use-cases/${id}/${path}${query}`);
        const told = (each: { les?: { titel: string }; useCase?: { titel: string } }): object => ({
          ...each,
          les: each.les?.titel,
          useCase: each.useCase?.titel,
        });
        return { ...body, resultaten: body.resultaten.map(told) };
      };
      let shown = 0;
      for (const { whole: inWhole, open: inOpen } of ids)
        for (const query of ['', '?limiet=2', '?limiet=50']) {
          const expected = (await seen(open, inOpen, query)) as { totaal: number };
          shown += expected.totaal;
          expect(await seen(whole, inWhole, query)).toEqual(expected);
        }
      expect(shown).toBeGreaterThan(100);
    },
  );
});
