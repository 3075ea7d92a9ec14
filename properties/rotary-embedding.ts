import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import type { Values } from '../reference/lib/evaluate.ts';
import type { OptionValues } from '../spec/lib/tensor.ts';
import spec from '../spec/rotary-embedding.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import { exact } from './lib/products.ts';
import { dot } from './lib/statistics.ts';
import { fill, lanes, map, reorder, slice } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    const before = squaredLengths(A, exact(A, inputs.x!), options);
    squaredLengths(A, (await run(inputs)).y!, options).forEach((square, n) => {
      claim.equal(square, before[n]!, `the squared length of pair ${n}`);
    });
  },
  C2: async ({ A, run, inputs, options, random, claim }) => {
    const products = async (offset: number) => {
      const rows = lanes((await run(inputs, { ...options, offset })).y!, 2);
      return rows.slice(1).map((row, n) => dot(A, row, rows[n]!));
    };
    const T = inputs.x!.shape[1]!;
    const [here, there] = [await products(0), await products(random.integer(1, 20))];
    here.forEach((product, n) => {
      // The last row of a sample has no neighbour in it.
      if ((n + 1) % T !== 0) claim.equal(there[n]!, product, `the product of rows ${n} and ${n + 1}`);
    });
  },
  C3: async ({ A, run, inputs, options, claim }) => {
    const { y } = await run(inputs, { ...options, offset: 0 });
    claim.same(slice(y!, 1, 0, 1), slice(exact(A, inputs.x!), 1, 0, 1), 'the row at position 0');
  },
  C4: async ({ run, inputs, options, random, claim }) => {
    const T = inputs.x!.shape[1]!;
    const first = random.integer(0, T - 1);
    const later = { ...options, offset: Number(options.offset) + first };
    const { y } = await run({ x: slice(inputs.x!, 1, first, T) }, later);
    claim.same(y!, slice((await run(inputs)).y!, 1, first, T), `the rows from ${first} on`);
  },
  C5: async ({ run, inputs, options, claim }) => {
    const width = inputs.x!.shape[2]!;
    // Feature c of the half layout is feature order[c] of the interleaved one.
    const order = Array.from(
      { length: width },
      (_, c) => 2 * (c % (width / 2)) + Math.floor((2 * c) / width),
    );
    const interleaved = await run(inputs, { ...options, layout: 'interleaved' });
    const half = await run({ x: reorder(inputs.x!, 2, order) }, { ...options, layout: 'half' });
    claim.same(half.y!, reorder(interleaved.y!, 2, order), 'y in the half layout');
  },
  C6: async ({ A, run, inputs, options, claim }) => {
    const [, T, width] = inputs.x!.shape as [number, number, number];
    const x = fill(inputs.x!, [1, T, width], (n) => (n % width === 0 ? 1 : 0));
    const second = options.layout === 'interleaved' ? 1 : width / 2;
    lanes((await run({ x })).y!, 2).forEach((row, t) => {
      const angle = A.number(Number(options.offset) + t);
      claim.equal(row[0]!, A.cos(angle), `the first feature of row ${t}`);
      claim.equal(row[second]!, A.sin(angle), `its partner in row ${t}`);
    });
  },
  C7: async ({ A, run, inputs, random, claim }) => {
    const other = map(inputs.x!, () => random.integer(-8, 8) / 8);
    const both = await run({ x: map(inputs.x!, (value, n) => value - 2 * other.data[n]!) });
    const [one, two] = [(await run(inputs)).y!, (await run({ x: other })).y!];
    both.y!.data.forEach((value, n) => {
      claim.equal(value, A.sub(one.data[n]!, A.mul(A.number(2), two.data[n]!)), `element ${n} of the sum`);
    });
  },
  C8: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const cotangent = map(inputs.x!, () => random.integer(-8, 8) / 8);
    const { x } = await vjp(inputs, { y: cotangent });
    const before = exact(A, cotangent);
    claim.equal(dot(A, x!.data, x!.data), dot(A, before.data, before.data), 'the squared length');
    // Turned forth with any other rows: ⟨R dx, R z⟩ = ⟨dx, z⟩ for the rotation R, and R dx is the cotangent.
    const z = map(inputs.x!, () => random.integer(-8, 8) / 8);
    const turned = (await run({ x: z })).y!;
    claim.equal(dot(A, before.data, turned.data), dot(A, x!.data, exact(A, z).data), 'the product with R z');
  }),
});

/** x² + y² of every pair. */
function squaredLengths(A: Arithmetic<Value>, values: Values<Value>, options: OptionValues): Value[] {
  const half = values.shape[2]! / 2;
  return lanes(values, 2).flatMap((row) =>
    Array.from({ length: half }, (_, i) => {
      const [a, b] = options.layout === 'interleaved' ? [2 * i, 2 * i + 1] : [i, i + half];
      return A.add(A.power(row[a]!, 2), A.power(row[b]!, 2));
    }),
  );
}
