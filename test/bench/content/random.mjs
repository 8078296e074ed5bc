// Random choices that are the same for the same seed, on every machine.

/** Numbers from 0 up to 1 (mulberry32). */
export function randomOf(seed) {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const evenly = (random, list) => list[Math.floor(random() * list.length)];

/** The first of a list often, the last seldom, as words are used (Zipf). */
export function chooser(list) {
  let sum = 0;
  const upTo = list.map((_each, rank) => (sum += 1 / (rank + 2)));
  return (random) => {
    const drawn = random() * sum;
    let [low, high] = [0, list.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle] > drawn) high = middle;
      else low = middle + 1;
    }
    return list[low];
  };
}

/** Between `from` and `to` different ones, the first of the list most often. */
export function someOf(random, choose, from, to) {
  const wanted = from + Math.floor(random() * (to - from + 1));
  const chosen = new Set();
  for (let tries = 0; chosen.size < wanted && tries < 3 * to; tries += 1) chosen.add(choose(random));
  return [...chosen];
}
