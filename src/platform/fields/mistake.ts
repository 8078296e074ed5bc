/** One mistake in what a client sent. `location` is a JSON Pointer in a body, else the name of the parameter or header. */
export interface Mistake {
  in: 'body' | 'query' | 'path' | 'header';
  location: string;
  code: string;
  detail: string;
}

/** A mistake inside one value; `at` is the pointer below that value, empty for the value itself. */
export interface ValueMistake {
  at: string;
  code: string;
  detail: string;
}

export const mistake = (code: string, detail: string, at = ''): ValueMistake => ({ at, code, detail });

/** The mistakes of `more` that stand on sound ground: nothing is wrong yet at their place or below it. */
export const unlessBroken = (mistakes: readonly Mistake[], more: readonly Mistake[]): Mistake[] =>
  more.filter(({ location }) => !mistakes.some((each) => each.location === location || each.location.startsWith(`${location}/`)));

/** One reference token of a JSON Pointer (RFC 6901). */
export const pointer = (key: string | number): string => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
