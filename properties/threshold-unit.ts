import type { Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/threshold-unit.ts';
import { type LawContext, laws, seldom, withGradient } from './lib/laws.ts';
import { fill, map, slice } from './lib/tensors.ts';
import { drawn, rounded } from './lib/unrolled.ts';

/** The four corners of the unit square. */
const corners = ({ x }: Tensors) =>
  fill(x!, [4, 2], (n) => (n % 2 === 0 ? Math.floor(n / 4) : Math.floor(n / 2) % 2));
const EXCLUSIVE_OR = [0, 1, 1, 0];

/** Units with these weights and biases: w₁, w₂, b of each. */
const units = ({ x }: Tensors, rows: readonly (readonly number[])[]): Tensors => ({
  W: fill(x!, [rows.length, 2], (n) => rows[Math.floor(n / 2)]![n % 2]!),
  b: fill(x!, [rows.length], (k) => rows[k]![2]!),
});

/** How many of the four inputs each unit gets right. */
async function right(
  { A, run, inputs }: LawContext,
  rows: readonly (readonly number[])[],
): Promise<number[]> {
  const { y } = await run({ x: corners(inputs), ...units(inputs, rows) });
  return rows.map(
    (_, k) => EXCLUSIVE_OR.filter((wanted, n) => A.toNumber(y!.data[n * rows.length + k]!) === wanted).length,
  );
}

const EIGHTHS = Array.from({ length: 17 }, (_, n) => n / 8 - 1);

export default laws(spec, {
  C1: async ({ A, run, inputs, random, claim }) => {
    for (const value of (await run(inputs)).y!.data)
      claim.equal(A.mul(value, value), value, 'the square of y');
    // A bias that takes off exactly what the first sample brings.
    const x = slice(inputs.x!, 0, 0, 1);
    const W = drawn(x, inputs.W!.shape, random);
    const D = x.data.length;
    const sum = (k: number) => [...x.data].reduce((total, value, d) => total + value * W.data[k * D + d]!, 0);
    const { y } = await run({ x, W, b: map(inputs.b!, (_, k) => -sum(k)) });
    for (const value of y!.data) claim.equal(value, A.number(0), 'y where the sum is zero');
  },
  C2: seldom(async (context) => {
    const { random, claim } = context;
    const all = EIGHTHS.flatMap((b) => EIGHTHS.flatMap((v) => EIGHTHS.map((w) => [w, v, b])));
    const others = Array.from({ length: 200 }, () => [random.normal(), random.normal(), random.normal()]);
    const counts = await right(context, [...all, ...others]);
    const most = Math.max(...counts);
    claim.that(most === 3, `the best unit is right for ${most} of four inputs`);
  }),
  C3: async ({ A, run, inputs, claim }) => {
    const x = corners(inputs);
    const { y } = await run({
      x,
      ...units(inputs, [
        [1, 1, -0.5],
        [1, 1, -1.5],
      ]),
    });
    const hidden = rounded(A, x, y!);
    const top = await run({ x: hidden, ...units(inputs, [[1, -1, -0.5]]) });
    top.y!.data.forEach((value, n) => {
      claim.equal(
        value,
        A.number(EXCLUSIVE_OR[n]!),
        `the output for (${x.data[2 * n]}, ${x.data[2 * n + 1]})`,
      );
    });
  },
  C4: async ({ A, run, inputs, random, claim }) => {
    // No sum of products of eighths is zero with this much more.
    const off: Tensors = { ...inputs, b: map(inputs.b!, (b) => b + 1 / 256) };
    const { y } = await run(off);
    const times = (factor: number) =>
      run({ ...off, W: map(off.W!, (w) => factor * w), b: map(off.b!, (b) => factor * b) });
    claim.same((await times(2 ** random.integer(-3, 3))).y!, y!, 'y of units scaled up or down');
    const turned = (await times(-1)).y!;
    y!.data.forEach((value, n) => {
      claim.equal(A.add(value, turned.data[n]!), A.number(1), `unit and opposite, ${n}`);
    });
  },
  C5: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const off: Tensors = { ...inputs, b: map(inputs.b!, (b) => b + 1 / 256) };
    const y = drawn(inputs.x!, [inputs.x!.shape[0]!, inputs.b!.data.length], random);
    for (const { data } of Object.values(await vjp(off, { y })))
      for (const value of data) claim.equal(value, A.number(0), 'a gradient');
  }),
});
