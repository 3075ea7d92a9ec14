import spec from '../spec/standardisation.ts';
import { type LawContext, laws, type Value, withGradient } from './lib/laws.ts';
import { combine, exact } from './lib/products.ts';
import { fill, lanes, map, slice } from './lib/tensors.ts';

const mean = ({ A }: LawContext, values: readonly Value[]): Value =>
  A.div(A.sum(values), A.number(values.length));

/** Mean and biased variance of every column of the training data. */
const statistics = (context: LawContext) =>
  lanes(exact(context.A, context.inputs.train!), 0).map((column) => {
    const mu = mean(context, column);
    const { A } = context;
    return {
      mu,
      v: mean(
        context,
        column.map((value) => A.power(A.sub(value, mu), 2)),
      ),
    };
  });

export default laws(spec, {
  C1: async (context) => {
    const { A, run, inputs, options, claim } = context;
    const { y } = await run({ train: inputs.train!, x: inputs.train! });
    const before = statistics(context);
    lanes(y!, 0).forEach((column, d) => {
      claim.equal(mean(context, column), A.number(0), `the mean of column ${d}`);
      const { v } = before[d]!;
      const share = A.div(v, A.add(v, A.number(Number(options.eps))));
      claim.equal(
        mean(
          context,
          column.map((value) => A.power(value, 2)),
        ),
        share,
        `the variance of column ${d}`,
      );
    });
  },
  C2: async ({ run, inputs, random, claim }) => {
    const m = random.integer(0, inputs.x!.shape[0]! - 1);
    const alone = await run({ ...inputs, x: slice(inputs.x!, 0, m, m + 1) });
    claim.same(alone.y!, slice((await run(inputs)).y!, 0, m, m + 1), `row ${m} alone`);
  },
  C3: async ({ run, inputs, options, random, claim }) => {
    const D = inputs.x!.shape[1]!;
    const units = Array.from(
      { length: D },
      () => [2 ** random.integer(-2, 2), random.integer(-8, 8)] as const,
    );
    const spread = map(inputs.train!, (value, n) => (n < D ? value + 16 : value));
    const measured = (one: typeof spread) =>
      map(one, (value, n) => value * units[n % D]![0] + units[n % D]![1]);
    const without = { ...options, eps: 0 };
    const before = await run({ train: spread, x: inputs.x! }, without);
    const after = await run({ train: measured(spread), x: measured(inputs.x!) }, without);
    claim.same(after.y!, before.y!, 'y in other units');
  },
  C4: async ({ A, run, inputs, options, random, claim }) => {
    const value = random.integer(-16, 16) / 8;
    const { y } = await run({ ...inputs, train: map(inputs.train!, () => value) }, { ...options, eps: 0.25 });
    const centred = map(inputs.x!, (x) => 2 * (x - value));
    claim.same(y!, exact(A, centred), 'y by a constant column');
  },
  C5: withGradient(async (context) => {
    const { A, vjp, inputs, options, random, claim } = context;
    const g = fill(inputs.x!, inputs.x!.shape, () => random.integer(-8, 8) / 8);
    const { x, train } = await vjp(inputs, { y: g });
    const scales = statistics(context).map(({ v }) =>
      A.div(A.number(1), A.sqrt(A.add(v, A.number(Number(options.eps))))),
    );
    const expected = { shape: g.shape, data: Array.from(g.data, (_, n) => scales[n % scales.length]!) };
    claim.same(x!, combine(exact(A, g), expected, A.mul), 'the gradient of x');
    const [ofTrain, ofX] = [lanes(train!, 0), lanes(x!, 0)];
    ofX.forEach((column, d) => {
      claim.equal(A.sum([...column, ...ofTrain[d]!]), A.number(0), `the gradients of column ${d}`);
    });
  }),
});
