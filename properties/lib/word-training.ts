import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';
import type { LawContext } from './laws.ts';
import { fill, map } from './tensors.ts';

/** A text in which words 0 and 1 stand in the same places: two sentences that differ in them alone, and another. */
const SENTENCES = [
  [2, 0, 3],
  [2, 1, 3],
  [4, 5, 6],
];
const WORDS = 7;
const WIDTH = 2;
const STEPS = 20;
const RATE = 0.5;

/** Every pair of neighbours, in both directions, as often as it stands there. */
const PAIRS = SENTENCES.flatMap((words) =>
  words.slice(1).flatMap((word, n) => [
    [word, words[n]!],
    [words[n]!, word],
  ]),
) as [centre: number, outside: number][];

/**
 * Gradient descent on the summed loss of every pair, from a random start. Are the two words that stand in the same
 * places nearer to each other, by their cosine, than either is to any other word?
 */
export async function likeWordsMeet(
  { A, inputs, random, vjp }: Pick<LawContext, 'A' | 'inputs' | 'random' | 'vjp'>,
  options?: OptionValues,
): Promise<boolean> {
  const table = () => fill(inputs.v!, [WORDS, WIDTH], () => random.integer(-4, 4) / 8 + 1 / 64);
  const loss = fill(inputs.v!, [PAIRS.length], () => 1);
  let now: Tensors = {
    v: table(),
    theta: table(),
    centre: fill(inputs.centre!, [PAIRS.length], (n) => PAIRS[n]![0]),
    outside: fill(inputs.outside!, [PAIRS.length], (n) => PAIRS[n]![1]),
  };
  for (let step = 0; step < STEPS; step++) {
    const gradient = await vjp(now, { loss }, options);
    const next = (name: 'v' | 'theta') =>
      map(now[name]!, (x, n) => x - RATE * A.toNumber(gradient[name]!.data[n]!));
    now = { ...now, v: next('v'), theta: next('theta') };
  }
  const row = (word: number) => [...now.v!.data.slice(word * WIDTH, (word + 1) * WIDTH)];
  const together = cosine(row(0), row(1));
  const others = Array.from({ length: WORDS - 2 }, (_, k) => row(k + 2));
  return others.every((other) => together > cosine(row(0), other) && together > cosine(row(1), other));
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const product = (x: readonly number[], y: readonly number[]) => x.reduce((sum, z, d) => sum + z * y[d]!, 0);
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
}
