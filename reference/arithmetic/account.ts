import type { Arithmetic } from './arithmetic.ts';
import type { Ball } from './ball.ts';
import { isPowerOfTwo } from './dtype.ts';

/** A ball that remembers how it came about: where its error comes from can be told afterwards. */
export interface Account {
  readonly ball: Ball;
  /** The operation: a method of the arithmetic. */
  readonly op: keyof Arithmetic<unknown>;
  readonly from: readonly Account[];
  /** How often this operation itself rounds: n − 1 times for a sum of n terms. */
  readonly roundings: number;
}

/** Reads a formula over balls, and keeps for each number the operations that led to it. */
export function accounting(base: Arithmetic<Ball>): Arithmetic<Account> {
  const leaf = (op: 'number' | 'ratio', ball: Ball): Account => ({
    ball,
    op,
    from: [],
    roundings: ball.e > 0 ? 1 : 0,
  });
  /** An operation that only hands on the errors of its operands; its result may be one of them. */
  const exact = (op: Account['op'], ball: Ball, from: readonly Account[]): Account =>
    from.find((one) => one.ball === ball) ?? { ball, op, from, roundings: 0 };
  /** One that rounds once, unless its result is exact or one of its operands. */
  const operation = (op: Account['op'], ball: Ball, from: readonly Account[]): Account =>
    from.find((one) => one.ball === ball) ?? { ball, op, from, roundings: ball.e > 0 ? 1 : 0 };
  type Unary =
    | 'exp'
    | 'expm1'
    | 'log'
    | 'log1p'
    | 'sqrt'
    | 'tanh'
    | 'sin'
    | 'cos'
    | 'erf'
    | 'sigmoid'
    | 'softplus';
  const unary = (op: Unary) => (a: Account) => {
    const one = operation(op, base[op](a.ball), [a]);
    return one.roundings > 0 && one !== a ? { ...one, roundings: STEPS[op] ?? 1 } : one;
  };
  const binary = (op: 'add' | 'sub' | 'div' | 'pow') => (a: Account, b: Account) =>
    operation(op, base[op](a.ball, b.ball), [a, b]);
  const chosen = (op: 'max' | 'min' | 'join') => (a: Account, b: Account) =>
    exact(op, base[op](a.ball, b.ball), [a, b]);

  return {
    name: `account of ${base.name}`,
    number: (x) => leaf('number', base.number(x)),
    ratio: (p, q) => leaf('ratio', base.ratio(p, q)),
    toNumber: ({ ball }) => base.toNumber(ball),
    add: binary('add'),
    sub: binary('sub'),
    mul(a, b) {
      const scales = isScale(a.ball) || isScale(b.ball);
      return (scales ? exact : operation)('mul', base.mul(a.ball, b.ball), [a, b]);
    },
    div: binary('div'),
    neg: (a) => exact('neg', base.neg(a.ball), [a]),
    abs: (a) => exact('abs', base.abs(a.ball), [a]),
    sum(terms) {
      const ball = base.sum(terms.map((term) => term.ball));
      const added = terms.filter((term) => term.ball.v !== 0 || term.ball.e !== 0);
      return added.length === 1
        ? added[0]!
        : { ball, op: 'sum', from: added, roundings: Math.max(0, added.length - 1) };
    },
    exp: unary('exp'),
    expm1: unary('expm1'),
    log: unary('log'),
    log1p: unary('log1p'),
    sqrt: unary('sqrt'),
    tanh: unary('tanh'),
    sin: unary('sin'),
    cos: unary('cos'),
    erf: unary('erf'),
    sigmoid: unary('sigmoid'),
    softplus: unary('softplus'),
    pow: binary('pow'),
    power: (a, n) => operation('power', base.power(a.ball, n), [a]),
    max: chosen('max'),
    min: chosen('min'),
    less: (a, b) => base.less(a.ball, b.ball),
    equal: (a, b) => base.equal(a.ball, b.ball),
    join: chosen('join'),
    stop: (a) => a,
  };
}

/** A function that is computed from others counts their roundings: 1/(1+exp(−x)), log(1+exp(x)). */
const STEPS: Partial<Record<Account['op'], number>> = { sigmoid: 3, softplus: 3 };

/** A product by an exact 0 or ±2^k does not round. */
const isScale = ({ v, e }: Ball): boolean => e === 0 && (v === 0 || isPowerOfTwo(v));

/** How many roundings led to a number; those of a number that is used twice count once. */
export function roundings(account: Account): number {
  const seen = new Set<Account>();
  const open = [account];
  let count = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    count += next.roundings;
    open.push(...next.from);
  }
  return count;
}

/** Where a small relative error became a large one. */
export interface Growth {
  readonly at: Account;
  /** How many times larger it is than what came in and one rounding; ∞ where nothing was left of the value. */
  readonly times: number;
}

/** On the way along which most of the error came, the operation that made it grow most; undefined where none did. */
export function greatestGrowth(account: Account, unitRoundoff: number): Growth | undefined {
  let greatest: Growth | undefined;
  for (let at: Account | undefined = account; at && at.from.length > 0; at = source(at)) {
    const before = Math.max(0, ...at.from.map(relative));
    const times = relative(at) / (before + ownError(at) * unitRoundoff);
    if (times > (greatest?.times ?? NOTABLE)) greatest = { at, times };
  }
  return greatest;
}

/** Growth below this is what several roundings make anyway. */
const NOTABLE = 4;

/** What the operation adds by itself where nothing cancels, in unit roundoffs; a function may err by a few ulp. */
const ownError = ({ op, roundings: n }: Account): number => (op === 'sum' ? n : 4);

const relative = ({ ball: { v, e } }: Account): number => (e === 0 ? 0 : e / Math.abs(v));

/** The operand that most of the error came from: by its size in a sum, by its share elsewhere. */
function source({ op, from }: Account): Account | undefined {
  const adds = op === 'sum' || op === 'add' || op === 'sub' || op === 'join';
  const error = (one: Account) => (adds ? one.ball.e : relative(one));
  return from.reduce<Account | undefined>(
    (most, one) => (error(one) > (most ? error(most) : 0) ? one : most),
    undefined,
  );
}
