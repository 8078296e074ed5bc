export interface Random {
  number: () => number;
  chance: (of: number) => boolean;
  pick: <T>(from: readonly T[]) => T;
}

/** Numbers that come back with the same seed (mulberry32); the seed is printed, and SEED repeats a run. */
export function seededRandom(seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)): Random {
  process.stderr.write(`SEED=${String(seed)}\n`);
  let state = seed;
  const number = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    number,
    chance: (of) => number() < of,
    pick: (from) => from[Math.floor(number() * from.length)] as (typeof from)[number],
  };
}
