import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile, execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { promisify } from 'node:util';
import { settings } from '../../src/platform/config.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const readme = readFileSync('README.md', 'utf8');
const blocks = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, text = '']) => text);
const scripts = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }).scripts;
const run = promisify(execFile);

let test: TestApp;
let databaseUrl: string;

beforeAll(async () => {
  test = await startTestApp();
  databaseUrl = (test.app.dataSource.options as { url: string }).url;
});
afterAll(() => test.close());

describe('README.md', () => {
  it('stays under 150 lines', () => {
    expect(readme.split('\n').length).toBeLessThan(150);
  });

  it('names every setting with its default, and no other', () => {
    const rows = [...readme.matchAll(/^\| `([A-Z_]+)`\s*\| (.*?) *\| /gm)].map(([, name, fallback = '']) => [
      name,
      fallback.replaceAll('`', ''),
    ]);
    const known = Object.values(settings).map(({ name, fallback }) => [name, name === 'DATA_DIR' ? '.data' : fallback]);
    expect(rows).toEqual(known);
  });

  it('names only commands that exist', () => {
    for (const [, name = ''] of readme.matchAll(/npm run (?:--silent )?([a-z:]+)/g)) expect([name, name in scripts]).toEqual([name, true]);
  });

  it('lists every decision', () => {
    for (const page of readdirSync('docs/decisions')) expect(readme).toContain(page);
  });

  it('has curl lines that register a pilot and read it back', async () => {
    const curls = blocks.find((block) => block.includes('curl -X POST'))!.replaceAll('http://127.0.0.1:3000', test.url);
    const key = (await test.as('gm0363')).key!;
    const { stdout } = await run('sh', ['-ec', curls.replaceAll('curl ', 'curl -sS --fail-with-body ')], {
      env: { PATH: process.env['PATH'], KEY: key },
    });
    expect(stdout).toContain('"gepubliceerd":true');
    expect(stdout).toContain('"totaal":1');
    expect(stdout).toContain('"facetten":{"fase":[{"code":"pilot","label":"Pilot","aantal":1}]}');
  });

  it('has a command that prints a key and nothing else', async () => {
    const command = blocks.find((block) => block.includes('npm run --silent sleutel'))!;
    const { stdout } = await run('sh', ['-ec', command], { env: { ...process.env, DATABASE_URL: databaseUrl } });
    expect(stdout).toMatch(/^ucr_[\w-]{43}\n$/);
    const answer = await fetch(`${test.url}/v1/mijn-rechten`, { headers: { 'x-api-key': stdout.trim() } });
    expect(await answer.json()).toMatchObject({ organisatie: { code: 'gm0363' }, rol: 'registrar' });
  });
});

describe('the commands', () => {
  const cli = (name: string, ...args: string[]): { code: number; out: string; err: string } => {
    try {
      const out = execFileSync(process.execPath, [`dist/src/cli/${name}.js`, ...args], {
        env: { DATABASE_URL: databaseUrl },
        stdio: 'pipe',
      }).toString();
      return { code: 0, out, err: '' };
    } catch (error) {
      const { status, stdout, stderr } = error as { status: number; stdout: Buffer; stderr: Buffer };
      return { code: status, out: stdout.toString(), err: stderr.toString() };
    }
  };

  it.each(['sleutel', 'voorbeelden', 'migrate', 'demo'])('%s explains itself, and refuses what it does not know', (name) => {
    expect(cli(name, '--help')).toMatchObject({ code: 0, out: expect.stringContaining('npm run') });
    expect(cli(name, '--onzin').code).toBe(2);
  });

  it('sleutel refuses an unknown organisation and a wrong role', () => {
    expect(cli('sleutel', '--organisatie', 'gm9999')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('gm9999') });
    expect(cli('sleutel', '--organisatie', 'gm0363', '--rol', 'baas').code).toBe(2);
  });

  it('voorbeelden registers the examples through the API, and a second time changes nothing', async () => {
    const { key } = await test.as('mnre1034', 'coordinator');
    const load = (): Promise<{ stderr: string }> =>
      run(process.execPath, ['dist/src/cli/voorbeelden.js', '--url', test.url, '--sleutel', key!]);
    const state = (): Promise<unknown> =>
      test.app.dataSource.query(
        'select count(*) as records, sum(nummer) as publications, (select count(*) from logregel) as log from registratie where voorbeeld',
      );
    expect((await load()).stderr).toContain('99 new, 0 already there');
    const before = await state();
    expect((await load()).stderr).toContain('0 new, 99 already there');
    expect(await state()).toEqual(before);
    const { body } = await test.anonymous.get('/use-cases?voorbeeld=true&limiet=100');
    expect(body.totaal).toBe(35);
    for (const example of body.resultaten) {
      expect(example.bronnen.length).toBeGreaterThan(0);
      for (const link of example.bepalingen) expect([link.naleving, link.werkbaarheid]).toEqual(['onbekend', 'geen-oordeel']);
    }
    expect((await test.anonymous.get('/lessen?voorbeeld=true')).body.totaal).toBe(64);
    const wijchen = await test.as('gm0296');
    const own = await wijchen.get('/organisaties/gm0296/use-cases/robin-wijchen');
    expect(own.body).toMatchObject({ voorbeeld: true, namensOrganisatie: true });
    await wijchen.patch(`/use-cases/${own.body.id}/concept`, { body: { titel: 'Robin, door onszelf' }, headers: { 'if-match': '*' } });
    expect((await load()).stderr).toContain('1 kept by their organisation');
    expect((await wijchen.get('/organisaties/gm0296/use-cases/robin-wijchen')).body).toMatchObject({
      titel: 'Robin, door onszelf',
      voorbeeld: false,
    });
  });
});
