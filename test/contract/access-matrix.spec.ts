import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rollen, type Rol } from '../../src/platform/auth/caller.js';
import { ervaring, les, useCase } from '../support/builders.js';
import { startTestApp, type Caller, type TestApp } from '../support/test-app.js';

/** Who calls: nobody, or a role of the organisation that owns the records, or of another one. */
interface Who {
  name: string;
  own: boolean;
  rol: Rol | undefined;
}
const callers: Who[] = [
  { name: 'anonymous', own: false, rol: undefined },
  ...rollen.map((rol) => ({ name: `own ${rol}`, own: true, rol })),
  ...rollen.map((rol) => ({ name: `other ${rol}`, own: false, rol })),
];

/** `namens` was registered by a coordinator on behalf of the owner, who has not touched it yet. */
const states = ['concept', 'namens', 'openbaar', 'overheid', 'openbaar-ingetrokken', 'overheid-ingetrokken'] as const;
type State = (typeof states)[number];

const published = (state: State): boolean => state !== 'concept' && state !== 'namens';
const withdrawn = (state: State): boolean => state.endsWith('-ingetrokken');
const sees = ({ rol }: Who, state: State): boolean => published(state) && (rol !== undefined || state.startsWith('openbaar'));

/** The status that the design gives, worked out without the code under test. `done` is the answer to who may: 200, or the refusal of what is sent. */
type Rule = (who: Who, state: State, done: number) => number;

const everyone: Rule = (_who, _state, done) => done;
const record: Rule = (who, state) => (!sees(who, state) ? 404 : withdrawn(state) ? 410 : 200);
const publications: Rule = (who, state) => (who.own || sees(who, state) ? 200 : 404);
const publication: Rule = (who, state) => (!sees(who, state) ? 404 : withdrawn(state) ? 410 : 200);
const withdrawal: Rule = (who, state) => (sees(who, state) && withdrawn(state) ? 200 : 404);
const below: Rule = (who, state) => (who.own ? 200 : !sees(who, state) ? 404 : withdrawn(state) ? 410 : 200);
const concept: Rule = (who, state, done) => {
  if (who.rol === undefined) return 401;
  if (who.own || (who.rol === 'coordinator' && state === 'namens')) return done;
  return published(state) ? 403 : 404;
};
/** Works with the concept for whom it is theirs, and else with the publication. */
const eitherVersion: Rule = (who, state, done) =>
  who.own || (who.rol === 'coordinator' && state === 'namens') ? 200 : record(who, state, done);
const write: Rule = (who, state, done) => {
  const first = concept(who, state, done);
  return first === done && who.rol === 'lezer' ? 403 : first;
};
const add: Rule = ({ rol }, _state, done) => (rol === undefined ? 401 : rol === 'lezer' ? 403 : done);
const addBelow: Rule = (who, state, done) => {
  if (who.rol === undefined) return 401;
  const first = below(who, state, done);
  if (first !== 200) return first;
  return who.rol === 'lezer' || (!who.own && who.rol !== 'coordinator') ? 403 : done;
};
const ownerOrCoordinator: Rule = ({ own, rol }, _state, done) => {
  if (rol === undefined) return 401;
  return rol === 'coordinator' || (own && rol !== 'lezer') ? done : 403;
};
/** Every published les has a receipt of gm0344, the other organisation; it alone may change that. */
const receipt: Rule = (who, state, done) => {
  if (who.rol === undefined) return 401;
  const first = record(who, state, done);
  if (first !== 200) return first;
  return who.own || who.rol === 'lezer' ? 403 : done;
};
const ownOnly: Rule = ({ own, rol }, _state, done) => (rol === undefined ? 401 : own ? done : 403);
/** Every record here names a third organisation, which alone may take itself off. */
const leave: Rule = (who, state) => (who.rol === undefined ? 401 : published(state) && !withdrawn(state) ? 403 : 404);
const coordinator: Rule = ({ rol }, _state, done) => (rol === undefined ? 401 : rol === 'coordinator' ? done : 403);

/** One rule for each operation; a new operation must be added here before the build passes. */
const rules: Record<string, Rule> = {
  registerUseCase: add,
  registerLes: add,
  registerErvaring: addBelow,
  listErvaringenOfUseCase: below,
  listKoppelingen: concept,
  readKoppeling: concept,
  putKoppeling: write,
  removeKoppeling: write,
  leaveUseCase: leave,
  listPassendeLessen: eitherVersion,
  listVergelijkbareUseCases: eitherVersion,
  listReacties: ({ rol, own }) => (rol === undefined ? 401 : own ? 200 : 403),
  listHergebruik: record,
  readHergebruik: record,
  putHergebruik: receipt,
  removeHergebruik: receipt,
  listHerbevestigingen: ownOnly,
  confirmKoppelingen: ownerOrCoordinator,
  createOplossing: add,
  replaceOplossing: ownerOrCoordinator,
};
const give = (rule: Rule, ids: string): void => ids.split(' ').forEach((id) => (rules[id] = rule));
for (const noun of ['UseCase', 'Ervaring', 'Les']) {
  give(record, `read${noun}`);
  give(publications, `list${noun}Publicaties`);
  give(publication, `read${noun}Publicatie`);
  give(withdrawal, `read${noun}Intrekking`);
  give(concept, `read${noun}Concept read${noun}ByEigenKenmerk`);
  give(write, `replace${noun}Concept patch${noun}Concept discard${noun}Concept publish${noun} withdraw${noun} upsert${noun}`);
}
give(coordinator, 'createOrganisatie replaceOrganisatie createKader replaceKader createCodelijst replaceCodelijst');
give(everyone, 'listUseCases listErvaringen listLessen listOrganisatieUseCases listOrganisatieErvaringen listOrganisatieLessen');
give(everyone, 'listOrganisaties readOrganisatie listKaders readKader listBepalingenOfKader listRelaties readVerschillen');
give(
  everyone,
  'listBepalingen readBepaling listCodelijsten readCodelijst listOplossingen readOplossing readAdoptie listUseCasesOfOplossing readMijnRechten readOpenapi',
);

give(everyone, 'readDossier listToelichtingen listNieuws listWrijving');

let test: TestApp;
let oplossing = '';
const records: Record<string, Record<State, string>> = {};

beforeAll(async () => {
  test = await startTestApp();
  const owner = await test.as('gm0363');
  const other = await test.as('gm0344', 'coordinator');
  oplossing = (await owner.post('/oplossingen', { body: { naam: 'Proef' } })).body.id;
  const { body: parent } = await owner.post('/use-cases', { body: useCase({ publiceren: true }) });
  for (const [path, content] of [
    ['use-cases', useCase({ bepalingen: [{ bepaling: 'std25-doel-helder' }], betrokkenOrganisaties: ['gm0599'] })],
    ['ervaringen', ervaring({ useCase: parent.id })],
    ['lessen', les()],
  ] as const) {
    records[path] = {} as Record<State, string>;
    for (const state of states) {
      const writer = state === 'namens' ? other : owner;
      const body = { ...content, openbaarheid: state.startsWith('overheid') ? 'overheid' : 'openbaar', publiceren: published(state) };
      const { body: made } = await writer.put(`/organisaties/gm0363/${path}/${state}`, { body });
      if (path === 'lessen' && published(state)) await other.put(`/lessen/${made.id}/hergebruik/gm0344`, { body: { uitkomst: 'herkend' } });
      if (withdrawn(state)) await owner.put(`/${path}/${made.id}/intrekking`, { body: { reden: 'Proef.' } });
      records[path][state] = made.id;
    }
  }
});
afterAll(() => test.close());

const callerFor = async ({ own, rol }: Who): Promise<Caller> =>
  rol === undefined ? test.anonymous : test.as(own ? 'gm0363' : 'gm0344', rol);

const hasRecord = (path: string): boolean => /(?:use-cases|ervaringen|lessen)\/:id|:eigenKenmerk/.test(path);

describe('access', () => {
  it('has a rule for every operation, and no rule for none', () => {
    expect([...new Set(test.app.routes.operations.map(({ operation }) => operation.id))].sort()).toEqual(Object.keys(rules).sort());
  });

  it.each(callers)('$name gets exactly what the rules give, on every route and in every state', async (who) => {
    const caller = await callerFor(who);
    const wrong: string[] = [];
    for (const { method, path, operation } of test.app.routes.operations) {
      for (const state of hasRecord(path) ? states : (['openbaar'] as const)) {
        const status = await tryOut(caller, method, concrete(path, state));
        // What is sent is refused for what it is, so that nothing changes whatever the rights are.
        const right = rules[operation.id]!(who, state, method === 'GET' ? 200 : method === 'POST' ? 400 : 412);
        if (status !== right) wrong.push(`${method} ${path} ${state}: ${String(status)} instead of ${String(right)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each(['use-cases', 'ervaringen', 'lessen'])('unpublished %s are listed for their organisation alone', async (path) => {
    for (const who of callers) {
      const { status, body } = await (await callerFor(who)).get(`/organisaties/gm0363/${path}?stand=concept`);
      expect([who.name, status]).toEqual([who.name, who.rol === undefined ? 401 : who.own ? 200 : 403]);
      if (status === 200) expect(body.totaal).toBe(2);
    }
  });
});

function concrete(path: string, state: State): string {
  const kind = ['use-cases', 'ervaringen', 'lessen'].find((each) => path.includes(`/${each}/:id`)) ?? '';
  return path
    .replace('/v1', '')
    .replace('codelijsten/:naam', 'codelijsten/fase')
    .replace('kaders/:code/verschillen', 'kaders/standpunt-genai-2025/verschillen?met=standpunt-genai-rijk-2023')
    .replace('kaders/:code', 'kaders/standpunt-genai-2025')
    .replace('bepalingen/:code', 'bepalingen/std25-doel-helder')
    .replace('betrokken-organisaties/:code', 'betrokken-organisaties/gm0599')
    .replace('organisaties/:code', 'organisaties/gm0363')
    .replace(':eigenKenmerk', state)
    .replace('hergebruik/:organisatie', 'hergebruik/gm0344')
    .replace('oplossingen/:id', `oplossingen/${oplossing}`)
    .replace(':id', records[kind]?.[state] ?? ':id')
    .replace(':nummer', '1');
}

/** Sends a stale tag where one is looked at, and a body that is refused for its content. */
async function tryOut(caller: Caller, method: string, path: string): Promise<number> {
  const headers: Record<string, string> = method === 'GET' || method === 'POST' ? {} : { 'if-match': '"niet-de-versie"' };
  const body = method === 'GET' || method === 'DELETE' ? {} : { body: { bestaatNiet: true } };
  return (await caller[method.toLowerCase() as 'get'](path, { ...body, headers })).status;
}
