import { beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { smallDocument } from './small-document.js';

type Finding = { code: string; source: string; path: (string | number)[]; message: string };
type Break = (document: ReturnType<typeof smallDocument>) => void;

const list = (document: ReturnType<typeof smallDocument>) => document.paths['/dieren'].get;
const register = (document: ReturnType<typeof smallDocument>) => document.paths['/dieren'].post;
const dier = (document: ReturnType<typeof smallDocument>) => document.components.schemas.Dier.properties;
const problemOf = (document: ReturnType<typeof smallDocument>) => document.components.schemas.Probleem.allOf[1];

function movePath(from: string, to: string): Break {
  return (document) => {
    document.paths[to] = document.paths[from];
    Reflect.deleteProperty(document.paths, from);
  };
}

/** One broken document for each line: the rule that must fail, how it is broken. */
const breaks: [rule: string, what: string, broken: Break][] = [
  ['openapi-3-0-3', 'another version of OpenAPI', (d) => (d.openapi = '3.1.0')],
  ['version-semver', 'a version of two parts', (d) => (d.info.version = '1.0')],
  ['contact-complete', 'a contact without mailbox', (d) => delete d.info.contact.email],
  ['contact-complete', 'no contact', (d) => delete d.info.contact],
  ['info-license', 'no licence', (d) => delete d.info.license],
  ['servers-present', 'no servers', (d) => delete d.servers],
  ['servers-present', 'an empty list of servers', (d) => (d.servers = [])],
  ['servers-https', 'plain http', (d) => (d.servers[0].url = 'http://{host}/v1')],
  ['servers-https', 'a relative address', (d) => (d.servers[0].url = '/v1')],
  ['servers-major-version', 'no version', (d) => (d.servers[0].url = 'https://{host}/api')],
  ['servers-major-version', 'a minor version', (d) => (d.servers[0].url = 'https://{host}/v1.2')],
  ['oas3-server-variables', 'a variable that is not described', (d) => delete d.servers[0].variables],
  ['document-published', 'no /openapi.json', (d) => delete d.paths['/openapi.json']],
  [
    'document-cors',
    'no CORS on the contract',
    (d) => delete d.paths['/openapi.json'].get.responses['200'].headers['access-control-allow-origin'],
  ],

  ['paths-kebab-case', 'a path in camelCase', movePath('/dieren', '/alleDieren')],
  ['paths-kebab-case', 'a path with an underscore', movePath('/dieren', '/alle_dieren')],
  ['paths-kebab-case', 'an underscored segment before the end', movePath('/dieren', '/_zoek/dieren')],
  ['path-keys-no-trailing-slash', 'a slash at the end', movePath('/dieren', '/dieren/')],
  ['paths-without-extension', 'an extension in a later segment', movePath('/dieren', '/dieren/export.csv')],
  [
    'path-level-query',
    'a query parameter at the path',
    (d) => (d.paths['/dieren'].parameters = [{ name: 'soort', in: 'query', description: 'Soort.', schema: {} }]),
  ],
  ['methods-allowed', 'HEAD', (d) => (d.paths['/dieren'].head = { ...list(d), operationId: 'headDieren' })],
  ['methods-allowed', 'OPTIONS', (d) => (d.paths['/dieren'].options = { ...list(d), operationId: 'optionsDieren' })],
  ['methods-allowed', 'TRACE', (d) => (d.paths['/dieren'].trace = { ...list(d), operationId: 'traceDieren' })],
  ['query-camel-case', 'snake_case in a query', (d) => (list(d).parameters[0].name = 'soort_naam')],
  ['query-camel-case', 'brackets in a query', (d) => (list(d).parameters[0].name = 'filter[soort]')],
  ['query-without-secrets', 'a key in a query', (d) => (list(d).parameters[0].name = 'apiSleutel')],
  ['operation-id', 'no operation id', (d) => delete list(d).operationId],
  ['operation-id', 'an operation id in kebab-case', (d) => (list(d).operationId = 'list-dieren')],
  ['operation-operationId-unique', 'an operation id used twice', (d) => (list(d).operationId = 'registerDier')],
  ['operation-texts', 'no summary', (d) => delete list(d).summary],
  ['operation-texts', 'no description', (d) => delete list(d).description],
  ['operation-tag-defined', 'a tag that is not described', (d) => (list(d).tags = ['planten'])],
  ['openapi-tags-uniqueness', 'a tag twice', (d) => d.tags.push({ ...d.tags[0] })],
  ['oas3-parameter-description', 'a parameter without description', (d) => delete list(d).parameters[0].description],
  ['path-params', 'a path parameter that is not described', movePath('/dieren', '/dieren/{naam}')],

  ['status-codes-exact', 'a range of codes', (d) => (list(d).responses['4XX'] = list(d).responses['400'])],
  ['status-codes-exact', 'a default answer', (d) => (list(d).responses.default = list(d).responses['400'])],
  ['version-header', 'a 304 without API-Version', (d) => delete list(d).responses['304'].headers],
  ['version-header', 'a 204 without API-Version', (d) => (register(d).responses['204'].headers = {})],
  ['version-header', 'a 503 without API-Version', (d) => delete list(d).responses['503'].headers],
  ['problem-content', 'an error without content', (d) => delete list(d).responses['503'].content],
  [
    'problem-content',
    'an error as plain JSON',
    (d) => (list(d).responses['503'].content = { 'application/json': { schema: {}, example: {} } }),
  ],
  ['problem-members', 'a problem without detail', (d) => (problemOf(d).properties = {})],
  ['problem-members', 'a problem whose detail may be absent', (d) => (problemOf(d).required = ['status'])],
  ['bad-request-documented', 'a body without 400', (d) => delete register(d).responses['400']],
  ['bad-request-documented', 'a query without 400', (d) => delete list(d).responses['400']],
  ['content-schema', 'a body without schema', (d) => delete register(d).requestBody.content['application/json'].schema],
  ['content-example', 'a body without example', (d) => delete register(d).requestBody.content['application/json'].example],
  ['content-example', 'an answer without example', (d) => delete list(d).responses['200'].content['application/json'].example],
  [
    'oas3-valid-media-example',
    'an example against its schema',
    (d) => (register(d).requestBody.content['application/json'].example = { naam: 3 }),
  ],
  [
    'example-values',
    'a moment with an offset',
    (d) => (register(d).requestBody.content['application/json'].example = { gezienOp: '2026-01-02T03:04:05+01:00' }),
  ],
  [
    'example-values',
    'a key with the name of a method in it',
    (d) => (register(d).requestBody.content['application/json'].example = { postcode: '1234AB' }),
  ],

  ['schema-names', 'a schema in lower case', (d) => (d.components.schemas.dier = d.components.schemas.Dier)],
  ['property-camel-case', 'a property in snake_case', (d) => (dier(d).eerste_naam = { ...dier(d).naam })],
  [
    'property-camel-case',
    'snake_case in an inline schema',
    (d) => (register(d).requestBody.content['application/json'].schema = { properties: { a_b: { description: 'x' } } }),
  ],
  ['property-description', 'a property without description', (d) => delete dier(d).naam.description],
  ['property-description', 'a reference to a silent schema', (d) => delete d.components.schemas.Verblijf.description],
  ['date-names', 'a day with a time', (d) => (dier(d).geboorteDatum.format = 'date-time')],
  ['date-names', 'a day in lower case with a time', (d) => (dier(d).einddatum = { ...dier(d).gezienOp })],
  ['date-names', 'a day without format', (d) => delete dier(d).geboorteDatum.format],
  ['date-names', 'a day among alternatives', (d) => (dier(d).eindDatum = { oneOf: [dier(d).geboorteDatum] })],
  ['date-names', 'a moment as a day', (d) => (dier(d).gezienOp.format = 'date')],
  ['date-names', 'a moment named as a day and a time', (d) => (dier(d).datumTijd = { ...dier(d).gezienOp })],
  ['date-names', 'a time with a zone', (d) => (dier(d).begin = { ...dier(d).naam, format: 'time' })],
  ['date-names', 'a parameter without format', (d) => (list(d).parameters[0].name = 'peilDatum')],
  ['no-$ref-siblings', 'text beside a reference', (d) => (dier(d).verblijf = { ...dier(d).verblijf.allOf[0], title: 'x' })],
  ['oas3-schema', 'a word that OpenAPI does not know', (d) => (list(d).antwoorden = {})],
  ['oas3-unused-component', 'a schema nobody uses', (d) => (d.components.schemas.Plant = { type: 'object' })],
];

const rulesetFile = resolve('openapi/ruleset.yaml');

/** One run of the linter over all documents together: starting it costs more than all the linting. */
function lint(files: string[]): Promise<Finding[]> {
  const args = ['node_modules/@stoplight/spectral-cli/dist/index.js', 'lint', ...files];
  return new Promise((done, fail) => {
    execFile(
      process.execPath,
      [...args, '--ruleset', rulesetFile, '--format', 'json', '--quiet', '--fail-severity=error'],
      { maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (stdout.startsWith('[')) done(JSON.parse(stdout) as Finding[]);
        else fail(new Error(`spectral gave no result: ${error?.message ?? ''} ${stderr}`));
      },
    );
  });
}

describe('the lint rules of the contract', () => {
  const found = new Map<string, Finding[]>();

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ruleset-'));
    const write = (name: string, broken: Break) => {
      const document = smallDocument();
      broken(document);
      const file = join(folder, `${name}.json`);
      writeFileSync(file, JSON.stringify(document));
      return file;
    };
    const files = breaks.map(([, , broken], index) => write(String(index), broken));
    files.push(write('good', () => undefined));
    try {
      for (const finding of await lint(files)) {
        const name = basename(finding.source, '.json');
        found.set(name, [...(found.get(name) ?? []), finding]);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('find nothing in a document that keeps them', () => {
    expect(found.get('good') ?? []).toEqual([]);
  });

  it.each(breaks.map(([rule, what], index) => [rule, what, String(index)]))('%s: %s', (rule, _what, name) => {
    expect((found.get(name) ?? []).map((finding) => finding.code)).toContain(rule);
  });
});
