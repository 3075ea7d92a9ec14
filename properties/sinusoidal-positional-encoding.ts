import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import { prepare } from '../reference/lib/prepare.ts';
import embedding from '../spec/embedding.ts';
import spec from '../spec/sinusoidal-positional-encoding.ts';
import { isAdmissible } from './lib/domain.ts';
import { entries } from './lib/entries.ts';
import { type LawContext, laws, type Value } from './lib/laws.ts';
import { lanes } from './lib/tensors.ts';

export default laws(spec, {
  C1: async (context) => {
    const { A, claim } = context;
    (await table(context)).forEach((row, p) => {
      pairs(row).forEach(([sine, cosine], i) => {
        const square = A.add(A.power(sine, 2), A.power(cosine, 2));
        claim.equal(square, A.number(1), `sin² + cos² of pair ${i} at position ${p}`);
      });
    });
  },
  C2: async (context) => {
    const { A, claim } = context;
    const [first] = await table(context);
    first!.forEach((value, c) => {
      claim.equal(value, A.number(c % 2), `column ${c} of position 0`);
    });
  },
  C3: async (context) => {
    const { A, random, claim } = context;
    const rows = (await table(context)).map(pairs);
    const step = random.integer(0, rows.length - 1);
    rows.slice(step).forEach((moved, p) => {
      moved.forEach(([sine, cosine], i) => {
        const [s, c] = rows[p]![i]!;
        const [sk, ck] = rows[step]![i]!;
        claim.equal(sine, A.add(A.mul(s, ck), A.mul(c, sk)), `the sine of pair ${i} at ${p} + ${step}`);
        claim.equal(cosine, A.sub(A.mul(c, ck), A.mul(s, sk)), `the cosine of pair ${i} at ${p} + ${step}`);
      });
    });
  },
  C4: async (context) => {
    const { A, options, random, claim } = context;
    // Without a partner the last sine of an odd d has no such law.
    const d = evened(Number(options.d));
    const rows = await table({ ...context, options: { ...options, d } });
    const step = random.integer(0, rows.length - 1);
    const product = dot(A, rows[0]!, rows[step]!);
    rows.slice(step).forEach((row, p) => {
      claim.equal(dot(A, rows[p]!, row), product, `the product of positions ${p} and ${p + step}`);
      claim.equal(dot(A, row, row), A.number(d / 2), `the squared length of position ${p + step}`);
    });
  },
  C5: async (context) => {
    const { options, claim } = context;
    const length = Number(options.length);
    const longer = await table({ ...context, options: { ...options, length: length + 3 } });
    claim.that(longer.length === length + 3, `the longer table has ${longer.length} rows`);
    (await table(context)).forEach((row, p) => {
      row.forEach((value, c) => {
        claim.equal(longer[p]![c]!, value, `the longer table at [${p},${c}]`);
      });
    });
  },
  C6: async (context) => {
    const { A, claim } = context;
    (await table(context)).forEach((row, p) => {
      claim.equal(row[0]!, A.sin(A.number(p)), `column 0 of position ${p}`);
      if (row.length > 1) claim.equal(row[1]!, A.cos(A.number(p)), `column 1 of position ${p}`);
    });
  },
  C7: async (context) => {
    const { A, claim } = context;
    for (const value of (await table(context)).flat()) claim.atMost(A.abs(value), A.number(1), 'an entry');
  },
  C8: async (context) => {
    const { options, claim } = context;
    const d = evened(Number(options.d));
    const rows = (await table({ ...context, options: { ...options, d, base: 2 ** (d / 2) } })).map(pairs);
    for (let p = 0; 2 * p < rows.length; p++)
      for (let i = 1; i < d / 2; i++)
        [0, 1].forEach((part) => {
          claim.equal(rows[2 * p]![i]![part]!, rows[p]![i - 1]![part]!, `pair ${i} at position ${2 * p}`);
        });
  },
  C9: async (context) => {
    const { A, options, random, claim } = context;
    const [length, d] = [Number(options.length), Number(options.d)];
    const own = prepare(spec).tensors.inputs.map(({ name }) => name);
    claim.that(entries(prepare(spec), own, {}, options) === 0, `it has the parameters ${own}`);
    const learned = entries(prepare(embedding), ['E'], { V: length, D: d });
    claim.that(learned === length * d, `the learned table has ${learned} parameters`);

    const beyond = length + random.integer(0, 60);
    const rows = await table({ ...context, options: { ...options, length: beyond + 1 } });
    claim.that(rows[beyond]?.length === d, `there is no encoding of position ${beyond}`);
    claim.equal(rows[beyond]![0]!, A.sin(A.number(beyond)), `the encoding of position ${beyond}`);
    claim.that(looksUp(length, d, length - 1), `the learned table refuses position ${length - 1}`);
    claim.that(!looksUp(length, d, beyond), `the learned table takes position ${beyond}`);
  },
});

/** May this position be looked up in a table of `length` rows? */
function looksUp(length: number, d: number, position: number): boolean {
  const inputs = {
    E: { shape: [length, d], data: new Float64Array(length * d) },
    tokens: { shape: [1], data: Int32Array.of(position) },
  };
  const asked = { dtype: 'f64', regime: 'integers', options: {}, inputs, cotangents: {}, seed: 0 } as const;
  return isAdmissible(prepare(embedding), asked, {});
}

const evened = (d: number): number => 2 * Math.ceil(d / 2);

/** The encodings, a position a row. */
const table = async ({ run, options }: LawContext): Promise<Value[][]> =>
  lanes((await run({}, options)).y!, 1);

/** Sine and cosine of every frequency that has both. */
const pairs = (row: readonly Value[]): [Value, Value][] =>
  Array.from({ length: Math.floor(row.length / 2) }, (_, i) => [row[2 * i]!, row[2 * i + 1]!]);

const dot = (A: Arithmetic<Value>, a: readonly Value[], b: readonly Value[]): Value =>
  A.sum(a.map((value, n) => A.mul(value, b[n]!)));
