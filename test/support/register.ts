import { ervaring, les, useCase } from './builders.js';
import type { Random } from './random.js';
import type { Caller, TestApp } from './test-app.js';

export const clauses = ['std25-doel-helder', 'std25-stopstrategie', 'std25-wettelijke-kaders'];
export const owners = ['gm0363', 'gm0344', 'pv22', 'pv24', 'ws0636', 'oorg10165'];

const texts = ['Het doel is helder.', 'Niemand weet wat hélder is.', 'De bepaling past niet bij kleine organisaties.', 'Past goed.'];

const link = (random: Random, bepaling: string): object => ({
  bepaling,
  naleving: random.pick(['voldoet', 'voldoet-deels', 'wijkt-af', 'niet-van-toepassing', 'onbekend']),
  werkbaarheid: random.pick(['werkbaar', 'onduidelijk', 'te-restrictief', 'te-ruim', 'geen-oordeel']),
  toelichting: random.pick(texts),
});

const some = <T>(random: Random, from: readonly T[]): T[] => from.filter(() => random.chance(0.5));

/**
 * A register with records of all kinds and of six bodies, in every state: a part restricted, a part withdrawn, a part published
 * again with other links, and a part never published.
 */
export async function randomRegister(test: TestApp, random: Random, size: number): Promise<void> {
  const openbaarheid = (): string => (random.chance(0.3) ? 'overheid' : 'openbaar');
  for (let each = 0; each < size; each += 1) {
    const caller = await test.as(random.pick(owners));
    const bepalingen = some(random, clauses).map((code) => link(random, code));
    const fase = random.pick(['pilot', 'experiment', 'in-gebruik']);
    const content = { titel: `Toepassing ${String(each)}`, fase, openbaarheid: openbaarheid(), bepalingen, publiceren: random.chance(0.9) };
    const { body } = await caller.post('/use-cases', { body: useCase(content) });
    const shared = { openbaarheid: openbaarheid(), bepalingen: some(random, clauses), publiceren: true };
    if (content.publiceren && random.chance(0.4))
      await caller.post(`/use-cases/${body.id}/ervaringen`, { body: ervaring({ ...shared, titel: `Ervaring ${String(each)}`, fase }) });
    if (random.chance(0.6))
      await caller.post('/lessen', { body: les({ ...shared, titel: `Les ${String(each)}`, toepasbaarheid: { fasen: [fase] } }) });
    if (content.publiceren) await change(random, caller, body.id);
  }
}

/** What may happen to a published use case afterwards. */
async function change(random: Random, caller: Caller, id: string): Promise<void> {
  const withdraw = (): Promise<unknown> => caller.put(`/use-cases/${id}/intrekking`, { body: { reden: 'Proef.' } });
  const again = async (body: object): Promise<void> => {
    await caller.patch(`/use-cases/${id}/concept`, { body, headers: { 'if-match': '*' } });
    await caller.post(`/use-cases/${id}/publicaties`);
  };
  if (random.chance(0.15)) await again({ openbaarheid: 'overheid' });
  if (random.chance(0.3)) await again({ bepalingen: some(random, clauses).map((code) => link(random, code)) });
  if (random.chance(0.2)) await again({ fase: random.pick(['pilot', 'gestopt']), stopReden: { code: 'kosten' }, geenLesReden: 'Geen.' });
  if (random.chance(0.15)) {
    await withdraw();
    if (random.chance(0.5)) await again({ titel: 'Terug van weggeweest' });
  }
}

/** Every item of a list, page by page. */
export async function listAll<T>(caller: Caller, list: string, limiet = 100): Promise<T[]> {
  const found: T[] = [];
  let path: string | null = `${list}${list.includes('?') ? '&' : '?'}limiet=${String(limiet)}`;
  while (path !== null) {
    const { body }: { body: { resultaten: T[]; volgende: string | null; totaal: number } } = await caller.get(path);
    found.push(...body.resultaten);
    path = body.volgende?.slice('/v1'.length) ?? null;
    if (path === null && body.totaal !== found.length) throw new Error(`${list}: ${String(found.length)} of ${String(body.totaal)} listed`);
  }
  return found;
}
