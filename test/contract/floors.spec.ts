import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';

/**
 * The architecture, lowest line first. A file imports from its own line and from lines above it in this list, nothing else.
 * A line is a folder of src, or a file of src without its extension.
 */
const floors = [
  'platform/config',
  'platform/fields',
  'platform/database',
  'platform/auth',
  'platform/http',
  'platform/logging',
  'platform/openapi',
  'platform/health',
  'platform/platform.module',

  'register/verwijzingen',
  'register/zichtbaarheid',
  'register/zoeken',
  'register/codelijsten',
  'register/organisaties',
  'register/kaders',
  'register/oplossingen',
  'register/publicaties',
  'register/use-cases',
  'register/herbevestigingen',
  'register/ervaringen',
  'register/lessen',
  'register/api-sleutels',
  'register/reference-data',

  'overview/registratie',
  'overview/reacties',
  'overview/aanbevelingen',
  'overview/dossiers',
  'overview/adoptie',

  'schema',
  'app.module',
  'app',
  'start',
  'stop',
  'cli',
  'main',
];

/** What a feature may show to another one: its shapes, its table and its reads; and its module, for the wiring. */
const openKinds = ['schema', 'entity', 'repository', 'queries', 'kind', 'rule', 'module'];
/** The order inside a feature folder. Files of another kind are free, as long as no circle comes of it. */
const kindOrder = ['schema', 'entity', 'repository', 'service', 'controller', 'module'];
/** The mechanism that all publishing features are built on; its services are there to be used by them. */
const sharedFeature = 'register/publicaties';
const limits = { src: 250, test: 400 };
const emptyNames = ['helpers', 'utils', 'util', 'common', 'shared', 'misc', 'lib'];

type Source = { path: string; text: string };

const lineOf = (path: string) =>
  floors.findIndex((line) => path.startsWith(`src/${line}/`) || path === `src/${line}.ts` || path === `src/${line}.mjs`);
const kindOf = (path: string) => /\.([a-z]+)\.ts$/.exec(path)?.[1] ?? '';
const rankOf = (path: string) => kindOrder.indexOf(kindOf(path) === 'queries' ? 'repository' : kindOf(path));

function importsOf({ path, text }: Source): string[] {
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.map((file) => file.fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) => posix.join(posix.dirname(path), name).replace(/\.js$/, '.ts'))
    .filter((name) => name.startsWith('src/') && /\.(ts|mjs)$/.test(name));
}

/** Why `from` may not import `to`, or undefined where it may. */
function faultOfImport(from: string, to: string): string | undefined {
  const [own, other] = [floors[lineOf(from)] ?? '', floors[lineOf(to)] ?? ''];
  if (other === '') return 'is not on the list of floors';
  if (own === other) return faultInsideFolder(from, to);
  if (lineOf(to) > lineOf(from)) return 'stands on a higher line';
  if (own.startsWith('overview/') && other.startsWith('overview/')) return 'is another folder of overview';
  if (kindOf(to) === 'controller') return 'is a controller of another folder';
  const mayUseAnything = !own.startsWith('register/') || !other.startsWith('register/') || other === sharedFeature;
  return mayUseAnything || openKinds.includes(kindOf(to)) ? undefined : 'is not for other features';
}

function faultInsideFolder(from: string, to: string): string | undefined {
  if (rankOf(from) === -1 || rankOf(to) === -1 || rankOf(to) <= rankOf(from)) return undefined;
  return `goes from ${kindOf(from)} to ${kindOf(to)}`;
}

function importFaults(sources: Source[]): string[] {
  return sources.flatMap((source) =>
    importsOf(source).flatMap((target) => {
      const fault = faultOfImport(source.path, target);
      return fault === undefined ? [] : [`${source.path} imports ${target}, which ${fault}`];
    }),
  );
}

/** Each circle of imports once, from its first file on. */
function circles(sources: Source[]): string[] {
  const edges = new Map(sources.map((source) => [source.path, importsOf(source)]));
  const found = new Set<string>();
  const done = new Set<string>();
  const follow = (path: string, trail: string[]) => {
    if (trail.includes(path)) found.add([...trail.slice(trail.indexOf(path)), path].join(' > '));
    if (done.has(path) || trail.includes(path)) return;
    for (const next of edges.get(path) ?? []) follow(next, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) follow(path, []);
  return [...found];
}

function formFaults({ path, text }: Source): string[] {
  const limit = path.startsWith('test/') ? limits.test : limits.src;
  const lines = text.trimEnd().split('\n').length;
  const escapes = text.split('\n').filter((line) => /eslint-disable|@ts-expect-error/.test(line) && !/ -- |error:? \w/.test(line));
  return [
    ...(lines > limit ? [`${path} has ${String(lines)} lines, the limit is ${String(limit)}`] : []),
    ...(/(^|\/)index\.ts$/.test(path) ? [`${path} is a barrel`] : []),
    ...path.split('/').flatMap((part) => (emptyNames.includes(part) ? [`${path} stands in a folder without a subject`] : [])),
    ...escapes.map((line) => `${path} escapes a rule without a reason: ${line.trim()}`),
  ];
}

function sourcesIn(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|mjs)$/.test(name))
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

describe('the floors', () => {
  const sources = sourcesIn('src');

  it('give every file a place', () => {
    expect(sources.map(({ path }) => path).filter((path) => lineOf(path) === -1)).toEqual([]);
  });

  it('are imported downwards only', () => {
    expect(importFaults(sources)).toEqual([]);
  });

  it('have no circle of imports', () => {
    expect(circles(sources)).toEqual([]);
  });

  it('hold short files with a subject, and no escape without its reason', () => {
    expect([...sources, ...sourcesIn('test')].flatMap(formFaults)).toEqual([]);
  });

  it('do without forwardRef', () => {
    expect(sources.filter(({ text }) => /\bforwardRef\b/.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

describe('the floors test itself', () => {
  const faults = (from: string, to: string) => {
    const name = posix.relative(posix.dirname(from), to).replace(/\.ts$/, '.js');
    return importFaults([{ path: from, text: `import { x } from '${name.startsWith('.') ? name : `./${name}`}';` }]);
  };
  const useCases = 'src/register/use-cases';
  const organisaties = 'src/register/organisaties';

  it.each([
    ['up a floor', 'src/platform/http/problem.ts', `${useCases}/use-case.schema.ts`],
    ['up the list of features', `${organisaties}/organisatie.schema.ts`, `${useCases}/use-case.schema.ts`],
    ['into a place off the list', `${useCases}/use-case.schema.ts`, 'src/elsewhere/thing.ts'],
    ['another overview', 'src/overview/registratie/a.ts', 'src/overview/unlisted/b.ts'],
    ['the controller of another feature', `${useCases}/use-cases.module.ts`, `${organisaties}/organisaties.controller.ts`],
    ['the service of another feature', `${useCases}/use-cases.service.ts`, `${organisaties}/organisaties.service.ts`],
    ['a controller of the shared mechanism', `${useCases}/use-cases.service.ts`, 'src/register/publicaties/x.controller.ts'],
    ['a controller from overview', 'src/overview/registratie/a.service.ts', `${useCases}/use-cases.controller.ts`],
    ['service from repository', `${useCases}/use-cases.repository.ts`, `${useCases}/use-cases.service.ts`],
    ['entity from schema', `${useCases}/use-case.schema.ts`, `${useCases}/use-case.entity.ts`],
  ])('refuses: %s', (_what, from, to) => {
    expect(faults(from, to)).toHaveLength(1);
  });

  it.each([
    ['down a floor', `${useCases}/use-cases.controller.ts`, 'src/platform/http/problem.ts'],
    ['the repository of a feature below', `${useCases}/use-cases.service.ts`, `${organisaties}/organisaties.repository.ts`],
    ['the shared mechanism', `${useCases}/use-cases.service.ts`, 'src/register/publicaties/publishing.service.ts'],
    ['a service from overview', 'src/overview/registratie/a.service.ts', `${useCases}/use-cases.service.ts`],
    ['entity from repository', `${useCases}/use-cases.repository.ts`, `${useCases}/use-case.entity.ts`],
  ])('allows: %s', (_what, from, to) => {
    expect(faults(from, to)).toEqual([]);
  });

  it.each([
    `import '../app.js';`,
    `import type { A } from '../app.js';`,
    `export * from '../app.js';`,
    `const app = await import('../app.js');`,
  ])('sees: %s', (text) => {
    const fault = 'src/platform/config.ts imports src/app.ts, which stands on a higher line';
    expect(importFaults([{ path: 'src/platform/config.ts', text }])).toEqual([fault]);
  });

  it('sees a circle, a long file, a barrel, a folder without a subject and an escape without reason', () => {
    const a = { path: 'src/cli/a.ts', text: `import './b.js';` };
    const b = { path: 'src/cli/b.ts', text: `import './a.js';` };
    expect(circles([a, b])).toEqual(['src/cli/a.ts > src/cli/b.ts > src/cli/a.ts']);

    const escape = ['// eslint', 'disable-next-line no-console'].join('-');
    expect(formFaults({ path: 'src/cli/a.ts', text: 'x\n'.repeat(251) })).toHaveLength(1);
    expect(formFaults({ path: 'src/cli/index.ts', text: '' })).toHaveLength(1);
    expect(formFaults({ path: 'src/cli/utils/a.ts', text: '' })).toHaveLength(1);
    expect(formFaults({ path: 'src/cli/a.ts', text: escape })).toHaveLength(1);
    expect(formFaults({ path: 'src/cli/a.ts', text: `${escape} -- it is the terminal` })).toEqual([]);
  });
});
