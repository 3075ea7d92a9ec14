import { prepare } from '../reference/lib/prepare.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/pair-embedding.ts';
import { entries } from './lib/entries.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import { combine, exact } from './lib/products.ts';
import { fill, map, reorder } from './lib/tensors.ts';

const TABLES = ['E', 'P', 'S'] as const;

/** The inputs with tables of zeros but for these. */
const only = (inputs: Tensors, kept: readonly string[]): Tensors => ({
  ...inputs,
  ...Object.fromEntries(
    TABLES.map((name) => [name, kept.includes(name) ? inputs[name]! : map(inputs[name]!, () => 0)]),
  ),
});

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    const [E, P, S] = await Promise.all(TABLES.map(async (name) => (await run(only(inputs, [name]))).y!));
    claim.same((await run(inputs)).y!, combine(combine(E!, P!, A.add), S!, A.add), 'y');
  },
  C2: async ({ A, run, inputs, claim }) => {
    const D = inputs.S!.shape[1]!;
    const S = map(inputs.S!, (_, n) => n + 1);
    const { y } = await run({ ...only(inputs, []), S });
    y!.data.forEach((value, n) => {
      const segment = inputs.segments!.data[Math.floor(n / D)]!;
      claim.equal(value, A.number(segment * D + (n % D) + 1), `y at ${n}, of segment ${segment},`);
    });
  },
  C3: ({ random, claim }) => {
    const sizes = { V: random.integer(2, 99), L: random.integer(1, 99), D: random.integer(1, 99), N: 1 };
    const count = entries(prepare(spec), ['S'], sizes);
    claim.that(count === 2 * sizes.D, `the table of segments holds ${count} numbers for D = ${sizes.D}`);
  },
  C4: async ({ run, inputs, claim }) => {
    const other = {
      ...inputs,
      S: reorder(inputs.S!, 0, [1, 0]),
      segments: map(inputs.segments!, (segment) => 1 - segment),
    };
    claim.same((await run(other)).y!, (await run(inputs)).y!, 'y with segments and rows exchanged');
  },
  C5: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const { tokens, segments } = inputs as Record<'tokens' | 'segments', Tensor>;
    const D = inputs.E!.shape[1]!;
    const L = tokens.shape[1]!;
    const cotangent = fill(inputs.E!, [...tokens.shape, D], () => random.integer(-8, 8) / 8);
    const gradient = await vjp(inputs, { y: cotangent });
    const added = exact(A, cotangent).data;
    const rowOf: Record<(typeof TABLES)[number], (position: number) => number> = {
      E: (position) => tokens.data[position]!,
      P: (position) => position % L,
      S: (position) => segments.data[position]!,
    };
    for (const name of TABLES) {
      const of = (n: number): Value =>
        A.sum(
          added.filter((_, m) => m % D === n % D && rowOf[name](Math.floor(m / D)) === Math.floor(n / D)),
        );
      gradient[name]!.data.forEach((got, n) => {
        claim.equal(got, of(n), `the gradient of ${name} at ${n}`);
      });
      claim.equal(A.sum(gradient[name]!.data), A.sum(added), `the sum of the gradient of ${name}`);
    }
  }),
  C6: async ({ run, inputs, random, claim }) => {
    const order = random.permutation(inputs.tokens!.shape[1]!);
    const bare = only(inputs, ['E', 'S']);
    const [tokens, segments] = [reorder(inputs.tokens!, 1, order), reorder(inputs.segments!, 1, order)];
    const { y } = await run({ ...bare, tokens, segments });
    claim.same(y!, reorder((await run(bare)).y!, 1, order), 'y reordered');
  },
});
