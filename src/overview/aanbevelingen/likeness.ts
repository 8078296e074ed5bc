import type { Wire } from '../../register/publicaties/record-kind.js';
import { inherited, saysNothing, stated } from '../../register/lessen/les-context.rule.js';
import { useCaseKind } from '../../register/use-cases/use-case.kind.js';

/** One way to be alike: what it weighs, whether it makes a match by itself, and where its labels stand. */
export interface Likeness {
  weight: number;
  /** To share this alone is enough to be shown. Who shares nothing but a phase does not meet. */
  carries?: boolean;
  /** Code list with the labels; absent: the content has the label. */
  list?: string;
}

/** Weights of lessons and of use cases, with their reasons in docs/decisions/0014. */
export const lesLikeness: Readonly<Record<string, Likeness>> = {
  bepaling: { weight: 8, carries: true },
  thema: { weight: 4, carries: true, list: 'thema' },
  soortToepassing: { weight: 4, carries: true, list: 'soort-toepassing' },
  oplossing: { weight: 4, carries: true, list: 'oplossing' },
  leverancier: { weight: 3, carries: true },
  model: { weight: 3, carries: true },
  fase: { weight: 1.5, list: 'fase' },
  bestuurslaag: { weight: 1, list: 'bestuurslaag' },
};
export const useCaseLikeness: Readonly<Record<string, Likeness>> = {
  oplossing: { weight: 8, carries: true, list: 'oplossing' },
  leverancier: { weight: 6, carries: true },
  model: { weight: 4, carries: true },
  soortToepassing: { weight: 4, carries: true, list: 'soort-toepassing' },
  bepaling: { weight: 4, carries: true },
  thema: { weight: 3, carries: true, list: 'thema' },
  fase: { weight: 2, list: 'fase' },
  doelgroep: { weight: 1, list: 'doelgroep' },
  bestuurslaag: { weight: 1, list: 'bestuurslaag' },
};

/** A word that both use, at its rarest: half a theme. More words add as more codes of one kind do. */
const WORD = 2;
/** Only the most telling words are compared. */
const MOST_WORDS = 12;

export interface WantedWord {
  /** As a tsquery of that one word. */
  query: string;
  weight: number;
}

/** The words of a text that tell most: those that few others use, and at least one does. The word '' counts the texts. */
export function tellingWords(counts: ReadonlyMap<string, number>): WantedWord[] {
  const of = counts.get('') ?? 0;
  return [...counts]
    .filter(([word, aantal]) => word !== '' && aantal <= of / 2)
    .sort(([a, few], [b, many]) => few - many || (a < b ? -1 : 1))
    .slice(0, MOST_WORDS)
    .map(([word, aantal]) => ({
      query: `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`,
      weight: byRarity(WORD, aantal, of),
    }));
}

/** What the lesson does not say itself but took from where it came from weighs less. */
const INHERITED = 0.6;
/** What everyone shares still counts for something. */
const COMMON = 0.2;

/** A value of the use case, and the token under which others have it. */
export interface Wanted {
  token: string;
  likeness: string;
  code: string;
  label: string;
  list: string | undefined;
  carries: boolean;
  /** The other says it itself. */
  own: boolean;
  weight: number;
}

/** Everything that lessons can share with this use case. */
export const wantedOfLessen = (content: Wire): Wanted[] =>
  valuesOf(content, lesLikeness).flatMap((value) => [
    { ...value, token: stated(value.likeness, value.code), own: true },
    { ...value, token: inherited(value.likeness, value.code), own: false, weight: value.weight * INHERITED },
  ]);

/** Everything that other use cases can share with this one. */
export const wantedOfUseCases = (content: Wire): Wanted[] =>
  valuesOf(content, useCaseLikeness).map((value) => ({ ...value, token: `${value.likeness}:${value.code}`, own: true }));

function valuesOf(content: Wire, likenesses: Readonly<Record<string, Likeness>>): Omit<Wanted, 'token' | 'own'>[] {
  const labels = labelsOf(content);
  return Object.entries(likenesses).flatMap(([likeness, { weight, carries = false, list }]) => {
    const codes = (useCaseKind.filters[likeness]?.(content) ?? []).filter((code) => typeof code === 'string');
    return [...new Set(codes)]
      .filter((code) => !saysNothing(code))
      .map((code) => ({ likeness, code, label: labels.get(code) ?? code, list, carries, weight }));
  });
}

interface Named {
  bepalingen: { bepaling: { code: string; titel?: string } }[];
  leveranciers: string[];
  modellen: { naam: string | null; leverancier: string | null }[];
}

/** Names as the use case writes them, by the code under which they are compared. */
function labelsOf(content: Wire): Map<string, string> {
  const { bepalingen, leveranciers, modellen } = content as unknown as Named; // a use case as its kind publishes it
  const names = [...modellen.flatMap(({ naam, leverancier }) => [naam, leverancier]), ...leveranciers].filter((name) => name !== null);
  return new Map([
    ...names.map((name) => [name.toLowerCase(), name] as const),
    ...bepalingen.map(({ bepaling }) => [bepaling.code, bepaling.titel ?? bepaling.code] as const),
  ]);
}

/** Rare values say more than common ones: from 1 for what nobody has down to a fixed part for what all have. */
export function byRarity(weight: number, aantal: number, of: number): number {
  const most = Math.log(1 + (of + 0.5) / 0.5);
  const rarity = Math.log(1 + (of - aantal + 0.5) / (aantal + 0.5)) / most;
  return weight * (COMMON + (1 - COMMON) * Math.max(0, rarity));
}
