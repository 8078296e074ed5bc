// Dutch words beyond what PostgreSQL's stemmer does. Everything here works on stems, and what it proposes counts only where the
// proposal stands in the vocabulary of the texts that the reader may see.

const SEPARABLE = 'aan achter af bij door in mee na om onder op over terug toe uit vast voor weer weg'.split(' ');
const SHORTEST = 3;
/** Stems that look like a participle of another word (`gemeent` of `men`, `gemak` of `mak`), but are none. */
const NO_PARTICIPLES = new Set('gemak gemeent getal geval geweld gewoon'.split(' '));

/** `less` and `les`, `maak` and `mak`: a doubled letter at the end of a syllable says nothing about the word. */
export const singled = (stem: string): string =>
  stem
    .replace(/([bcdfgklmnprst])\1$/, '$1')
    .replace(/(aa|ee|oo|uu)([^aeiou])$/, (_all, vowels: string, last: string) => vowels.charAt(0) + last);

export const lengthened = (stem: string): string => stem.replace(/([aeou])([^aeiouwxyj])$/, '$1$1$2');

/** Stems that may be other forms of the same word: plural, `-t` and `-d` of a verb, the participle (`werk` and `gewerkt`) and back. */
export function formsOf(stem: string): string[] {
  if (stem.length < SHORTEST || /\d/.test(stem)) return [];
  const forms = [...endings(stem), ...verbs(stem), ...fromParticiple(stem), ...participles(stem)];
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST && form !== stem && !NO_PARTICIPLES.has(form));
}

function endings(stem: string): string[] {
  const shorter = [/es$/, /en$/, /(?<=[^s])s$/].filter((ending) => ending.test(stem)).map((ending) => stem.replace(ending, ''));
  return [`${stem}s`, `${stem}es`, `${stem}en`, ...shorter, singled(stem), `${stem}${stem.at(-1) ?? ''}`, lengthened(stem)];
}

function verbs(stem: string): string[] {
  const bare = /[td]$/.test(stem) && stem.length > SHORTEST + 1 ? [stem.slice(0, -1), singled(stem.slice(0, -1))] : [];
  return [...bare, ...[stem, lengthened(stem)].flatMap((each) => [`${each}t`, `${each}d`])];
}

function fromParticiple(stem: string): string[] {
  const [, prefix = '', rest] = /^(.*?)ge(.{2,})$/.exec(stem) ?? [];
  if (rest === undefined || NO_PARTICIPLES.has(stem) || (prefix !== '' && !SEPARABLE.includes(prefix))) return [];
  return [rest, rest.replace(/[td]$/, '')].flatMap((base) => [prefix + base, prefix + singled(base)]);
}

function participles(stem: string): string[] {
  return ['', ...SEPARABLE]
    .filter((prefix) => stem.startsWith(prefix) && stem.length - prefix.length >= SHORTEST)
    .flatMap((prefix) => {
      const bases = [stem.slice(prefix.length), lengthened(stem.slice(prefix.length))];
      return bases.flatMap((base) => ['t', 'd', ''].map((ending) => `${prefix}ge${base}${base.endsWith(ending) ? '' : ending}`));
    });
}

/** A compound is cut where both parts are words of their own; shorter words and parts would cut at random. */
export const SHORTEST_COMPOUND = 8;
export const SHORTEST_PART = 4;
/** In how many texts a part of a compound must stand as a word of its own. */
export const SEEN = 1;
const LINKS = ['', 's', 'en', 'e'];

/** What a left part can be as a word of its own: without the link, and with its vowel or consonant as at the end of a word. */
export const leftWords = (left: string): string[] => {
  const bare = LINKS.filter((link) => left.endsWith(link)).map((link) => left.slice(0, left.length - link.length));
  return [...new Set(bare.filter((each) => each.length >= SHORTEST_PART).flatMap((each) => [each, singled(each)]))];
};

/** What a right part can be, with the link that may stand before it. */
export const rightWords = (right: string): string[] =>
  LINKS.filter((link) => right.startsWith(link))
    .map((link) => right.slice(link.length))
    .filter((each) => each.length >= SHORTEST_PART);

/** Every place where a compound can be cut in two. */
export function cutsOf(stem: string): { left: string[]; right: string }[] {
  if (stem.length < SHORTEST_COMPOUND) return [];
  const places = Array.from({ length: stem.length - 2 * SHORTEST_PART + 1 }, (_each, index) => index + SHORTEST_PART);
  return places.map((place) => ({ left: leftWords(stem.slice(0, place)), right: stem.slice(place) })).filter(({ left }) => left.length > 0);
}

/** Number of letters typed wrong, left out, added, or swapped with their neighbour (optimal string alignment). */
export function typingDistance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_each, i) =>
    Array.from({ length: b.length + 1 }, (_other, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Infinity;
      const row = rows[i] ?? [];
      row[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1), swapped);
    }
  }
  return at(a.length, b.length);
}

/** A short word allows one mistake, a longer one two. */
export const mistakesAllowed = (stem: string): number => (stem.length <= 5 ? 1 : 2);
