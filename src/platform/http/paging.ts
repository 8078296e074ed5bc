import { createHash } from 'node:crypto';
import { NumberField, TextField } from '../fields/fields.js';
import { Answer } from './answer.js';
import { invalid, type Problem } from './problem.js';

/** Parameters that every list takes. */
export class PageFilter {
  @NumberField('Aantal resultaten per bladzijde.', { optional: true, integer: true, min: 1, max: 100, example: 20 })
  limiet?: number;
  @TextField('Plaats in de lijst: neem de waarde over uit `volgende`.', {
    optional: true,
    technical: true,
    max: 8000,
    example: 'eyJmIjoiYWJjIn0',
  })
  cursor?: string;
}

const DEFAULT_LIMIT = 20;

/** Where a page starts: the sort values and id of the record before it, and the filters that it belongs to. */
interface CursorContent {
  f: string;
  k: string[];
}

export const limitOf = (filter: { limiet?: number | null }): number => filter.limiet ?? DEFAULT_LIMIT;

/** Which filters and sort order a cursor belongs to: all parameters but the page itself and its form. */
export function fingerprint(filter: object, more: readonly string[] = []): string {
  const entries = Object.entries(filter)
    .filter(([name, value]) => !['cursor', 'limiet', 'facetten', 'formaat'].includes(name) && value !== undefined && value !== null)
    .map(([name, value]) => [name, Array.isArray(value) ? [...(value as string[])].sort() : (value as unknown)])
    .sort(([a], [b]) => String(a).localeCompare(String(b)));
  return createHash('sha256')
    .update(JSON.stringify([entries, more]))
    .digest('base64url')
    .slice(0, 12);
}

export const encodeCursor = (f: string, k: readonly string[]): string =>
  Buffer.from(JSON.stringify({ f, k } satisfies { f: string; k: readonly string[] })).toString('base64url');

const wrongCursor = (detail: string): Problem => invalid([{ in: 'query', location: 'cursor', code: 'ongeldige-cursor', detail }]);

/** @throws Problem 400 for a cursor that was made up, or that belongs to other filters or another order */
export function decodeCursor(
  cursor: string | null | undefined,
  f: string,
  isKey: readonly ((text: string) => boolean)[],
): string[] | undefined {
  if (cursor === undefined || cursor === null) return undefined;
  let content: Partial<CursorContent> | null;
  try {
    content = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Partial<CursorContent> | null;
  } catch {
    throw wrongCursor('Deze cursor is niet van dit register.');
  }
  if (typeof content?.f === 'string' && content.f !== f) throw wrongCursor('Deze cursor hoort bij andere filters of een andere volgorde.');
  const keys: unknown = content?.k;
  const sound =
    Array.isArray(keys) &&
    keys.length === isKey.length &&
    keys.every((key, index) => typeof key === 'string' && !key.includes('\u0000') && isKey[index]?.(key));
  if (!sound || content?.f !== f) throw wrongCursor('Deze cursor is niet van dit register.');
  return keys as string[];
}

/** The path-absolute address of the next page. */
export function nextUrl(url: string, cursor: string): string {
  const start = url.indexOf('?');
  const path = start < 0 ? url : url.slice(0, start);
  const parameters = new URLSearchParams(start < 0 ? '' : url.slice(start));
  parameters.set('cursor', cursor);
  return `${path}?${parameters.toString()}`;
}

export const nextLink = (volgende: string | null): Record<string, string> =>
  volgende === null ? {} : { link: `<${volgende}>; rel="next"` };

/** The list envelope around rows that are JSON already. */
export function listAnswer(page: {
  totaal: number;
  resultaten: string;
  facetten?: object | undefined;
  zoeken?: object | undefined;
  volgende: string | null;
}): Answer {
  const facets = page.facetten === undefined ? '' : `,"facetten":${JSON.stringify(page.facetten)}`;
  const search = page.zoeken === undefined ? '' : `,"zoeken":${JSON.stringify(page.zoeken)}`;
  const body = `{"totaal":${String(page.totaal)},"resultaten":[${page.resultaten}]${facets}${search},"volgende":${JSON.stringify(page.volgende)}}`;
  return new Answer(body, nextLink(page.volgende));
}
