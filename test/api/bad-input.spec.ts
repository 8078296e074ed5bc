import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, ervaring, les, useCase } from '../support/builders.js';
import { startTestApp, type Caller, type TestApp } from '../support/test-app.js';

let test: TestApp;
let amsterdam: Caller;

beforeAll(async () => {
  test = await startTestApp();
  amsterdam = await test.as('gm0363');
});
afterAll(() => test.close());

const JSON_TYPE = { 'content-type': 'application/json' };
const stored = async (): Promise<unknown> =>
  test.app.dataSource.query(
    'select (select count(*) from registratie) r, (select count(*) from publicatie) p, (select count(*) from logregel) l',
  );

describe('what does not belong in a text', () => {
  it.each([
    [{ omschrijving: 'BSN 111222333' }, '/omschrijving persoonsgegeven-bsn'],
    [{ doel: 'Maak over naar NL91 ABNA 0417 1643 00.' }, '/doel persoonsgegeven-iban'],
    [{ samenvatting: 'Bel 06-12345678.' }, '/samenvatting persoonsgegeven-telefoon'],
    [{ menselijkeTussenkomst: 'Mail piet.jansen@example.nl.' }, '/menselijkeTussenkomst persoonsgegeven-email'],
    [{ titel: 'Zaak 111222333' }, '/titel persoonsgegeven-bsn'],
    [{ contact: 'Piet Jansen, p.jansen@example.nl' }, '/contact persoonsgegeven-email'],
    [{ toetsen: [{ soort: 'dpia', toelichting: 'Bel 020-5551234.' }] }, '/toetsen/0/toelichting persoonsgegeven-telefoon'],
    [{ modellen: [{ naam: 'x' }, { naam: 'piet.jansen@example.nl' }] }, '/modellen/1/naam persoonsgegeven-email'],
    [{ leveranciers: ['goed', 'NL91ABNA0417164300'] }, '/leveranciers/1 persoonsgegeven-iban'],
    [{ bronnen: [{ titel: 'BSN 111222333', url: 'https://www.example.nl' }] }, '/bronnen/0/titel persoonsgegeven-bsn'],
    [{ stopReden: { code: 'kosten', toelichting: 'Bel 0612345678.' } }, '/stopReden/toelichting persoonsgegeven-telefoon'],
    [{ bepalingen: [{ bepaling: 'std25-doel-helder', toelichting: 'BSN 111222333' }] }, '/bepalingen/0/toelichting persoonsgegeven-bsn'],
  ])('%j is refused with its place, and never repeated', async (changes, expected) => {
    const before = await stored();
    const answer = await amsterdam.post('/use-cases', { body: useCase({ ...changes, publiceren: true }) });
    expect(codesOf(answer)).toEqual([expected]);
    expect(answer.text).not.toMatch(/111222333|0417|12345678|jansen|5551234/);
    expect(await stored()).toEqual(before);
  });

  it('is looked for in reasons and notes as well', async () => {
    const { body } = await amsterdam.post('/use-cases', { body: useCase({ publiceren: true }) });
    const bad = 'Op verzoek van piet.jansen@example.nl.';
    expect(codesOf(await amsterdam.put(`/use-cases/${body.id}/intrekking`, { body: { reden: bad } }))).toEqual([
      '/reden persoonsgegeven-email',
    ]);
    expect(codesOf(await amsterdam.post(`/use-cases/${body.id}/publicaties`, { body: { toelichting: bad } }))).toEqual([
      '/toelichting persoonsgegeven-email',
    ]);
    expect(codesOf(await amsterdam.post(`/use-cases/${body.id}/ervaringen`, { body: ervaring({ verslag: bad }) }))).toEqual([
      '/verslag persoonsgegeven-email',
    ]);
    expect(codesOf(await amsterdam.post('/lessen', { body: les({ watGebeurde: bad, effect: bad }) }))).toEqual([
      '/effect persoonsgegeven-email',
      '/watGebeurde persoonsgegeven-email',
    ]);
    expect((await test.anonymous.get(`/use-cases/${body.id}`)).status).toBe(200);
  });

  it('does not hold for own keys, codes and web addresses', async () => {
    const fine = useCase({ eigenKenmerk: '111222333', algoritmeregisterUrl: 'https://algoritmes.overheid.nl/nl/algoritme/111222333' });
    expect((await amsterdam.post('/use-cases', { body: fine })).status).toBe(201);
  });
});

describe('a value of another kind', () => {
  it.each([
    ['{"titel":"x","modellen":[null,[],"a",1]}', [0, 1, 2, 3].map((at) => `/modellen/${String(at)} verkeerd-type`)],
    ['{"titel":"x","bepalingen":[null]}', ['/bepalingen/0 verkeerd-type']],
    ['{"titel":"x","stopReden":[]}', ['/stopReden verkeerd-type']],
    ['{"titel":"x","stopReden":"kosten"}', ['/stopReden verkeerd-type']],
    ['{"titel":"x","themas":"privacy"}', ['/themas verkeerd-type']],
    ['{"titel":"x","themas":[null,["privacy"],{}]}', [0, 1, 2].map((at) => `/themas/${String(at)} verkeerd-type`)],
    ['{"titel":["x"]}', ['/titel verkeerd-type']],
    ['{"titel":true}', ['/titel verkeerd-type']],
    ['{"titel":"x","publiceren":"ja"}', ['/publiceren verkeerd-type']],
    ['{"titel":"x","startPeriode":2025}', ['/startPeriode verkeerde-vorm']],
    ['{"titel":"x","gebaseerdOp":"geen-id"}', ['/gebaseerdOp verkeerde-vorm']],
    ['{"titel":"x","eigenKenmerk":"met spatie"}', ['/eigenKenmerk verkeerde-vorm']],
    ['{"titel":"x","then":1,"a/b~c":2,"":3}', ['/ onbekend-veld', '/a~1b~0c onbekend-veld', '/then onbekend-veld']],
    ['{"titel":"x","modellen":[{"length":3}]}', ['/modellen/0/length onbekend-veld']],
    ['{"titel":"x","bronnen":[{"titel":"t","url":"javascript:alert(1)"}]}', ['/bronnen/0/url verkeerde-vorm']],
    ['{"titel":"x","bronnen":[{"titel":"t","url":"https://gebruiker:geheim@example.nl"}]}', ['/bronnen/0/url verkeerde-vorm']],
    ['{"titel":"x","bronnen":[{}]}', ['/bronnen/0/titel verplicht', '/bronnen/0/url verplicht']],
    ['{"titel":"x","betrokkenOrganisaties":["gm0344","gm0344"]}', ['/betrokkenOrganisaties/1 dubbel']],
    ['{"titel":"x","bepalingen":[{"bepaling":"std25-doel-helder"},{"bepaling":"std25-doel-helder"}]}', ['/bepalingen/1/bepaling dubbel']],
  ])('%s', async (body, expected) => {
    expect(codesOf(await amsterdam.post('/use-cases', { body, headers: JSON_TYPE }))).toEqual([...expected].sort());
  });

  it.each(Object.getOwnPropertyNames(Object.prototype))('a field %s does not exist', async (name) => {
    const before = await stored();
    for (const body of [`{"titel":"x","${name}":1}`, `{"titel":"x","modellen":[{"${name}":{}}]}`]) {
      const answer = await amsterdam.post('/use-cases', { body, headers: JSON_TYPE });
      expect([answer.status, answer.body.errors?.[0].code]).toEqual([400, 'onbekend-veld']);
    }
    expect((await test.anonymous.get(`/use-cases?${name}=1`)).body.errors).toMatchObject([{ location: name, code: 'onbekende-parameter' }]);
    expect(await stored()).toEqual(before);
  });

  it.each([
    ['titel', 'x'.repeat(140), 'x'.repeat(141)],
    ['samenvatting', 'x'.repeat(500), 'x'.repeat(501)],
    ['omschrijving', 'x'.repeat(10_000), 'x'.repeat(10_001)],
  ])('%s may be as long as the contract says and no longer', async (name, fits, tooLong) => {
    expect((await amsterdam.post('/use-cases', { body: useCase({ [name]: fits }) })).status).toBe(201);
    expect(codesOf(await amsterdam.post('/use-cases', { body: useCase({ [name]: tooLong }) }))).toEqual([`/${name} te-lang`]);
  });

  it('lists have an end', async () => {
    const bronnen = Array.from({ length: 51 }, (_each, index) => ({ titel: 't', url: `https://www.example.nl/${String(index)}` }));
    expect(codesOf(await amsterdam.post('/use-cases', { body: useCase({ bronnen }) }))).toEqual(['/bronnen te-veel']);
    expect((await amsterdam.post('/use-cases', { body: useCase({ bronnen: bronnen.slice(1) }) })).status).toBe(201);
  });

  it('moments come in any offset and go out in UTC', async () => {
    const link = (bevestigdOp: string): object => useCase({ bepalingen: [{ bepaling: 'std25-doel-helder', bevestigdOp }] });
    for (const [sent, given] of [
      ['2026-03-01T11:00:00+01:00', '2026-03-01T10:00:00.000Z'],
      ['2026-02-28T23:30:00-02:00', '2026-03-01T01:30:00.000Z'],
      ['2026-03-01T10:00:00.123456Z', '2026-03-01T10:00:00.123Z'],
    ] as const)
      expect((await amsterdam.post('/use-cases', { body: link(sent) })).body.bepalingen[0].bevestigdOp).toBe(given);
    for (const sent of ['2026-03-01', '2026-03-01T10:00:00', '2026-02-30T10:00:00Z', '2026-03-01 10:00:00Z', 'gisteren'])
      expect(codesOf(await amsterdam.post('/use-cases', { body: link(sent) }))).toEqual(['/bepalingen/0/bevestigdOp verkeerde-vorm']);
  });
});
