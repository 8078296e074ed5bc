import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { useCase } from '../support/builders.js';
import { seededRandom, type Random } from '../support/random.js';
import { startTestApp, type Caller, type TestApp } from '../support/test-app.js';

/** The table of published links must say exactly what was published from when to when, in both ways in which it is filled. */
interface Row {
  record: string;
  bepaling: string;
  vanaf: string;
  tot: string | null;
  oordeelVanaf: string;
  fase: string;
  oordeel: string;
}
interface Link {
  bepaling: string;
  naleving: string;
  werkbaarheid: string;
  toelichting?: string;
}

const clauses = ['std25-doel-helder', 'std25-stopstrategie', 'std25-wettelijke-kaders'];

let test: TestApp;
let owner: Caller;

beforeAll(async () => {
  test = await startTestApp();
  owner = await test.as('gm0363');
});
afterAll(() => test.close());

const rows = (): Promise<Row[]> =>
  test.app.dataSource.query(`
    select record, bepaling, vanaf, tot, oordeel_vanaf as "oordeelVanaf", fase, concat_ws('/', naleving, werkbaarheid, toelichting) as oordeel
      from koppeling order by record, bepaling, vanaf`);
const asText = (found: Row[]): string[] => found.map((row) => JSON.stringify(row)).sort();

/** What the table must hold, kept up beside the calls. */
class Model {
  readonly rows: Row[] = [];
  private withdrawn: string | undefined;

  constructor(private readonly record: string) {}

  publish(at: string, fase: string, links: readonly Link[]): void {
    const standing = this.rows.filter(({ tot }) => tot === null);
    const fresh: Row[] = [];
    for (const { bepaling, ...rest } of links) {
      const oordeel = Object.values(rest).join('/');
      const before = this.withdrawn === undefined ? standing.find((row) => row.bepaling === bepaling) : undefined;
      if (before?.fase === fase && before.oordeel === oordeel) standing.splice(standing.indexOf(before), 1);
      else {
        const oordeelVanaf = before?.oordeel === oordeel ? before.oordeelVanaf : at;
        fresh.push({ record: this.record, bepaling, vanaf: at, tot: null, oordeelVanaf, fase, oordeel });
      }
    }
    for (const row of standing) row.tot = this.withdrawn ?? at;
    this.withdrawn = undefined;
    this.rows.push(...fresh);
  }

  withdraw(at: string): void {
    this.withdrawn ??= at;
  }
}

const someLinks = (random: Random): Link[] =>
  clauses
    .filter(() => random.chance(0.6))
    .map((bepaling) => ({
      bepaling,
      naleving: random.pick(['voldoet', 'wijkt-af']),
      werkbaarheid: random.pick(['werkbaar', 'onduidelijk']),
      toelichting: random.pick(['Zo is het.', 'Zo niet.']),
    }));

async function republish(id: string, body: object): Promise<string | undefined> {
  await owner.patch(`/use-cases/${id}/concept`, { body, headers: { 'if-match': '*' } });
  const answer = await owner.post(`/use-cases/${id}/publicaties`);
  return answer.status === 201 ? (answer.body.gepubliceerdOp as string) : undefined;
}

/** A life of one use case: publications with other links, phases or titles, and withdrawals between them. */
async function live(random: Random): Promise<Row[]> {
  let fase = 'pilot';
  let links = someLinks(random);
  const { body } = await owner.post('/use-cases', { body: useCase({ fase, bepalingen: links, publiceren: true }) });
  const model = new Model(body.id);
  model.publish((await owner.get(`/use-cases/${body.id}`)).body.gepubliceerdOp, fase, links);
  for (let step = 0; step < 12; step += 1) {
    if (random.chance(0.2)) {
      const taken = await owner.put(`/use-cases/${body.id}/intrekking`, { body: { reden: 'Proef.' } });
      model.withdraw(taken.body.ingetrokkenOp);
      continue;
    }
    if (random.chance(0.7)) links = someLinks(random);
    if (random.chance(0.3)) fase = random.pick(['pilot', 'in-gebruik']);
    const at = await republish(body.id, { titel: `Stap ${String(step)}`, fase, bepalingen: links });
    if (at !== undefined) model.publish(at, fase, links);
  }
  return model.rows;
}

describe('the history of published links', () => {
  it('holds each link for as long as it stood unchanged, and a migration fills it with the same', async () => {
    const random = seededRandom();
    const expected: Row[] = [];
    for (let each = 0; each < 8; each += 1) expected.push(...(await live(random)));
    const kept = await rows();
    expect(asText(kept)).toEqual(asText(expected));

    const { dataSource } = test.app;
    const exists = async (): Promise<boolean> => (await dataSource.query("select to_regclass('koppeling') as found"))[0].found !== null;
    while (await exists()) await dataSource.undoLastMigration();
    await dataSource.runMigrations();
    expect(asText(await rows())).toEqual(asText(kept));
  });

  it('goes on when nothing of a link changed, and does not know concepts', async () => {
    const link = { bepaling: clauses[0]!, naleving: 'voldoet', werkbaarheid: 'werkbaar' };
    const { body } = await owner.post('/use-cases', { body: useCase({ bepalingen: [link], publiceren: true }) });
    const mine = async (): Promise<Row[]> => (await rows()).filter(({ record }) => record === body.id);
    const [first] = await mine();
    await republish(body.id, { titel: 'Andere titel' });
    expect(await mine()).toEqual([first]);
    await owner.patch(`/use-cases/${body.id}/concept`, { body: { bepalingen: [] }, headers: { 'if-match': '*' } });
    expect(await mine()).toEqual([first]);
    await owner.post(`/use-cases/${body.id}/publicaties`);
    expect(await mine()).toEqual([{ ...first, tot: expect.anything() }]);
  });

  it('stays in order when two publications share a millisecond', async () => {
    const { body } = await owner.post('/use-cases', { body: useCase({ bepalingen: [{ bepaling: clauses[0]! }], publiceren: true }) });
    await test.app.dataSource.query("update koppeling set vanaf = vanaf + interval '1 hour' where record = $1", [body.id]);
    expect(await republish(body.id, { fase: 'in-gebruik' })).toBeDefined();
    const [before, after] = (await rows()).filter(({ record }) => record === body.id);
    expect(before!.tot).toEqual(after!.vanaf);
    expect(new Date(after!.vanaf).getTime() - new Date(before!.vanaf).getTime()).toBe(1);
  });
});
