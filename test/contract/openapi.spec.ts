import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { document } from '../support/contract.js';

interface Operation {
  operationId: string;
  summary: string;
  description: string;
  security: object[];
}

const operations = Object.values(document.paths).flatMap((path) => Object.values(path)) as unknown as Operation[];

describe('openapi/openapi.json', () => {
  it('is what the code says', () => {
    expect(execFileSync(process.execPath, ['dist/src/cli/openapi.js', '--check']).toString()).toContain('up to date');
  });

  it('is in Dutch: no English words in what people read', () => {
    const texts: string[] = [];
    JSON.stringify(document, (key, value: unknown) => {
      if (['summary', 'description', 'title', 'detail'].includes(key) && typeof value === 'string') texts.push(value);
      return value;
    });
    const english = /\b(?:the|and|with|returns?|list of|of an?|update|delete|create|unique|identifier)\b/i;
    expect(texts.filter((text) => english.test(text))).toEqual([]);
    expect(texts.length).toBeGreaterThan(500);
  });

  it('names nouns in its paths, and says per operation who may call it', () => {
    const segments = new Set(
      Object.keys(document.paths).flatMap((path) => path.split('/').filter((part) => part && !part.startsWith('{'))),
    );
    expect([...segments].sort()).toEqual(
      'adoptie bepalingen betrokken-organisaties codelijsten concept dossier ervaringen herbevestigingen hergebruik intrekking kaders lessen mijn-rechten nieuws openapi.json oplossingen organisaties passende-lessen publicaties reacties relaties toelichtingen use-cases vergelijkbare-use-cases verschillen wrijving'.split(
        ' ',
      ),
    );
    for (const { operationId, security } of operations) expect([operationId, security.length > 0]).toEqual([operationId, true]);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  });
});
