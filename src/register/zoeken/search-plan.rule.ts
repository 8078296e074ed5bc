import { deflateRawSync, inflateRawSync } from 'node:zlib';

/**
 * How a question is scored: BM25 over groups of words that mean the same. A plan is worked out once, for the first page; the cursor carries
 * it, so that all pages of one question have one order, also while records are added. See docs/decisions/0010.
 */
export interface SearchPlan {
  /** Mean length of the texts, in words. */
  averageLength: number;
  groups: PlanGroup[];
}

export interface PlanGroup {
  /** How much a text gains at most: how rare the group is, how often it was asked, how sure we are that it was meant. */
  weight: number;
  /** The word and its other forms. */
  words: string[];
  /** Compounds with the word in them, counted less. */
  compounds: string[];
  /** Words that must occur together to count, such as a written-out abbreviation. */
  together: string[];
  /** A text with this group alone is found; the commonest words of a long question only weigh; words of the best texts are related. */
  role: Role;
}

const roles = ['finds', 'weighs', 'relates'] as const;
export type Role = (typeof roles)[number];

/** Saturation of repetition and weight of length, as in BM25; chosen on several collections, see the decision. */
export const SATURATION = 1.5;
export const LENGTH_WEIGHT = 0.7;
/** What a compound counts for a question about its part, and the part for a question about the compound. */
export const COMPOUND_WEIGHT = 0.8;
export const PART_WEIGHT = 0.7;
/** What a corrected word counts next to words that were typed right. */
export const CORRECTION_WEIGHT = 0.4;
/** A word in the title counts three times. */
export const TITLE_WEIGHT = 3;

export const MAX_GROUPS = 32;
export const MAX_MEMBERS = 24;
/** Texts that are enough to look through; commoner words then no longer find by themselves. */
export const FINDING_BUDGET = 3000;

/** How much it tells that a text has a word, from the number of texts that have it. */
export const rarity = (texts: number, withWord: number): number => Math.log(1 + (texts - withWord + 0.5) / (withWord + 0.5));

const quoted = (word: string): string => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
export const anyOf = (words: readonly string[]): string => words.map(quoted).join(' | ');
const allOf = (words: readonly string[]): string => `(${words.map(quoted).join(' & ')})`;

/** The words of a group as a tsquery; `together` counts only as a whole. */
export const groupQuery = ({ words, together }: Pick<PlanGroup, 'words' | 'together'>): string =>
  [...words.map(quoted), ...(together.length > 0 ? [allOf(together)] : [])].join(' | ');

/** What a text must have one of to be found. */
export const findingQuery = (plan: SearchPlan): string =>
  plan.groups
    .filter(({ role }) => role === 'finds')
    .flatMap((group) => [groupQuery(group), ...(group.compounds.length > 0 ? [anyOf(group.compounds)] : [])])
    .join(' | ');

/** The groups that come from the question itself. */
export const asked = ({ groups }: SearchPlan): PlanGroup[] => groups.filter(({ role }) => role !== 'relates');

export const markingQuery = (plan: SearchPlan): string =>
  anyOf([...new Set(asked(plan).flatMap(({ words, compounds, together }) => [...words, ...compounds, ...together]))]);

/** A plan in a cursor is never larger than this, in bytes. */
const MAX_PACKED = 100_000;

type Packed = [number, [number, string[], string[], string[], number][]];

export function packPlan({ averageLength, groups }: SearchPlan): string {
  const packed: Packed = [
    averageLength,
    groups.map((each) => [each.weight, each.words, each.compounds, each.together, roles.indexOf(each.role)]),
  ];
  return deflateRawSync(JSON.stringify(packed)).toString('base64url');
}

/** Reads a plan back from a cursor. @returns undefined for one that was made up */
export function unpackPlan(text: string): SearchPlan | undefined {
  let packed: unknown;
  try {
    packed = JSON.parse(inflateRawSync(Buffer.from(text, 'base64url'), { maxOutputLength: MAX_PACKED }).toString());
  } catch {
    return undefined;
  }
  if (!Array.isArray(packed) || !isAmount(packed[0]) || !Array.isArray(packed[1]) || packed[1].length > 2 * MAX_GROUPS) return undefined;
  const groups = packed[1].map(toGroup);
  const sound = groups.every((group) => group !== undefined);
  // A question that only leaves out, or only asks for a phrase of common words, has no groups.
  const finds = groups.length === 0 || groups.some((group) => group?.role === 'finds');
  return sound && finds ? { averageLength: packed[0], groups } : undefined;
}

const isAmount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value > 0;
const areWords = (value: unknown): value is string[] =>
  Array.isArray(value) &&
  value.length <= 2 * MAX_MEMBERS &&
  value.every((word) => typeof word === 'string' && word !== '' && word.length <= 500 && word.isWellFormed() && !word.includes('\u0000'));

function toGroup(packed: unknown): PlanGroup | undefined {
  if (!Array.isArray(packed)) return undefined;
  const [weight, words, compounds, together, number] = packed as unknown[];
  const role = roles[number as number];
  if (!isAmount(weight) || !areWords(words) || !areWords(compounds) || !areWords(together) || !role) return undefined;
  return words.length + together.length === 0 ? undefined : { weight, words, compounds, together, role };
}
