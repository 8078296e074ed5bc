import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ervaring, les, useCase } from '../support/builders.js';
import { seededRandom } from '../support/random.js';
import { startTestApp, type Caller, type TestApp } from '../support/test-app.js';

/** What each organisation hears after random work of all, against a recount from the lists that every public body can read. */
const CODES = ['gm0363', 'gm0344', 'gm0599', 'pv27'];
const STEPS = 140;

interface Row {
  id: string;
  organisatie: { code: string };
  useCase?: string | null;
  reactieOp?: string | null;
}

let test: TestApp;
const { pick, chance } = seededRandom();
const ids = { 'use-cases': [] as string[], lessen: [] as string[] };

async function step(): Promise<void> {
  const code = pick(CODES);
  const caller = await test.as(code);
  const openbaarheid = pick(['openbaar', 'overheid']);
  const some = (from: string[]): string | null => (from.length > 0 && chance(0.6) ? pick(from) : null);
  const make = async (path: string, body: object): Promise<string | undefined> => (await caller.post(path, { body })).body.id as string;
  const steps = [
    async () => {
      const id = await make('/use-cases', useCase({ openbaarheid, betrokkenOrganisaties: CODES, publiceren: true }));
      if (id) ids['use-cases'].push(id);
    },
    async () => {
      const links = { useCase: some(ids['use-cases']), reactieOp: some(ids.lessen) };
      const id = await make('/lessen', les({ openbaarheid, ...links, publiceren: true }));
      if (id) ids.lessen.push(id);
    },
    async () => {
      const home = some(ids['use-cases']);
      if (home) await make(`/use-cases/${home}/ervaringen`, ervaring({ openbaarheid, publiceren: true }));
    },
    async () => {
      const [lesson, home] = [some(ids.lessen), some(ids['use-cases'])];
      if (lesson) await caller.put(`/lessen/${lesson}/hergebruik/${code}`, { body: { uitkomst: 'herkend', useCase: home } });
    },
    async () => {
      const path = pick(['use-cases', 'lessen'] as const);
      const id = some(ids[path]);
      if (id) await caller.put(`/${path}/${id}/intrekking`, { body: { reden: 'Proef.' } });
    },
  ];
  // Refusals are part of it: what is not one's own, or was withdrawn.
  await pick([...steps, steps[1]!, steps[3]!, steps[3]!])();
}

async function walk<T>(caller: Caller, path: string): Promise<T[]> {
  const rows: T[] = [];
  let next: string | null = `/v1${path}?limiet=7`;
  while (next !== null) {
    const { body }: { body: { resultaten: T[]; volgende: string | null } } = await caller.get(next.slice('/v1'.length));
    rows.push(...body.resultaten);
    next = body.volgende;
  }
  return rows;
}

beforeAll(async () => {
  test = await startTestApp();
  for (let at = 0; at < STEPS; at += 1) await step();
});
afterAll(() => test.close());

async function recount(code: string): Promise<string[]> {
  const caller = await test.as(code);
  const [homes, lessons, stories] = await Promise.all(['/use-cases', '/lessen', '/ervaringen'].map((path) => walk<Row>(caller, path)));
  const ownersOf = (rows: Row[]) => new Map(rows.map(({ id, organisatie }) => [id, organisatie.code]));
  const [homeOwner, lessonOwner] = [ownersOf(homes!), ownersOf(lessons!)];
  const isOwn = (owners: Map<string, string>, id: string | null | undefined): boolean => typeof id === 'string' && owners.get(id) === code;
  const foreign = ({ organisatie }: Row): boolean => organisatie.code !== code;
  const receipts = await Promise.all(
    lessons!.map(async ({ id }) => (await walk<Row>(caller, `/lessen/${id}/hergebruik`)).map((receipt) => ({ ...receipt, id }))),
  );
  return [
    ...lessons!
      .filter((each) => foreign(each) && (isOwn(homeOwner, each.useCase) || isOwn(lessonOwner, each.reactieOp)))
      .map(({ id }) => `/v1/lessen/${id}`),
    ...stories!.filter((each) => foreign(each) && isOwn(homeOwner, each.useCase)).map(({ id }) => `/v1/ervaringen/${id}`),
    ...receipts
      .flat()
      .filter((each) => foreign(each) && (isOwn(lessonOwner, each.id) || isOwn(homeOwner, each.useCase)))
      .map(({ id, organisatie }) => `/v1/lessen/${id}/hergebruik/${organisatie.code}`),
  ].sort();
}

describe('what an organisation hears', () => {
  it.each(CODES)('%s: exactly what others wrote about what is its own, each once', async (code) => {
    const heard = await walk<{ verwijzing: string; op: string }>(await test.as(code), `/organisaties/${code}/reacties`);
    expect(heard.map(({ verwijzing }) => verwijzing).sort()).toEqual(await recount(code));
    const moments = heard.map(({ op }) => op);
    expect(moments).toEqual([...moments].sort().reverse());
  });
});
