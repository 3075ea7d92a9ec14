import spec from '../spec/context-windows.ts';
import type { Tensors } from '../spec/lib/tensor.ts';
import { algorithmLaws } from './lib/algorithm-laws.ts';

/** is it good or is it bad. */
const IS_IT_GOOD = [0, 1, 2, 3, 0, 1, 4];

type Pair = readonly [middle: number, nearby: number];

const withTokens = (tokens: readonly number[]): Tensors => ({
  tokens: { shape: [tokens.length], data: Int32Array.from(tokens) },
});

/** The pairs without their padding. */
function pairsOf({ pairs }: Tensors): Pair[] {
  const all = Array.from({ length: pairs!.shape[0]! }, (_, n): Pair => {
    const [middle, nearby] = pairs!.data.slice(2 * n, 2 * n + 2);
    return [middle!, nearby!];
  });
  return all.filter(([middle]) => middle !== -1);
}

/** How often each pair stands there. */
function tally(pairs: readonly Pair[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const pair of pairs) counts.set(String(pair), (counts.get(String(pair)) ?? 0) + 1);
  return counts;
}

const sameCounts = (a: Map<string, number>, b: Map<string, number>): boolean =>
  a.size === b.size && [...a].every(([key, count]) => b.get(key) === count);

const numbered = (inputs: Tensors): number[] => Array.from(inputs.tokens!.data, (_, t) => t);

/** The product of table(middle, nearby) over the pairs, each a fraction, as one fraction. */
function likelihood(
  pairs: readonly Pair[],
  table: (pair: Pair) => readonly [bigint, bigint],
): readonly [bigint, bigint] {
  return pairs.reduce<readonly [bigint, bigint]>(
    ([above, below], pair) => {
      const [a, b] = table(pair);
      return [above * a, below * b];
    },
    [1n, 1n],
  );
}

/** P(nearby | middle) as often as it occurs. */
function frequencies(pairs: readonly Pair[]) {
  const counts = tally(pairs);
  const rows = tally(pairs.map(([middle]) => [middle, 0]));
  return (pair: Pair) => [BigInt(counts.get(String(pair))!), BigInt(rows.get(`${pair[0]},0`)!)] as const;
}

export default algorithmLaws(spec, {
  C1: async ({ inputs, options, run, that }) => {
    // The words are numbered by their places, so that a pair of words is one of places.
    const places = numbered(inputs);
    const counts = tally(pairsOf(await run(withTokens(places), options)));
    for (const s of places)
      for (const t of places) {
        const expected = s !== t && Math.abs(s - t) <= Number(options.window) ? 1 : 0;
        const found = counts.get(`${s},${t}`) ?? 0;
        that(found === expected, `places ${s} and ${t} are paired ${found} times, must be ${expected}`);
      }
  },
  C2: async ({ inputs, options, run, that }) => {
    const [T, c] = [inputs.tokens!.data.length, Number(options.window)];
    const answer = await run(inputs, options);
    const expected = T >= c ? 2 * c * T - c * (c + 1) : T * (T - 1);
    const found = pairsOf(answer).length;
    that(found === expected, `there are ${found} pairs, must be ${expected}`);
    const sum = [...answer.around!.data].reduce((total, count) => total + count, 0);
    that(sum === expected, `the contexts hold ${sum} words, must hold ${expected}`);
  },
  C3: async ({ inputs, options, run, that }) => {
    const [T, c] = [inputs.tokens!.data.length, Number(options.window)];
    const answer = await run(withTokens(numbered(inputs)), options);
    const pairs = pairsOf(answer);
    answer.around!.data.forEach((count: number, t: number) => {
      const left = pairs.filter(([middle, nearby]) => middle === t && nearby < t).length;
      const right = pairs.filter(([middle, nearby]) => middle === t && nearby > t).length;
      const stated = [Math.min(t, c), Math.min(T - 1 - t, c)] as const;
      that(left === stated[0], `place ${t} has ${left} words on its left, must have ${stated[0]}`);
      that(right === stated[1], `place ${t} has ${right} words on its right, must have ${stated[1]}`);
      that(count === left + right, `place ${t} is said to have ${count} words around it`);
      const inside = t >= c && t + c < T;
      that(!inside || count === 2 * c, `place ${t} inside the text has ${count} words around it`);
    });
  },
  C4: async ({ inputs, options, run, that }) => {
    const pairs = pairsOf(await run(inputs, options));
    const turned = pairs.map(([middle, nearby]): Pair => [nearby, middle]);
    that(
      sameCounts(tally(pairs), tally(turned)),
      'a word stands near another more often than the other way round',
    );
  },
  C5: async ({ inputs, options, run, that }) => {
    const backwards = withTokens([...inputs.tokens!.data].reverse());
    const [one, other] = [await run(inputs, options), await run(backwards, options)];
    that(sameCounts(tally(pairsOf(one)), tally(pairsOf(other))), 'read backwards the text has other pairs');
  },
  C6: async ({ inputs, options, random, run, that }) => {
    const names = random.permutation(50);
    const renamed = withTokens(Array.from(inputs.tokens!.data, (token) => names[token]!));
    const [one, other] = [await run(inputs, options), await run(renamed, options)];
    const expected = pairsOf(one).map(([middle, nearby]) => [names[middle]!, names[nearby]!]);
    that(
      String(pairsOf(other)) === String(expected),
      'the renamed text has other pairs than the renamed pairs',
    );
  },
  C7: async ({ inputs, options, random, run, that }) => {
    const pairs = pairsOf(await run(inputs, options));
    const [above, below] = likelihood(pairs, frequencies(pairs));
    const weights = Array.from({ length: 50 }, () => Array.from({ length: 50 }, () => random.integer(1, 8)));
    const [other, under] = likelihood(pairs, ([middle, nearby]) => {
      const row = new Set(pairs.filter(([m]) => m === middle).map(([, n]) => n));
      const total = [...row].reduce((sum, n) => sum + weights[middle]![n]!, 0);
      return [BigInt(weights[middle]![nearby]!), BigInt(total)];
    });
    that(
      other * below <= above * under,
      'another table makes the pairs more probable than their frequencies',
    );
    const worked = pairsOf(await run(withTokens(IS_IT_GOOD), { ...options, window: 1 }));
    const [most, of] = likelihood(worked, frequencies(worked));
    that(
      most * 6912n === of,
      `the worked sentence has at most the probability ${most}/${of}, must be 1/6912`,
    );
  },
});
