import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rollen } from '../../src/platform/auth/caller.js';
import { ervaring, les, useCase } from '../support/builders.js';
import { startTestApp, type Caller, type TestApp } from '../support/test-app.js';

/** Who calls: nobody, each role of the owning organisation, and each role of another one. */
const callers = ['anonymous', ...rollen.map((rol) => `own ${rol}`), ...rollen.map((rol) => `other ${rol}`)] as const;
const states = ['concept', 'openbaar', 'overheid', 'ingetrokken'] as const;

type State = (typeof states)[number];

/**
 * What each operation asks, apart from the code: `lezen` of what is published, `concept` for reading the owner's work, `schrijven` for
 * changing it, `nieuw` for adding records, `eigen` for what the owner or a coordinator does, `beheer` for coordinators, `vrij` for everyone. A new operation must be added here.
 */
const rules: Record<string, 'lezen' | 'concept' | 'schrijven' | 'nieuw' | 'eigen' | 'beheer' | 'vrij'> = {};
for (const noun of ['UseCase', 'Ervaring', 'Les']) {
  Object.assign(rules, {
    [`read${noun}`]: 'lezen',
    [`list${noun}Publicaties`]: 'lezen',
    [`read${noun}Publicatie`]: 'lezen',
    [`read${noun}Intrekking`]: 'lezen',
  });
  Object.assign(rules, { [`read${noun}Concept`]: 'concept', [`read${noun}ByEigenKenmerk`]: 'concept' });
  for (const verb of ['replace', 'patch', 'discard']) rules[`${verb}${noun}Concept`] = 'schrijven';
  Object.assign(rules, {
    [`publish${noun}`]: 'schrijven',
    [`withdraw${noun}`]: 'schrijven',
    [`upsert${noun}`]: 'schrijven',
    [`register${noun}`]: 'nieuw',
  });
}
Object.assign(rules, {
  listKoppelingen: 'concept',
  readKoppeling: 'concept',
  putKoppeling: 'schrijven',
  removeKoppeling: 'schrijven',
  createOplossing: 'nieuw',
  replaceOplossing: 'eigen',
  registerErvaring: 'eigen',
});
for (const id of ['createOrganisatie', 'replaceOrganisatie', 'createKader', 'replaceKader', 'createCodelijst', 'replaceCodelijst'])
  rules[id] = 'beheer';
for (const id of 'listUseCases listErvaringen listLessen listErvaringenOfUseCase listOrganisatieUseCases listOrganisatieErvaringen listOrganisatieLessen listOrganisaties readOrganisatie listKaders readKader listBepalingenOfKader listRelaties readVerschillen listBepalingen readBepaling listCodelijsten readCodelijst listOplossingen readOplossing readMijnRechten readOpenapi'.split(
  ' ',
))
  rules[id] = 'vrij';

let test: TestApp;
let oplossing = '';
const records: Record<string, Record<State, string>> = {};

beforeAll(async () => {
  test = await startTestApp();
  const owner = await test.as('gm0363');
  oplossing = (await owner.post('/oplossingen', { body: { naam: 'Proef' } })).body.id;
  const { body: parent } = await owner.post('/use-cases', { body: useCase({ publiceren: true }) });
  for (const [path, content] of [
    ['use-cases', useCase({ bepalingen: [{ bepaling: 'std25-doel-helder' }] })],
    ['ervaringen', ervaring({ useCase: parent.id })],
    ['lessen', les()],
  ] as const) {
    records[path] = {} as Record<State, string>;
    for (const state of states) {
      const body = { ...content, openbaarheid: state === 'overheid' ? 'overheid' : 'openbaar', publiceren: state !== 'concept' };
      const { body: made } = await owner.put(`/organisaties/gm0363/${path}/${state}`, { body });
      if (state === 'ingetrokken') await owner.put(`/${path}/${made.id}/intrekking`, { body: { reden: 'Proef.' } });
      records[path][state] = made.id;
    }
  }
});
afterAll(() => test.close());

async function callerFor(name: string): Promise<Caller> {
  if (name === 'anonymous') return test.anonymous;
  const [whose, rol] = name.split(' ') as [string, (typeof rollen)[number]];
  return test.as(whose === 'own' ? 'gm0363' : 'gm0344', rol);
}

/** The status that the rule of the design gives, worked out without the code under test. */
function expected(rule: string, who: string, state: State | undefined): number[] {
  const [whose, rol] = who.split(' ');
  if (rule === 'vrij') return [200];
  if (rule !== 'lezen' && who === 'anonymous') return [401];
  if (rule === 'beheer') return rol === 'coordinator' ? [200] : [403];
  if (rule === 'nieuw') return rol === 'lezer' ? [403] : [200];
  if (rule === 'eigen') return rol === 'lezer' || (whose === 'other' && rol !== 'coordinator') ? [403] : [200];
  const mayKnow = whose === 'own' || (state !== 'concept' && (state !== 'overheid' || who !== 'anonymous'));
  if (rule === 'lezen') {
    if (!mayKnow) return [404];
    return state === 'ingetrokken' ? [200, 410] : state === 'concept' ? [200, 404] : [200, 404];
  }
  if (whose !== 'own') return [mayKnow ? 403 : 404];
  return rule === 'schrijven' && rol === 'lezer' ? [403] : [200];
}

/** Not refused for rights: any success, or a refusal for something else than rights. */
const passesRights = (status: number): boolean => ![401, 403, 404].includes(status);

describe('access', () => {
  it('has a rule for every operation, and no rule for none', () => {
    expect([...new Set(test.app.routes.operations.map(({ operation }) => operation.id))].sort()).toEqual(Object.keys(rules).sort());
  });

  it.each(callers)('%s gets what the rules give, on every route and in every state', async (who) => {
    const caller = await callerFor(who);
    const wrong: string[] = [];
    for (const { method, path, operation } of test.app.routes.operations) {
      const rule = rules[operation.id] ?? 'none';
      const kind = ['use-cases', 'ervaringen', 'lessen'].find((each) => path.includes(`/${each}`)) ?? '';
      const hasRecord = /use-cases\/:id|ervaringen\/:id|lessen\/:id|:eigenKenmerk/.test(path) && !['vrij', 'nieuw', 'eigen'].includes(rule);
      for (const state of hasRecord ? states : [undefined]) {
        const status = await tryOut(caller, method, concrete(path, kind, state));
        const right = expected(rule, who, state);
        if (!(right.includes(200) ? passesRights(status) || right.includes(status) : right.includes(status))) {
          wrong.push(`${method} ${path} ${state ?? ''}: ${String(status)} instead of ${right.join(' or ')}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

function concrete(path: string, kind: string, state: State | undefined): string {
  const anyId = records['use-cases']!.openbaar;
  return path
    .replace('/v1', '')
    .replace('codelijsten/:naam', 'codelijsten/fase')
    .replace('kaders/:code/verschillen', 'kaders/standpunt-genai-2025/verschillen?met=standpunt-genai-rijk-2023')
    .replace('kaders/:code', 'kaders/standpunt-genai-2025')
    .replace('bepalingen/:code', 'bepalingen/std25-doel-helder')
    .replace('organisaties/:code', 'organisaties/gm0363')
    .replace(':eigenKenmerk', state ?? 'openbaar')
    .replace('oplossingen/:id', `oplossingen/${oplossing}`)
    .replace(':id', state ? records[kind]![state] : anyId)
    .replace(':nummer', '1');
}

/** Sends a body that is refused for its content, so that nothing changes whatever the rights are. */
async function tryOut(caller: Caller, method: string, path: string): Promise<number> {
  const headers: Record<string, string> = method === 'GET' || method === 'POST' ? {} : { 'if-match': '"niet-de-versie"' };
  const body = method === 'GET' || method === 'DELETE' ? {} : { body: { bestaatNiet: true } };
  return (await caller[method.toLowerCase() as 'get'](path, { ...body, headers })).status;
}
