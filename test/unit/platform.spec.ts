import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from '../../src/platform/config.js';
import { checkDay, checkMoment, checkPeriod, today } from '../../src/platform/fields/dates.js';
import { accepts } from '../../src/platform/http/headers.js';
import { mergePatch, nestingDepth } from '../../src/platform/http/json.js';
import { toUseCaseInvoer, shorten, type Voorbeeld } from '../../src/cli/voorbeelden-mapping.js';
import { voorbeelden } from '../../src/cli/voorbeelden-loader.js';

describe('settings', () => {
  it('have defaults, and all faults at once', () => {
    expect(readConfig({})).toMatchObject({ port: 3000, portIsFixed: false, host: '127.0.0.1', databaseUrl: undefined, poolSize: 10 });
    const read = (): unknown => readConfig({ PORT: 'x', HOST: 'a b', CORS_ORIGINS: 'example.nl', BODY_LIMIT_BYTES: '1' });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/PORT[\s\S]*HOST[\s\S]*CORS_ORIGINS[\s\S]*BODY_LIMIT_BYTES/);
  });
});

describe('dates', () => {
  it('must exist, and follow the calendar in Amsterdam', () => {
    expect(['2025', '2025-02', '2024-02-29'].map((each) => checkPeriod(each).length)).toEqual([0, 0, 0]);
    expect(['2025-02-29', '2025-13', '1', '2025-1-1', 2025, '0001', '3000-01'].map((each) => checkPeriod(each).length)).toEqual([
      1, 1, 1, 1, 1, 1, 1,
    ]);
    expect(checkDay('2025-04-31')[0]?.code).toBe('dag-bestaat-niet');
    expect(checkPeriod('2099', { notInFuture: true })[0]?.code).toBe('in-de-toekomst');
    expect(['2025-03-14T09:30:00Z', '2025-03-14T09:30:00.5+02:00'].map((each) => checkMoment(each).length)).toEqual([0, 0]);
    expect(['2025-03-14', '2025-03-14T25:00:00Z', '2025-02-30T10:00:00Z'].map((each) => checkMoment(each).length)).toEqual([1, 1, 1]);
    expect(today(new Date('2025-12-31T23:30:00Z'))).toBe('2026-01-01');
  });
});

describe('merge patch', () => {
  it.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('of %j with %j is %j (RFC 7396)', (target, patch, result) => {
    expect(mergePatch(target, patch)).toEqual(result);
  });
});

describe('JSON depth and accept headers', () => {
  it('are read without parsing', () => {
    expect(nestingDepth('{"a":[{"b":"]]]}}}\\"["}]}')).toBe(3);
    expect(accepts('text/html, application/*;q=0.2', ['application/json'])).toBe(true);
    expect(accepts('application/json;q=0', ['application/json'])).toBe(false);
    expect(accepts(undefined, ['application/json'])).toBe(true);
  });
});

describe('examples', () => {
  it('take codes only where the source says so literally, and keep the rest as text', () => {
    const find = (code: string): Voorbeeld => voorbeelden().find((each) => each.code === code)!;
    expect(toUseCaseInvoer(find('laica-limburg'))).toMatchObject({
      titel: 'GovChat-NL/LAICA',
      verkrijging: 'eigen-bouw',
      toetsen: [{ soort: 'dpia', stand: 'onbekend' }],
      modellen: [],
    });
    expect(toUseCaseInvoer(find('chatbot-guus-goes'))).toMatchObject({
      modellen: [{ naam: null, draaitOp: 'leverancier', herkomst: 'onbekend' }],
      toetsen: [{ soort: 'overig', toelichting: 'DPIA (op het platform)' }],
      bronnen: [{ titel: 'Bron' }],
      startPeriode: '2025-03',
    });
  });

  it('shorten a long title at a word', () => {
    expect(shorten('een twee drie vier', 12)).toBe('een twee…');
    expect(shorten('kort', 12)).toBe('kort');
  });
});
