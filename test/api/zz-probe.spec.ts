import { afterAll, beforeAll, it } from '@jest/globals';
import { ervaring, les, useCase } from '../support/builders.js';
import { startTestApp, type Caller, type TestApp } from '../support/test-app.js';
let test: TestApp; let a: Caller; let u: Caller; let c: Caller;
beforeAll(async () => { test = await startTestApp(); a = await test.as('gm0363'); u = await test.as('gm0344'); c = await test.as('mnre1034','coordinator'); });
afterAll(() => test.close());
const out: string[] = [];
const show = async (name: string, work: Promise<any>): Promise<any> => { try { const r = await work; out.push(`${name}: ${r.status} ${r.body?.code ?? ''} ${JSON.stringify(r.body?.errors?.map((e:any)=>e.location+' '+e.code) ?? '')}`); return r; } catch (e) { out.push(`${name}: THROW ${String((e as Error).message).slice(0,400)}`); return undefined; } };
it('probe', async () => {
  const star = { 'if-match': '*' };
  await a.post('/use-cases', { body: { titel: 'A', eigenKenmerk: 'k1' } });
  const k2 = await a.post('/use-cases', { body: { titel: 'A', eigenKenmerk: 'k2' } });
  await show('rename key to taken', a.put(`/use-cases/${k2.body.id}/concept`, { body: { titel: 'x', eigenKenmerk: 'k1' }, headers: star }));
  const own = await a.post('/use-cases', { body: useCase({ publiceren: true }) });
  const theirs = await u.post('/use-cases', { body: useCase({ publiceren: true }) });
  const e = await a.post(`/use-cases/${own.body.id}/ervaringen`, { body: ervaring({ publiceren: true }) });
  await show('move ervaring to other org', a.patch(`/ervaringen/${e.body.id}/concept`, { body: { useCase: theirs.body.id }, headers: star }));
  await show('publish it', a.post(`/ervaringen/${e.body.id}/publicaties`));
  const l = await a.post('/use-cases', { body: useCase({ bepalingen: [{ bepaling: 'std25-doel-helder' }] }) });
  const p = await show('patch null links', a.patch(`/use-cases/${l.body.id}/concept`, { body: { bepalingen: null }, headers: star }));
  out.push(JSON.stringify(p?.body.bepalingen));
  for (const path of ['/organisaties/%00', '/organisaties/gm%00/use-cases', '/bepalingen/%00', '/kaders/%00','/codelijsten/%00', `/use-cases/${l.body.id}/bepalingen/%00`, '/use-cases/%zz', '/organisaties/gm0363/use-cases/%00', '/organisaties/gm0363/use-cases/%ED%A0%80', `/use-cases/${own.body.id}/publicaties/%00`, '/kaders/standpunt-genai-2025/verschillen?met=%00','/kaders/standpunt-genai-2025/bepalingen?zoek=%00','/organisaties?zoek=%00','/organisaties?actiefOp=2025-02-30']) await show(path, a.get(path));
  await show('put nul key', a.put('/organisaties/gm0363/use-cases/%00', { body: useCase() }));
  await show('put nul link', a.put(`/use-cases/${l.body.id}/bepalingen/%00`, { body: {} }));
  await show('put nul org', a.put('/organisaties/%00/use-cases/x', { body: useCase() }));
  for (let i=0;i<3;i+=1) await a.post('/use-cases', { body: useCase({ titel: 'L?'+i, leveranciers: ['a?b'], publiceren: true }) });
  const q = await a.get('/use-cases?limiet=1&leverancier=a?b'); out.push(q.body.volgende);
  await show('next', a.get(q.body.volgende.slice(3)));
  for (const [sorteer, key] of [['gepubliceerdOp','2025-02-30T00:00:00.000Z'],['gepubliceerdOp','0000-01-01T00:00:00.000Z'],['titel','\ud800'],['titel','x'.repeat(1000)]]) {
    const { body } = await a.get(`/use-cases?limiet=1&sorteer=${sorteer}`);
    const cur = JSON.parse(Buffer.from(new URL(body.volgende,'http://x').searchParams.get('cursor')!, 'base64url').toString());
    cur.k[0] = key;
    await show(`cursor ${key!.slice(0,30)}`, a.get(`/use-cases?limiet=1&sorteer=${sorteer}&cursor=${Buffer.from(JSON.stringify(cur)).toString('base64url')}`));
  }
  for (let i=0;i<2;i+=1) await a.post(`/use-cases/${own.body.id}/ervaringen`, { body: ervaring({ publiceren: true }) });
  { const { body } = await a.get(`/ervaringen?limiet=1&sorteer=datum`);
    if (body.volgende) { const cur = JSON.parse(Buffer.from(new URL(body.volgende,'http://x').searchParams.get('cursor')!, 'base64url').toString()); cur.k[0]='2025-02-30';
    await show(`cursor date`, a.get(`/ervaringen?limiet=1&sorteer=datum&cursor=${Buffer.from(JSON.stringify(cur)).toString('base64url')}`)); } }
  await a.put(`/use-cases/${own.body.id}/intrekking`, { body: { reden: 'x' } });
  await show('ervaringen of withdrawn', test.anonymous.get(`/use-cases/${own.body.id}/ervaringen`));
  await show('post ervaring on withdrawn, coordinator', c.post(`/use-cases/${own.body.id}/ervaringen`, { body: ervaring() }));
  await show('post ervaring on withdrawn, own', a.post(`/use-cases/${own.body.id}/ervaringen`, { body: ervaring({publiceren:true}) }));
  for (const body of ['{"modellen":[null]}','{"titel":"x","modellen":[[]]}','{"titel":"x","modellen":["a"]}','{"titel":"x","modellen":{"0":{}}}','{"titel":"x","stopReden":[]}','{"titel":"x","toString":1}','{"titel":"x","hasOwnProperty":1}','{"titel":"x","valueOf":{}}','{"titel":"x","then":1}','{"titel":["x"]}','{"titel":{"a":1}}','{"titel":"x","themas":"privacy"}','{"titel":"x","themas":[null]}','{"titel":"x","themas":[["privacy"]]}','{"titel":"x","betrokkenOrganisaties":["gm0344","gm0344"]}','{"titel":"x","":1}','{"titel":"x","a/b~c":1}','{"titel":"x","faseSindsPeriode":"2999"}','{"titel":"x","startPeriode":2025}','{"titel":"x","publiceren":"ja"}','{"titel":"a","titel":"b"}','{"titel":"x","modellen":[{"naam":"x","length":3}]}','{"titel":"x","bronnen":[{"titel":"t","url":"javascript:alert(1)"}]}','{"titel":"x","bronnen":[{"titel":"t","url":"https://u:p@x.nl"}]}', '{"titel":"x","gebaseerdOp":"niet"}', '{"titel":"x","organisatie":""}', '{"titel":"x","eigenKenmerk":"a b"}'])
    await show(body.slice(0,60), a.post('/use-cases', { body, headers: { 'content-type': 'application/json' } }));
  await show('empty body', a.post('/use-cases', { headers: {'content-type':'application/json'} }));
  await show('no body no type', a.post('/use-cases'));
  await show('bad key', a.post('/use-cases', { body: useCase(), headers: { 'idempotency-key': 'x'.repeat(256) } }));
  await show('les ref ervaring', u.post('/lessen', { body: les({ ervaring: e.body.id }) }));
  const parent = await a.post('/use-cases', { body: useCase() });
  await a.post(`/use-cases/${parent.body.id}/ervaringen`, { body: ervaring() });
  await show('delete with ervaring', a.delete(`/use-cases/${parent.body.id}/concept`, { headers: star }));
  console.log(out.join('\n'));
}, 60000);
