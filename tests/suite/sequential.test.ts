import { describe, expect, it } from 'vitest';
import { ClaimError } from '../../properties/lib/claim.ts';
import { Random } from '../../properties/lib/random.ts';
import { meanLies, shareIs } from '../../properties/lib/sequential.ts';

const RUNS = 200;

/** How many of so many runs fail, each with draws of its own. */
async function failures(test: (random: Random) => Promise<void>): Promise<number> {
  let failed = 0;
  for (let seed = 1; seed <= RUNS; seed++)
    await test(new Random(seed)).catch((thrown) => {
      expect(thrown).toBeInstanceOf(ClaimError);
      failed++;
    });
  return failed;
}

const coins = (random: Random, share: number) => () =>
  Array.from({ length: 100 }, () => random.next() < share);

describe('a share', () => {
  it.each([0.5, 0.1, 0.98])('of %d is not called another', async (share) => {
    expect(await failures((random) => shareIs(coins(random, share), share, 0.05, 'it'))).toBe(0);
  });

  it.each([
    [0.5, 0.56],
    [0.5, 0.44],
    [0.1, 0.16],
    [0.98, 0.92],
  ])('said to be %d is told from %d', async (said, share) => {
    expect(await failures((random) => shareIs(coins(random, share), said, 0.05, 'it'))).toBe(RUNS);
  });

  it('is tested for as long as it takes, and no longer', async () => {
    const counted = async (tells: number) => {
      let count = 0;
      const draw = coins(new Random(7), 0.5);
      await shareIs(
        () => {
          count += 100;
          return draw();
        },
        0.5,
        tells,
        'it',
      );
      return count;
    };
    // A distance a quarter as large takes some sixteen times as many draws.
    expect((await counted(0.02)) / (await counted(0.08))).toBeGreaterThan(6);
    expect(await counted(0.08)).toBeLessThan(5000);
  });

  it('says what came and what must be', async () => {
    const none = shareIs(() => [false], 0.5, 0.1, 'the share of heads');
    await expect(none).rejects.toThrow(
      /^the share of heads: the mean of \d+ draws is 0, must be 0\.5; chance/u,
    );
  });
});

describe('a mean', () => {
  const stated = { low: -2, high: 4, from: 0.5, to: 1, tells: 0.4 };
  const uniform = (random: Random, mean: number) => () =>
    Array.from({ length: 100 }, () => mean + 2 * random.next() - 1);

  it.each([0.5, 0.75, 1])('of %d lies between ½ and 1', async (mean) => {
    expect(await failures((random) => meanLies(uniform(random, mean), stated, 'it'))).toBe(0);
  });

  it.each([0, 1.5])('of %d does not', async (mean) => {
    expect(await failures((random) => meanLies(uniform(random, mean), stated, 'it'))).toBe(RUNS);
  });

  it('may be bounded on one side only', async () => {
    const atLeastHalf = { from: 0.5, to: 1, tells: 0.1 };
    const draw = (random: Random, share: number) => () => coins(random, share)().map(Number);
    expect(await failures((random) => meanLies(draw(random, 0.9), atLeastHalf, 'it'))).toBe(0);
    expect(await failures((random) => meanLies(draw(random, 0.35), atLeastHalf, 'it'))).toBe(RUNS);
  });
});
