export const uitkomsten = ['herkend', 'toegepast', 'aangepast', 'niet-van-toepassing', 'weersproken'] as const;
export type Uitkomst = (typeof uitkomsten)[number];
export type Stand = 'geconstateerd' | 'bevestigd' | 'toegepast' | 'betwist';

/** Outcomes by which another organisation says that a lesson holds. */
export const confirming: readonly Uitkomst[] = ['herkend', 'toegepast', 'aangepast'];

/** Up to this many confirmations a lesson can be found by "at least so many". */
export const COUNTED_UP_TO = 10;

/** How many other organisations gave each outcome; each organisation has one receipt, its latest. */
export type Counts = Readonly<Partial<Record<Uitkomst, number>>>;

const sum = (counts: Counts, of: readonly Uitkomst[]): number => of.reduce((total, each) => total + (counts[each] ?? 0), 0);

/** The one rule for the state of a lesson: what other organisations did with it, and nothing else. */
export function standOf(counts: Counts): Stand {
  const contradicted = sum(counts, ['weersproken']);
  const applied = sum(counts, ['toegepast', 'aangepast']);
  if (contradicted >= 1 && contradicted >= applied) return 'betwist';
  if (applied >= 1) return 'toegepast';
  return sum(counts, ['herkend']) >= 1 ? 'bevestigd' : 'geconstateerd';
}

/** What a lesson shows of its receipts. */
export interface Reuse {
  stand: Stand;
  aantalHergebruik: number;
  aantalBevestigingen: number;
  hergebruik: Record<'herkend' | 'toegepast' | 'aangepast' | 'nietVanToepassing' | 'weersproken', number>;
}

export const reuseOf = (counts: Counts): Reuse => ({
  stand: standOf(counts),
  aantalHergebruik: sum(counts, uitkomsten),
  aantalBevestigingen: sum(counts, confirming),
  hergebruik: {
    herkend: sum(counts, ['herkend']),
    toegepast: sum(counts, ['toegepast']),
    aangepast: sum(counts, ['aangepast']),
    nietVanToepassing: sum(counts, ['niet-van-toepassing']),
    weersproken: sum(counts, ['weersproken']),
  },
});
