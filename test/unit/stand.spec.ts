import { describe, expect, it } from '@jest/globals';
import { reuseOf, standOf } from '../../src/register/lessen/stand.rule.js';

describe('the state of a lesson', () => {
  it.each([
    ['geconstateerd', {}],
    ['geconstateerd', { 'niet-van-toepassing': 4 }],
    ['bevestigd', { herkend: 1 }],
    ['bevestigd', { herkend: 2, 'niet-van-toepassing': 5 }],
    ['toegepast', { toegepast: 1 }],
    ['toegepast', { aangepast: 1, herkend: 3 }],
    ['toegepast', { toegepast: 1, aangepast: 1, weersproken: 1 }],
    ['betwist', { weersproken: 1 }],
    ['betwist', { weersproken: 1, herkend: 9 }],
    ['betwist', { weersproken: 1, toegepast: 1 }],
    ['betwist', { weersproken: 2, toegepast: 1, aangepast: 1 }],
  ] as const)('%s with %j', (stand, counts) => {
    expect(standOf(counts)).toBe(stand);
  });

  it('comes with the counts it was made of', () => {
    const counts = { herkend: 1, toegepast: 2, aangepast: 3, 'niet-van-toepassing': 4, weersproken: 5 };
    expect(reuseOf(counts)).toEqual({
      stand: 'betwist',
      aantalHergebruik: 15,
      aantalBevestigingen: 6,
      hergebruik: { herkend: 1, toegepast: 2, aangepast: 3, nietVanToepassing: 4, weersproken: 5 },
    });
  });
});
