import { mistake, type ValueMistake } from '../fields/mistake.js';

const MAX_DEPTH = 20;
// The validator looks fields up in a plain object, where the names that every object inherits seem to exist.
const FORBIDDEN_KEYS = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Depth of nesting in JSON text, counted without parsing so that a hostile text cannot exhaust the stack. */
export function nestingDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (inString) {
      if (character === 0x5c) index += 1;
      else if (character === 0x22) inString = false;
    } else if (character === 0x22) inString = true;
    else if (character === 0x7b || character === 0x5b) deepest = Math.max(deepest, (depth += 1));
    else if (character === 0x7d || character === 0x5d) depth -= 1;
  }
  return deepest;
}

export type ParsedJson = { value: unknown } | { mistake: ValueMistake };

/** Reads a JSON body: UTF-8, at most 20 levels deep, without names that reach into JavaScript prototypes. */
export function parseJson(bytes: Buffer): ParsedJson {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return { mistake: mistake('geen-utf8', 'De tekst is geen geldige UTF-8.') };
  }
  if (nestingDepth(text) > MAX_DEPTH) return { mistake: mistake('te-diep', `De JSON is dieper dan ${String(MAX_DEPTH)} niveaus.`) };
  let forbidden: string | undefined;
  try {
    const value = JSON.parse(text, (key, each: unknown) => {
      if (FORBIDDEN_KEYS.has(key)) forbidden ??= key;
      return each;
    }) as unknown;
    if (forbidden !== undefined) return { mistake: mistake('onbekend-veld', `Het veld ${forbidden} bestaat niet.`) };
    return { value };
  } catch (error) {
    const position = error instanceof SyntaxError ? /position (\d+)/.exec(error.message)?.[1] : undefined;
    const where = position === undefined ? '' : ` De fout zit bij teken ${String(Number(position) + 1)}.`;
    return { mistake: mistake('ongeldige-json', `Dit is geen geldige JSON.${where}`) };
  }
}

/** JSON Merge Patch (RFC 7396): null removes, objects merge, everything else replaces. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isPlain(patch)) return patch;
  const result = new Map(isPlain(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) result.delete(key);
    else result.set(key, mergePatch(result.get(key), value));
  }
  return Object.fromEntries(result);
}

export const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
