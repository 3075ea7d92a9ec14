/**
 * Reverse-mode differentiation over any arithmetic: the gradient is computed in the arithmetic of the values.
 */
import type { Arithmetic } from './arithmetic.ts';
import { twoOverRootPi } from './two-over-root-pi.ts';

/** A value of the base arithmetic and its place on the tape; constants have none and are not recorded. */
export interface Node<T> {
  readonly value: T;
  readonly index: number;
}

export interface Seed<T> {
  readonly node: Node<T>;
  readonly cotangent: T;
}

export interface TapeOptions {
  /**
   * Where a choice is tied or undecided (a kink): `first` gives the derivative to the first operand; `hull`
   * gives either operand anything between none and all of it, so that every subgradient lies in the result's
   * ball. It needs a base whose `join` is wider than a point.
   */
  readonly ties: 'first' | 'hull';
}

export interface TapeArithmetic<T> extends Arithmetic<Node<T>> {
  /** A variable to differentiate by. */
  input(value: T): Node<T>;
  constant(value: T): Node<T>;
  /**
   * Σ cotangent · ∂node/∂input over the seeds, for each input, in one sweep. What reaches a node is added up
   * by the base's `sum`, so that a ball covers every order of accumulation. Leaves the tape as it was.
   */
  gradient(seeds: readonly Seed<T>[], inputs: readonly Node<T>[]): T[];
  /** Tied or undecided choices met, and infinite slopes that no adjoint reached, since the last reset. */
  readonly kinks: number;
  /** Forgets all nodes; those made before must not be used again. */
  reset(): void;
}

/** The partial derivatives 1 and −1, by which nothing is multiplied. */
const unchanged: unique symbol = Symbol('1');
const negated: unique symbol = Symbol('-1');
type Slope<T> = T | typeof unchanged | typeof negated;

const slopeBits = 2048;
let slopeOfErf: bigint | undefined;

/**
 * A zero adjoint is not propagated: 0·∞ must not poison a gradient through a branch that nothing depends on,
 * such as √0 behind a zero weight. That is a choice, not a theorem (the slope of (√x)² at 0 is 1), so it
 * counts as a kink; and with `hull` zero times an unknown slope stays unknown, for others may choose otherwise.
 *
 * Partial derivatives are those that libraries use: 1 − y² for tanh, y·(1 − y) for the sigmoid. A ball
 * therefore admits their cancellation, and a truth is obtained by raising the precision of the base.
 */
export function tape<T>(base: Arithmetic<T>, options: TapeOptions): TapeArithmetic<T> {
  const hull = options.ties === 'hull';
  const zero = base.number(0);
  const one = base.number(1);
  const either = base.join(zero, one);

  // Node i has the parents and partials from starts[i] up to starts[i + 1].
  let starts = [0];
  let parents: number[] = [];
  let partials: Slope<T>[] = [];
  let kinks = 0;

  const constant = (value: T): Node<T> => ({ value, index: -1 });

  const depend = (parent: Node<T>, partial: Slope<T>): void => {
    parents.push(parent.index);
    partials.push(partial);
  };
  const finish = (value: T): Node<T> => {
    starts.push(parents.length);
    return { value, index: starts.length - 2 };
  };

  const unary = (a: Node<T>, value: T, partial: () => Slope<T>): Node<T> => {
    if (a.index < 0) return constant(value);
    depend(a, partial());
    return finish(value);
  };

  const binary = (
    a: Node<T>,
    b: Node<T>,
    value: T,
    partialA: () => Slope<T>,
    partialB: () => Slope<T>,
  ): Node<T> => {
    if (a.index < 0 && b.index < 0) return constant(value);
    if (a.index >= 0) depend(a, partialA());
    if (b.index >= 0) depend(b, partialB());
    return finish(value);
  };

  const keep = (): Slope<T> => unchanged;
  const negate = (): Slope<T> => negated;
  const isZero = (a: T): boolean => base.equal(a, zero) === true;

  /** a where `firstWins`, else b; `undefined` and ties are kinks. */
  const choose = (a: Node<T>, b: Node<T>, value: T, firstWins: boolean | undefined): Node<T> => {
    if (a.index < 0 && b.index < 0) return constant(value);
    const tied = firstWins === undefined || base.equal(a.value, b.value) === true;
    if (tied) kinks++;
    if (tied && hull)
      return binary(
        a,
        b,
        value,
        () => either,
        () => either,
      );
    return unary(tied || firstWins ? a : b, value, keep);
  };

  const not = (decision: boolean | undefined) => (decision === undefined ? undefined : !decision);

  const slope = (): T => {
    slopeOfErf ??= twoOverRootPi(slopeBits);
    return base.ratio(slopeOfErf, 1n << BigInt(slopeBits));
  };
  let erfSlope: T | undefined;

  const sweep = (seeds: readonly Seed<T>[]): (T | undefined)[] => {
    const collected: (T[] | undefined)[] = new Array(starts.length - 1);
    const adjoints: (T | undefined)[] = new Array(starts.length - 1);
    const collect = (index: number, contribution: T): void => {
      const list = collected[index];
      if (list === undefined) collected[index] = [contribution];
      else list.push(contribution);
    };
    let last = -1;
    for (const { node, cotangent } of seeds) {
      if (node.index < 0) continue;
      collect(node.index, cotangent);
      if (node.index > last) last = node.index;
    }
    for (let i = last; i >= 0; i--) {
      const list = collected[i];
      if (list === undefined) continue;
      const adjoint = list.length === 1 ? list[0] : base.sum(list);
      adjoints[i] = adjoint;
      const dead = isZero(adjoint);
      for (let k = starts[i]; k < starts[i + 1]; k++) {
        const partial = partials[k];
        const flat = typeof partial === 'symbol' || Number.isFinite(base.toNumber(partial));
        if (dead && !flat) kinks++;
        if (dead && !hull) continue;
        if (partial === unchanged) collect(parents[k], adjoint);
        else if (partial === negated) collect(parents[k], base.neg(adjoint));
        else collect(parents[k], base.mul(adjoint, partial));
      }
    }
    return adjoints;
  };

  return {
    name: `tape of ${base.name}`,
    number: (x) => constant(base.number(x)),
    ratio: (p, q) => constant(base.ratio(p, q)),
    toNumber: (a) => base.toNumber(a.value),
    input: finish,
    constant,
    stop: (a) => constant(a.value),

    add: (a, b) => binary(a, b, base.add(a.value, b.value), keep, keep),
    sub: (a, b) => binary(a, b, base.sub(a.value, b.value), keep, negate),
    mul: (a, b) =>
      binary(
        a,
        b,
        base.mul(a.value, b.value),
        () => b.value,
        () => a.value,
      ),
    div: (a, b) => {
      const y = base.div(a.value, b.value);
      return binary(
        a,
        b,
        y,
        () => base.div(one, b.value),
        () => base.neg(base.div(y, b.value)),
      );
    },
    neg: (a) => unary(a, base.neg(a.value), negate),
    abs: (a) => {
      const value = base.abs(a.value);
      if (a.index < 0) return constant(value);
      const negative = base.less(a.value, zero);
      const tied = negative === undefined || isZero(a.value);
      if (tied) kinks++;
      return unary(a, value, () =>
        tied && hull ? base.join(base.neg(one), one) : negative === true ? negated : unchanged,
      );
    },
    sum: (terms) => {
      const value = base.sum(terms.map((term) => term.value));
      const recorded = parents.length;
      for (const term of terms) if (term.index >= 0) depend(term, unchanged);
      return parents.length === recorded ? constant(value) : finish(value);
    },

    exp: (a) => {
      const y = base.exp(a.value);
      return unary(a, y, () => y);
    },
    expm1: (a) => unary(a, base.expm1(a.value), () => base.exp(a.value)),
    log: (a) => unary(a, base.log(a.value), () => base.div(one, a.value)),
    log1p: (a) => unary(a, base.log1p(a.value), () => base.div(one, base.add(one, a.value))),
    sqrt: (a) => {
      const y = base.sqrt(a.value);
      return unary(a, y, () => base.div(one, base.add(y, y)));
    },
    tanh: (a) => {
      const y = base.tanh(a.value);
      return unary(a, y, () => base.sub(one, base.mul(y, y)));
    },
    sin: (a) => unary(a, base.sin(a.value), () => base.cos(a.value)),
    cos: (a) => unary(a, base.cos(a.value), () => base.neg(base.sin(a.value))),
    erf: (a) =>
      unary(a, base.erf(a.value), () => {
        erfSlope ??= slope();
        return base.mul(erfSlope, base.exp(base.neg(base.mul(a.value, a.value))));
      }),
    sigmoid: (a) => {
      const y = base.sigmoid(a.value);
      return unary(a, y, () => base.mul(y, base.sub(one, y)));
    },
    softplus: (a) => unary(a, base.softplus(a.value), () => base.sigmoid(a.value)),
    pow: (a, b) => {
      const y = base.pow(a.value, b.value);
      return binary(
        a,
        b,
        y,
        () => base.mul(b.value, base.pow(a.value, base.sub(b.value, one))),
        () => (isZero(y) ? zero : base.mul(y, base.log(a.value))),
      );
    },
    power: (a, n) => {
      const y = base.power(a.value, n);
      if (n === 0) return constant(y);
      return unary(a, y, () => (n === 1 ? unchanged : base.mul(base.number(n), base.power(a.value, n - 1))));
    },

    max: (a, b) => choose(a, b, base.max(a.value, b.value), not(base.less(a.value, b.value))),
    min: (a, b) => choose(a, b, base.min(a.value, b.value), not(base.less(b.value, a.value))),
    /**
     * With ties `hull` a tie that a gradient can feel is undecided, so that piecewise formulas take both
     * branches.
     */
    less: (a, b) => {
      const decision = base.less(a.value, b.value);
      if (a.index < 0 && b.index < 0) return decision;
      if (decision === undefined || base.equal(a.value, b.value) === true) {
        kinks++;
        return hull ? undefined : decision;
      }
      return decision;
    },
    equal: (a, b) => base.equal(a.value, b.value),
    join: (a, b) =>
      binary(
        a,
        b,
        base.join(a.value, b.value),
        () => either,
        () => either,
      ),

    gradient: (seeds, inputs) => {
      const adjoints = sweep(seeds);
      return inputs.map(({ index }) => (index < 0 ? zero : (adjoints[index] ?? zero)));
    },
    get kinks() {
      return kinks;
    },
    reset: () => {
      starts = [0];
      parents = [];
      partials = [];
      kinks = 0;
    },
  };
}
