import { claimThat } from './claim.ts';

/** How often one right implementation fails one test. A run makes at most a thousand, so it fails once in 10⁹ runs. */
const FALSE_ALARM = 1e-12;
/** How often a wrong one passes that is as far off as the test is to tell. */
const MISSED = 1e-6;
/** Bets from ½ down to 2⁻¹⁰ of what could be lost, each with the same share of the capital. */
const BETS = Array.from({ length: 10 }, (_, j) => 2 ** -(j + 1));

/** What is said of the mean of numbers that are drawn independently, each between `low` and `high`. */
export interface Stated {
  readonly low?: number;
  readonly high?: number;
  /** The mean lies here. */
  readonly from: number;
  readonly to: number;
  /** A mean that lies so far outside must be told. */
  readonly tells: number;
}

/**
 * Draws until the mean is shown to be within `tells` of where it should be, or shown not to be where it should be. Tested by
 * betting (Waudby-Smith & Ramdas 2024, Estimating means of bounded random variables by betting): the capital of a gambler
 * who bets against a true statement exceeds c with a probability of at most 1/c, at any time (Ville's inequality), so it
 * does not matter when one looks. Needs about 55·variance/tells² draws. Throws a ClaimError.
 */
export async function meanLies(
  draw: () => Promise<readonly number[]> | readonly number[],
  { low = 0, high = 1, from, to, tells }: Stated,
  what: string,
): Promise<void> {
  const unit = (x: number) => (x - low) / (high - low);
  const [a, b, c, d] = [from, to, from - tells, to + tells].map(unit) as [number, number, number, number];
  const [below, above] = [new Gambler(-1, a), new Gambler(1, b)];
  const sides = [...(c > 0 ? [new Gambler(1, c)] : []), ...(d < 1 ? [new Gambler(-1, d)] : [])];
  let [count, sum] = [0, 0];
  while (sides.some(({ capital }) => capital < 1 / MISSED)) {
    for (const x of await draw()) {
      for (const gambler of [below, above, ...sides]) gambler.sees(unit(x));
      count++;
      sum += x;
    }
    claimThat(
      (below.capital + above.capital) / 2 < 1 / FALSE_ALARM,
      `${what}: the mean of ${count} draws is ${sum / count}, must be ${from === to ? from : `between ${from} and ${to}`}; chance does so once in 10¹²`,
    );
  }
}

/** A share is a mean of zeros and ones. */
export const shareIs = (
  draw: () => Promise<readonly boolean[]> | readonly boolean[],
  share: number,
  tells: number,
  what: string,
): Promise<void> => meanLies(async () => (await draw()).map(Number), { from: share, to: share, tells }, what);

/** Bets that the mean of numbers between 0 and 1 is above (1) or below (−1) a value; without a gain in mean if it is not. */
class Gambler {
  private readonly side: 1 | -1;
  private readonly against: number;
  /** What each bet has made of 1. */
  private readonly made: number[] = BETS.map(() => 1);

  constructor(side: 1 | -1, against: number) {
    this.side = side;
    this.against = against;
  }

  sees(x: number): void {
    // A bet can lose at most (x − m)·bet/m where it is on above, and (x − m)·bet/(1 − m) where it is on below.
    const most = Math.max(this.side === 1 ? this.against : 1 - this.against, 2 ** -20);
    const gain = (this.side * (x - this.against)) / most;
    for (const [j, bet] of BETS.entries()) this.made[j]! *= 1 + bet * gain;
  }

  get capital(): number {
    return this.made.reduce((total, made) => total + made, 0) / BETS.length;
  }
}
