import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import type { Values } from '../reference/lib/evaluate.ts';
import type { Tensor } from '../spec/lib/tensor.ts';
import spec from '../spec/whitening.ts';
import { type LawContext, laws, type Value, withGradient } from './lib/laws.ts';
import { exact } from './lib/products.ts';
import { fill, lanes, map } from './lib/tensors.ts';

const FEATURES = 3;
const SAMPLES = 5;

/** Samples that span all features: each but the last two has a feature of its own in which it lies far out. */
const spanning = ({ inputs, random }: LawContext): Tensor =>
  fill(inputs.x!, [SAMPLES, FEATURES], (n) => {
    const [sample, feature] = [Math.floor(n / FEATURES), n % FEATURES];
    return (sample === feature ? 4 : 0) + random.integer(-6, 6) / 8;
  });

const mean = (A: Arithmetic<Value>, values: readonly Value[]): Value =>
  A.div(A.sum(values), A.number(values.length));

const product = (A: Arithmetic<Value>, a: readonly Value[], b: readonly Value[]): Value =>
  mean(
    A,
    a.map((value, n) => A.mul(value, b[n]!)),
  );

const without = { eps: 0 };

/** The columns, less their means. */
const centred = (A: Arithmetic<Value>, values: Values<Value>): Value[][] =>
  lanes(values, 0).map((column) => column.map((value) => A.sub(value, mean(A, column))));

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    lanes((await run(inputs)).y!, 0).forEach((column, d) => {
      claim.equal(A.sum(column), A.number(0), `the sum of feature ${d}`);
    });
  },
  C2: async (context) => {
    const { A, run, claim } = context;
    const columns = lanes((await run({ x: spanning(context) }, without)).y!, 0);
    columns.forEach((one, i) => {
      columns.forEach((other, j) => {
        claim.equal(product(A, one, other), A.number(i === j ? 1 : 0), `the covariance of ${i} and ${j}`);
      });
    });
  },
  C3: async ({ A, run, inputs, random, claim }) => {
    // z1 and z2 without correlation: (a z1, b z1 + c z2) has the correlation b/√(b² + c²).
    const [a, b, c] = [1, 3 * random.integer(1, 2), 4 * random.integer(1, 2)];
    const pair = (n: number) => [1, -1][n & 1]!;
    const x = fill(inputs.x!, [4, 2], (n) => {
      const sample = n >> 1;
      return n % 2 === 0 ? a * pair(sample) : b * pair(sample) + c * pair(sample >> 1);
    });
    const alone = await Promise.all(
      [0, 1].map(async (feature) => {
        const column = fill(x, [4, 1], (n) => x.data[2 * n + feature]!);
        return (await run({ x: column }, without)).y!.data;
      }),
    );
    const correlation = A.div(A.number(b), A.sqrt(A.number(b * b + c * c)));
    claim.equal(product(A, alone[0]!, alone[1]!), correlation, 'the correlation of standardised features');
    const [one, other] = lanes((await run({ x }, without)).y!, 0);
    claim.equal(product(A, one!, other!), A.number(0), 'the correlation of whitened features');
  },
  C4: async (context) => {
    const { run, random, claim } = context;
    const x = spanning(context);
    const factors = Array.from({ length: FEATURES }, () => 2 ** random.integer(-1, 1));
    const shifts = factors.map(() => random.integer(-4, 4));
    const added = random.integer(-2, 2);
    const moved = map(x, (value, n) => {
      const d = n % FEATURES;
      return factors[d]! * value + shifts[d]! + (d > 0 ? added * x.data[n - 1]! : 0);
    });
    const before = (await run({ x }, without)).y!;
    claim.same((await run({ x: moved }, without)).y!, before, 'y of features mixed with those before');
  },
  C5: async (context) => {
    const { A, run, inputs, options, claim } = context;
    const x = spanning(context);
    const columns = centred(A, exact(A, x));
    const { y } = await run({ ...inputs, x });
    const white = lanes(y!, 0);
    const L = cholesky(A, columns, A.number(Number(options.eps)));
    columns.forEach((column, d) => {
      column.forEach((value, n) => {
        const back = A.sum(white.slice(0, d + 1).map((one, k) => A.mul(L[d]![k]!, one[n]!)));
        claim.equal(back, value, `feature ${d} of sample ${n}`);
      });
    });
  },
  C6: withGradient(async (context) => {
    const { A, vjp, inputs, random, claim } = context;
    const cotangent = (like: Tensor) => map(like, () => random.integer(-8, 8) / 8);
    for (const column of lanes((await vjp(inputs, { y: cotangent(inputs.x!) })).x!, 0))
      claim.equal(A.sum(column), A.number(0), 'the sum of the gradient of a feature');
    const x = spanning(context);
    const gradient = lanes((await vjp({ x }, { y: cotangent(x) }, without)).x!, 0);
    lanes(exact(A, x), 0).forEach((column, d) => {
      claim.equal(product(A, column, gradient[d]!), A.number(0), `the gradient along feature ${d}`);
    });
  }),
});

/** The lower triangular factor of the columns' covariance plus eps, row by row. */
function cholesky(A: Arithmetic<Value>, columns: readonly (readonly Value[])[], eps: Value): Value[][] {
  const L: Value[][] = [];
  columns.forEach((column, i) => {
    L.push([]);
    for (let j = 0; j <= i; j++) {
      const own = A.add(product(A, column, columns[j]!), i === j ? eps : A.number(0));
      const explained = A.sum(L[j]!.slice(0, j).map((value, k) => A.mul(L[i]![k]!, value)));
      const rest = A.sub(own, explained);
      L[i]!.push(i === j ? A.sqrt(rest) : A.div(rest, L[j]![j]!));
    }
  });
  return L;
}
