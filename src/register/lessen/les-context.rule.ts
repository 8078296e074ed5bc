import type { Wire } from '../publicaties/record-kind.js';

/** In what a lesson and a use case can meet, each under the name of the filter that both or one of them has. */
export const contexts = ['bepaling', 'thema', 'soortToepassing', 'fase', 'bestuurslaag', 'oplossing', 'leverancier', 'model'] as const;
export type Context = (typeof contexts)[number];

/** The lesson says this itself. */
export const stated = (context: string, code: string): string => `eigen:${context}/${code}`;
/** The lesson does not say so, but what it came from was like this. */
export const inherited = (context: string, code: string): string => `bron:${context}/${code}`;
/** The use case that the lesson came from, directly or by an ervaring. */
export const originOf = (useCase: string): string => `uit:${useCase}`;

/** Codes that say nothing: to share them is no likeness. */
export const saysNothing = (code: string): boolean => code === 'onbekend' || code === 'overig';

interface Published {
  organisatie: { bestuurslaag: string };
  themas: string[];
  bepalingen: { code: string }[];
  toepasbaarheid: { bestuurslagen: string[]; fasen: string[]; soortenToepassing: string[] } | null;
}

/**
 * The coded context of a lesson. What it says itself goes before what it inherits: a lesson from a pilot that states that it holds
 * in daily use is not one for pilots.
 */
export function contextOf(published: Wire, around: Readonly<Record<string, readonly string[]>>): string[] {
  const { toepasbaarheid, themas, bepalingen, organisatie } = published as unknown as Published; // the shape that this kind publishes
  const said: Partial<Record<Context, readonly string[]>> = {
    bepaling: bepalingen.map(({ code }) => code),
    thema: themas,
    soortToepassing: toepasbaarheid?.soortenToepassing ?? [],
    fase: toepasbaarheid?.fasen ?? [],
    bestuurslaag: toepasbaarheid?.bestuurslagen ?? [],
  };
  const origin = around['useCase'] ?? around['ervaring'] ?? [];
  const useCase = (published['useCase'] as string | null) ?? valuesOf(origin, 'useCase')[0];
  const tokens = contexts.flatMap((context) => {
    const own = (said[context] ?? []).filter((code) => !saysNothing(code));
    if (own.length > 0) return own.map((code) => stated(context, code));
    const from = context === 'bestuurslaag' ? [organisatie.bestuurslaag] : valuesOf(origin, context);
    return from.filter((code) => !saysNothing(code)).map((code) => inherited(context, code));
  });
  return useCase === undefined ? tokens : [...tokens, originOf(useCase)];
}

const valuesOf = (tokens: readonly string[], filter: string): string[] =>
  tokens.filter((each) => each.startsWith(`${filter}:`)).map((each) => each.slice(filter.length + 1));
