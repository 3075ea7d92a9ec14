import type { BigNumber } from 'mathjs';
import { hash, Random } from '../../properties/lib/random.ts';
import type { Arithmetic } from '../../reference/arithmetic/arithmetic.ts';
import { type Ball, ball } from '../../reference/arithmetic/ball.ts';
import { type BigBall, bigBall } from '../../reference/arithmetic/bigball.ts';
import { bigArithmetic } from '../../reference/arithmetic/bigfloat/arithmetic.ts';
import type { BigFloat } from '../../reference/arithmetic/bigfloat/number.ts';
import { powerOfTwo } from '../../reference/arithmetic/magnitude.ts';
import { type Decimals, decimals } from '../../reference/second-route/decimals.ts';
import { decimalFunctions } from '../../reference/second-route/functions.ts';
import { type FUNCTIONS, powerArguments, RANGES } from '../lib/arguments.ts';
import { decimal, decimalRadius, log2 } from '../lib/enclosure.ts';
import { type KindReport, Tally } from '../lib/tally.ts';
import type { Tier } from '../lib/tiers.ts';

type Name = (typeof FUNCTIONS)[number];

/** The arithmetics under audit. */
export interface Arithmetics {
  float(bits: number): Arithmetic<BigFloat>;
  bigBall(bits: number): Arithmetic<BigBall>;
  ball(dtype: 'f32' | 'f64'): Arithmetic<Ball>;
}

const own: Arithmetics = {
  float: bigArithmetic,
  bigBall,
  ball: (dtype) => ball({ dtype, functionUlp: 2, ftz: false }),
};

const BITS = [128, 256] as const;
/** As many as 256 bits have, and what an argument of 1000 bits takes away. */
const DIGITS = 150;

/** An elementary function of every arithmetic against mathjs, from subnormal arguments to where it overflows. */
export function functionHolds(
  name: Name,
  { functions: count }: Tier,
  seed: number,
  arithmetics = own,
): KindReport {
  const tally = new Tally('functions');
  const random = new Random(hash(`${seed} ${name}`));
  const audit = new FunctionAudit(name, arithmetics, tally);
  const ranges = name === 'pow' ? [powerArguments, powerArguments, powerArguments] : RANGES[name];
  for (const range of ranges)
    for (let n = 0; n < count; n++) {
      const [x, ...exponent] = [range(random)].flat();
      audit.at(x!, exponent[0], random);
      tally.compared();
    }
  return tally.report();
}

class FunctionAudit {
  private readonly name: Name;
  private readonly arithmetics: Arithmetics;
  private readonly tally: Tally;
  private readonly decimals: Decimals = decimals(DIGITS + 10);
  private readonly exact: (a: BigNumber, b: BigNumber) => BigNumber;

  constructor(name: Name, arithmetics: Arithmetics, tally: Tally) {
    this.name = name;
    this.arithmetics = arithmetics;
    this.tally = tally;
    this.exact = decimalFunctions(DIGITS)[name];
  }

  /** At x exactly, and of balls around x at their middle and both ends. */
  at(x: number, exponent: number | undefined, random: Random): void {
    const D = this.decimals;
    const b = D.number(exponent ?? 0);
    const must = this.exact(D.number(x), b);
    const title = `${this.name}(${x}${exponent === undefined ? '' : `, ${exponent}`})`;
    for (const bits of BITS) this.float(bits, x, exponent, must, title);
    const width = random.integer(3, 200);
    for (const bits of BITS) this.bigBall(bits, x, exponent, width, title);
    for (const dtype of ['f64', 'f32'] as const) this.ball(dtype, x, exponent, Math.min(width, 60), title);
  }

  private float(bits: number, x: number, exponent: number | undefined, must: BigNumber, title: string): void {
    const A = this.arithmetics.float(bits);
    const got = apply(A, this.name, A.number(x), exponent);
    const value = decimal(got, this.decimals);
    if (!must.isFinite() || must.isZero() || !value.isFinite()) {
      if (!value.eq(must)) this.differ(`${title} in ${bits} bits`, value, must);
      return;
    }
    const off = value.minus(must).abs();
    const ulp = this.decimals.scaled(1n, log2(got) - bits);
    const units = Number(off.div(must.abs()).times(this.decimals.scaled(1n, bits)));
    this.tally.disagreement('units', units);
    if (off.gt(ulp)) this.differ(`${title} in ${bits} bits`, value, must);
  }

  private bigBall(bits: number, x: number, exponent: number | undefined, width: number, title: string): void {
    const A = this.arithmetics.bigBall(bits);
    const { v } = A.number(x);
    for (const e of [0, powerOfTwo(log2(v) - width)]) {
      const got = apply(A, this.name, { v, e }, exponent);
      const [middle, radius] = [decimal(got.v, this.decimals), decimalRadius(got, this.decimals)];
      if (!radius.isFinite()) continue;
      this.holds(
        middle,
        radius,
        this.ends(v, decimalRadius({ v, e }, this.decimals), exponent),
        `${title} in balls of ${bits} bits`,
      );
    }
  }

  private ball(
    dtype: 'f32' | 'f64',
    x: number,
    exponent: number | undefined,
    width: number,
    title: string,
  ): void {
    const A = this.arithmetics.ball(dtype);
    const D = this.decimals;
    for (const e of [0, Math.abs(x) * 2 ** -width]) {
      const got = apply(A, this.name, { v: x, e }, exponent);
      if (got.e === Infinity) continue;
      const share = this.holds(
        D.number(got.v),
        D.number(got.e),
        this.ends(bigArithmetic(53).number(x), D.number(e), exponent),
        `${title} in ${dtype} balls`,
      );
      if (dtype === 'f64' && e === 0 && got.e > 0) this.tally.disagreement('f64', share);
    }
  }

  /** The function at the middle of a ball and at both ends, where it has a value. */
  private ends(v: BigFloat, e: BigNumber, exponent: number | undefined): BigNumber[] {
    const D = this.decimals;
    const x = decimal(v, D);
    const points = e.isZero() ? [x] : [x.minus(e), x, x.plus(e)];
    return points.map((point) => this.exact(point, D.number(exponent ?? 0))).filter((y) => !y.isNaN());
  }

  /** The largest distance as a share of the radius. */
  private holds(middle: BigNumber, radius: BigNumber, points: readonly BigNumber[], title: string): number {
    let share = 0;
    for (const point of points) {
      const off = point.eq(middle) ? this.decimals.math.bignumber(0) : point.minus(middle).abs();
      // What decimals round off themselves.
      const slack = point.isFinite() ? point.abs().times(`1e-${DIGITS - 5}`) : 0;
      if (!off.lte(radius.plus(slack))) this.differ(`${title} (± ${radius.toPrecision(5)})`, middle, point);
      if (!radius.isZero()) share = Math.max(share, Number(off.div(radius)));
    }
    return share;
  }

  private differ(title: string, got: BigNumber, must: BigNumber): void {
    this.tally.fail(`${title} is ${got.toPrecision(25)}, by mathjs ${must.toPrecision(25)}`);
  }
}

function apply<T>(A: Arithmetic<T>, name: Name, a: T, exponent: number | undefined): T {
  return name === 'pow' ? A.pow(a, A.number(exponent!)) : A[name](a);
}
