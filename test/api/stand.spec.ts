import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { les } from '../support/builders.js';
import { seededRandom } from '../support/random.js';
import { startTestApp, type Caller, type TestApp } from '../support/test-app.js';

/** Random sequences of receipts through the API, against the rule as the design words it, read from what each organisation said last. */
const OWNERS = ['gm0363', 'pv27'];
const TELLERS = ['gm0363', 'pv27', 'gm0344', 'gm0599', 'gm0518', 'mnre1034'];
const OUTCOMES = ['herkend', 'toegepast', 'aangepast', 'niet-van-toepassing', 'weersproken'];
const STEPS = 160;

interface Lesson {
  id: string;
  owner: string;
  openbaarheid: string;
  said: Map<string, string>;
}

let test: TestApp;
const lessons: Lesson[] = [];
const random = seededRandom();

beforeAll(async () => {
  test = await startTestApp();
  for (const owner of OWNERS)
    for (const openbaarheid of ['openbaar', 'openbaar', 'overheid'])
      lessons.push({
        id: (await (await test.as(owner)).post('/lessen', { body: les({ openbaarheid, publiceren: true }) })).body.id as string,
        owner,
        openbaarheid,
        said: new Map(),
      });
});
afterAll(() => test.close());

/** The rule, word for word: W = weersproken, T = toegepast + aangepast, H = herkend. */
function ruleOf(said: readonly string[]): string {
  const W = said.filter((each) => each === 'weersproken').length;
  const T = said.filter((each) => each === 'toegepast' || each === 'aangepast').length;
  const H = said.filter((each) => each === 'herkend').length;
  if (W >= 1 && W >= T) return 'betwist';
  if (T >= 1) return 'toegepast';
  return H >= 1 ? 'bevestigd' : 'geconstateerd';
}

const confirmations = ({ said }: Lesson): number => [...said.values()].filter((each) => !/^(?:niet|weer)/.test(each)).length;

async function step(): Promise<Lesson> {
  const lesson = random.pick(lessons);
  const code = random.pick(TELLERS);
  const caller = await test.as(code);
  const path = `/lessen/${lesson.id}/hergebruik/${code}`;
  if (random.chance(0.2)) {
    expect((await caller.delete(path)).status).toBe(lesson.said.delete(code) ? 204 : 404);
    return lesson;
  }
  const uitkomst = random.pick(OUTCOMES);
  const { status } = await caller.put(path, { body: { uitkomst, toelichting: 'Proef.' } });
  expect([code, status]).toEqual([code, code === lesson.owner ? 409 : lesson.said.has(code) ? 200 : 201]);
  if (code !== lesson.owner) lesson.said.set(code, uitkomst);
  return lesson;
}

async function assertFound(caller: Caller, visible: readonly Lesson[]): Promise<void> {
  const counts = new Map<string, number>();
  for (const lesson of visible) {
    const stand = ruleOf([...lesson.said.values()]);
    counts.set(stand, (counts.get(stand) ?? 0) + 1);
  }
  for (const query of ['', '&gepubliceerdNa=2020-01-01T00:00:00Z']) {
    const { body } = await caller.get(`/lessen?facetten=stand,bevestigdDoorMinstens${query}`);
    const facet = (name: string): object =>
      Object.fromEntries(body.facetten[name].map(({ code, aantal }: { code: string; aantal: number }) => [code, aantal]));
    expect(facet('stand')).toEqual(Object.fromEntries(counts));
    const atLeast = [1, 2, 3, 4, 5].map((least) => [String(least), visible.filter((each) => confirmations(each) >= least).length] as const);
    expect(facet('bevestigdDoorMinstens')).toEqual(Object.fromEntries(atLeast.filter(([, aantal]) => aantal > 0)));
  }
  for (const stand of ['geconstateerd', 'bevestigd', 'toegepast', 'betwist'])
    expect((await caller.get(`/lessen?stand=${stand}`)).body.totaal).toBe(counts.get(stand) ?? 0);
  for (const least of [1, 3, 5]) {
    const { body } = await caller.get(`/lessen?bevestigdDoorMinstens=${String(least)}&limiet=100`);
    const found = body.resultaten.map(({ id }: { id: string }) => id) as string[];
    expect(found.sort()).toEqual(
      visible
        .filter((each) => confirmations(each) >= least)
        .map(({ id }) => id)
        .sort(),
    );
  }
}

describe('the state of a lesson after any sequence of receipts', () => {
  it('is what the rule says of the latest receipt of each other organisation', async () => {
    const reader = await test.as('gm0518', 'lezer');
    for (let at = 0; at < STEPS; at += 1) {
      const lesson = await step();
      const said = [...lesson.said.values()];
      const { body } = await reader.get(`/lessen/${lesson.id}`);
      expect(body.actueel).toMatchObject({
        stand: ruleOf(said),
        aantalHergebruik: said.length,
        aantalBevestigingen: confirmations(lesson),
        hergebruik: {
          herkend: said.filter((each) => each === 'herkend').length,
          toegepast: said.filter((each) => each === 'toegepast').length,
          aangepast: said.filter((each) => each === 'aangepast').length,
          nietVanToepassing: said.filter((each) => each === 'niet-van-toepassing').length,
          weersproken: said.filter((each) => each === 'weersproken').length,
        },
      });
    }
  });

  it('is found, counted and faceted alike, for the anonymous and for public bodies', async () => {
    await assertFound(
      test.anonymous,
      lessons.filter(({ openbaarheid }) => openbaarheid === 'openbaar'),
    );
    await assertFound(await test.as('gm0518', 'lezer'), lessons);
  });

  it('is asked for with a number from 1 to 10', async () => {
    for (const least of ['0', '11', '1.5', 'drie'])
      expect((await test.anonymous.get(`/lessen?bevestigdDoorMinstens=${least}`)).body.errors[0].location).toBe('bevestigdDoorMinstens');
  });
});
