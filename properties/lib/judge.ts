import type { Arithmetic } from '../../reference/arithmetic/arithmetic.ts';
import type { Ball } from '../../reference/arithmetic/ball.ts';
import { type BigBall, radius } from '../../reference/arithmetic/bigball.ts';
import { formats } from '../../reference/arithmetic/dtype.ts';
import type { AllValues } from '../../reference/lib/evaluate.ts';
import type { Target } from '../../reference/lib/tolerance.ts';
import { level } from '../../reference/lib/truth.ts';
import type { Tensor, Tensors } from '../../spec/lib/tensor.ts';
import { type Verdict, worse } from './verdict.ts';

/** What an implementation's answer is held against. The costly readings are taken only when they are needed. */
export interface Oracle {
  readonly target: Target;
  /** From the algorithms. */
  readonly tolerance: AllValues<Ball>;
  /** At a kink every subgradient counts, and the ball's own centre is what it holds. */
  readonly kinked: boolean;
  /** From the definition. */
  definition(): AllValues<Ball>;
  /** Certified well below the tolerance. */
  truth(): AllValues<BigBall>;
}

/** One element that is not as it must be. */
export interface Fault {
  readonly verdict: Exclude<Verdict, 'conforming'>;
  readonly output: string;
  readonly index: number;
  readonly shape: readonly number[];
  readonly got: number;
  readonly must: number;
  readonly tolerance: number;
}

export interface Judgement {
  readonly verdict: Verdict;
  /** The worst element, where one is not conforming. */
  readonly fault?: Fault;
  /** Errors in units in the last place of the truth, one for each element that was judged. */
  readonly ulps: readonly number[];
}

/** Holds every element of every answer to the oracle. */
export function judge(oracle: Oracle, answer: Tensors): Judgement {
  let verdict: Verdict = 'conforming';
  let fault: Fault | undefined;
  const ulps: number[] = [];
  for (const [output, { shape, data }] of Object.entries(oracle.tolerance)) {
    const got = answer[output]!;
    for (let index = 0; index < data.length; index++) {
      const element = new Element(oracle, output, index, got.data[index]!);
      const found = element.verdict();
      const ulp = element.ulp();
      if (ulp !== undefined) ulps.push(ulp);
      if (found === 'conforming') continue;
      const { got: value, must, tolerance } = element;
      if (worse(verdict, found) !== verdict || !fault)
        fault = { verdict: found, output, index, shape, got: value, must, tolerance };
      verdict = worse(verdict, found);
    }
  }
  return { verdict, ...(fault && { fault }), ulps };
}

class Element {
  private readonly oracle: Oracle;
  private readonly output: string;
  private readonly index: number;
  private readonly ball: Ball;
  readonly got: number;
  private error: number;
  must: number;
  tolerance: number;

  constructor(oracle: Oracle, output: string, index: number, got: number) {
    this.oracle = oracle;
    this.output = output;
    this.index = index;
    this.got = got;
    this.ball = oracle.tolerance[output]!.data[index]!;
    this.must = this.ball.v;
    this.tolerance = this.ball.e;
    this.error = Math.abs(got - this.ball.v);
  }

  verdict(): Verdict {
    if (Object.is(this.got, this.ball.v) && this.ball.e === 0) return 'conforming';
    // The ball's own value is off by 2⁻²⁹ of the tolerance at most where the target is coarser than a double.
    const coarse = this.oracle.target.dtype !== 'f64';
    if (coarse && this.error <= this.ball.e && this.ball.e < Infinity) return 'conforming';
    if (Number.isNaN(this.got) && Number.isNaN(this.ball.v)) return 'inconclusive';
    // No finite bound: only an infinity can still be proven, where the value is too large for the target.
    if (this.ball.e === Infinity && Math.abs(this.got) !== Infinity) return 'inconclusive';
    return this.certified();
  }

  /** Against the certified truth: nobody is blamed for an error of the oracle's own doubles. */
  private certified(): Verdict {
    const { A, value } = this.truth();
    const exact = A.toNumber(value);
    if (Number.isNaN(exact) || radius(value) === Infinity) return 'inconclusive';
    this.must = exact;
    if (this.ball.e === Infinity) return this.got === exact ? 'conforming' : 'inconclusive';
    if (Number.isFinite(this.got)) {
      this.error = this.distance(A, value);
      if (this.error <= this.tolerance) return 'conforming';
    } else if (this.got === exact) return 'conforming';
    const byDefinition = this.oracle.definition()[this.output]!.data[this.index]!.e;
    if (byDefinition < Infinity) return this.error <= byDefinition ? 'imprecise' : 'wrong';
    // The textbook form breaks here too: with digits left it is computed badly, with none it breaks.
    return this.error < Math.abs(exact) / 2 ? 'imprecise' : 'unstable';
  }

  private truth(): { A: Arithmetic<BigBall>; value: BigBall } {
    return { A: level(128).ball, value: this.oracle.truth()[this.output]!.data[this.index]! };
  }

  private distance(A: Arithmetic<BigBall>, value: BigBall): number {
    return Math.abs(A.toNumber(A.sub(A.number(this.got), value)));
  }

  /** Undefined where a unit in the last place says nothing: truth zero, infinite or below the normal numbers. */
  ulp(): number | undefined {
    const { precision, smallestNormal } = formats[this.oracle.target.dtype];
    const size = Math.abs(this.must);
    if (!(size >= smallestNormal && size < Infinity) || this.oracle.kinked || this.tolerance === Infinity)
      return undefined;
    const unit = 2 ** (Math.floor(Math.log2(size)) - precision + 1);
    const ulps = this.error / unit;
    return Number.isFinite(ulps) ? ulps : undefined;
  }
}

/** Is every number of the tensors finite? */
export const allFinite = (tensors: Tensors): boolean =>
  Object.values(tensors).every(({ data }: Tensor) => {
    for (const x of data) if (!Number.isFinite(x)) return false;
    return true;
  });
