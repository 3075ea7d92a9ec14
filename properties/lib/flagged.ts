import { float64 } from '../../reference/arithmetic/float64.ts';
import { tape } from '../../reference/arithmetic/tape.ts';
import { evaluate } from '../../reference/lib/evaluate.ts';
import { gradient } from '../../reference/lib/gradient.ts';
import { prepare } from '../../reference/lib/prepare.ts';
import type { Tensor, Tensors } from '../../spec/lib/tensor.ts';
import spec from '../../spec/lstm.ts';
import type { LawContext } from './laws.ts';
import { fill, map } from './tensors.ts';

/** Every sequence of three symbols, ±1, with every place of the flag: x is [symbol, flag] at each step. */
const T = 3;
const SEQUENCES = 2 ** T * T;
const sign = (n: number, t: number) => (Math.floor(n / T) & (1 << t) ? 1 : -1);
const isFlagged = (n: number, t: number) => n % T === t;
/** What the last state is to be: a state stays within ±1, so not the symbol itself. */
const target = (n: number) => 0.5 * sign(n, n % T);

const STEPS = 60;
const RATE = 8;
const APART = 0.1;

/** Does gradient descent from a random start find weights that recall the flagged symbol, with the gates that the law tells of? */
export async function flagsLearned({
  A,
  run,
  inputs,
  random,
}: Pick<LawContext, 'A' | 'run' | 'inputs' | 'random'>): Promise<boolean> {
  const start = (name: string, shape: readonly number[]) =>
    fill(inputs[name]!, shape, () => random.integer(-4, 4) / 8);
  const still = (name: string) => fill(inputs[name]!, [SEQUENCES, 1], () => 0);
  const x = fill(inputs.x!, [SEQUENCES, T, 2], (at) => {
    const [n, t] = [Math.floor(at / (2 * T)), Math.floor(at / 2) % T];
    return at % 2 === 0 ? sign(n, t) : Number(isFlagged(n, t));
  });
  let net: Tensors = {
    x,
    h0: still('h0'),
    c0: still('c0'),
    W: start('W', [4, 1, 2]),
    U: fill(inputs.U!, [4, 1, 1], () => 0),
    b: start('b', [4, 1]),
  };
  for (let step = 0; step < STEPS; step++) net = descended(net);
  const { h } = await run(net);
  const recalled = Array.from({ length: SEQUENCES }, (_, n) => A.toNumber(h!.data[n * T + T - 1]!));
  const state = (n: number, t: number) => (t === 0 ? 0 : A.toNumber(h!.data[n * T + t - 1]!));
  const gate = (q: number, n: number, t: number) => {
    const { W, U, b } = net as Record<'W' | 'U' | 'b', Tensor>;
    const read = W.data[2 * q]! * sign(n, t) + W.data[2 * q + 1]! * Number(isFlagged(n, t));
    return 1 / (1 + Math.exp(-(read + U.data[q]! * state(n, t) + b.data[q]!)));
  };
  const difference = (q: number) => {
    const mean = (flagged: boolean) => {
      const values = Array.from({ length: SEQUENCES * T }, (_, at) => [Math.floor(at / T), at % T] as const)
        .filter(([n, t]) => isFlagged(n, t) === flagged)
        .map(([n, t]) => gate(q, n, t));
      return values.reduce((sum, v) => sum + v, 0) / values.length;
    };
    return mean(true) - mean(false);
  };
  return recalled.every((h, n) => h * target(n) > 0) && difference(0) > APART && difference(1) < 0;
}

const recorder = tape(float64, { ties: 'first' });

/** One step down the mean squared distance of the last states from their targets, by the equations in doubles. */
function descended(net: Tensors): Tensors {
  const prepared = prepare(spec);
  const equations = prepared.truth.algorithms[0]!;
  const { h } = evaluate(prepared, equations, float64, net, {});
  const off = fill(net.x!, [SEQUENCES, T, 1], (at) =>
    at % T === T - 1 ? (2 * (h!.data[at]! - target(Math.floor(at / T)))) / SEQUENCES : 0,
  );
  const { gradients } = gradient(prepared, equations, recorder, float64.number, net, {}, { h: off });
  const next = (name: string) => map(net[name]!, (w, n) => w - RATE * gradients[name]!.data[n]!);
  return { ...net, W: next('W'), U: next('U'), b: next('b') };
}
