import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { loadVoorbeelden } from '../../src/cli/voorbeelden-loader.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

interface Judged {
  concept: { titel: string };
  /** Own keys of the lessons that somebody with this draft should see. */
  passend: string[];
}

const { ontwerpen } = JSON.parse(readFileSync('test/data/passende-lessen.json', 'utf8')) as { ontwerpen: Judged[] };

/** What was reached when the weights were set. Lower means that a change made the register find less. */
const FLOOR = 0.68;
const SHOWN = 5;

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
  const { key } = await test.as('mnre1034', 'coordinator');
  const { geweigerd } = await loadVoorbeelden({ url: test.url, sleutel: key ?? '' });
  expect(geweigerd).toEqual([]);
});
afterAll(() => test.close());

it('finds the lessons that a reader judged to fit, among the first five', async () => {
  const writer = await test.as('gm0599');
  const lines: string[] = [];
  let sum = 0;
  for (const { concept, passend } of ontwerpen) {
    const { body: made } = await writer.post('/use-cases', { body: concept });
    const { body } = await writer.get(`/use-cases/${made.id}/passende-lessen?limiet=${String(SHOWN)}`);
    const found = (body.resultaten as { les: { eigenKenmerk: string } }[]).map(({ les }) => les.eigenKenmerk);
    const hits = found.filter((key) => passend.includes(key)).length;
    const recall = hits / Math.min(SHOWN, passend.length);
    sum += recall;
    lines.push(`${recall.toFixed(2)} ${concept.titel}${recall < 0.5 ? `: ${found.join(', ')}` : ''}`);
  }
  const mean = sum / ontwerpen.length;
  process.stdout.write(`recall@5 ${mean.toFixed(3)} over ${String(ontwerpen.length)} drafts\n${lines.join('\n')}\n`);
  expect(mean).toBeGreaterThanOrEqual(FLOOR);
});
