import spec from '../spec/huber.ts';
import { laws, withGradient } from './lib/laws.ts';
import { fill, map } from './lib/tensors.ts';

/** Multiples of an eighth, whose products with small integers are exact. */
const KNEES = [0.5, 1, 1.5, 3] as const;

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    claim.atMost(A.number(0), (await run(inputs)).loss!.data[0]!, 'the loss');
    const own = await run({ ...inputs, t: inputs.y! });
    claim.equal(own.loss!.data[0]!, A.number(0), 'the loss of the target itself');
  },
  C2: async ({ run, inputs, random, claim }) => {
    const { loss } = await run(inputs);
    claim.same((await run({ y: inputs.t!, t: inputs.y! })).loss!, loss!, 'the loss after the exchange');
    const shift = random.integer(-64, 64) / 8;
    const shifted = { y: map(inputs.y!, (y) => y + shift), t: map(inputs.t!, (t) => t + shift) };
    claim.same((await run(shifted)).loss!, loss!, 'the loss after the shift');
  },
  C3: async ({ A, run, inputs, random, claim }) => {
    const delta = random.pick(KNEES);
    const side = random.pick([1, -1]);
    const loss = async (residual: number) => {
      const [y, t] = [side * residual, 0].map((x) => fill(inputs.y!, [1, 1], () => x));
      return (await run({ y: y!, t: t! }, { delta, reduction: 'sum' })).loss!.data[0]!;
    };
    const [before, at, after] = await Promise.all([delta - 1 / 8, delta, delta + 1 / 8].map(loss));
    const square = (x: number) => A.number((x * x) / 2);
    claim.equal(before!, square(delta - 1 / 8), 'the loss before the knee');
    claim.equal(at!, square(delta), 'the loss at the knee');
    claim.equal(after!, A.number(delta ** 2 / 2 + delta / 8), 'the loss beyond the knee');
  },
  C4: withGradient(async ({ A, vjp, inputs, options, claim }) => {
    const delta = Number(options.delta);
    const gradients = await vjp(inputs, { loss: fill(inputs.y!, [], () => 1) });
    const count = A.number(options.reduction === 'mean' ? inputs.y!.data.length : 1);
    inputs.y!.data.forEach((y, n) => {
      const cut = Math.max(-delta, Math.min(delta, y - inputs.t!.data[n]!));
      const expected = A.div(A.number(cut), count);
      claim.equal(gradients.y!.data[n]!, expected, `the gradient by prediction ${n}`);
      claim.equal(gradients.t!.data[n]!, A.neg(expected), `the gradient by target ${n}`);
    });
  }),
  C5: async ({ A, run, inputs, options, claim }) => {
    const { loss } = await run(inputs);
    const count = A.number(options.reduction === 'mean' ? inputs.y!.data.length : 1);
    const sizes = [...inputs.y!.data].map((y, n) => Math.abs(y - inputs.t!.data[n]!));
    const squares = A.div(A.sum(sizes.map((e) => A.number((e * e) / 2))), count);
    const absolute = A.div(
      A.mul(A.number(Number(options.delta)), A.sum(sizes.map((e) => A.number(e)))),
      count,
    );
    claim.atMost(loss!.data[0]!, squares, 'the loss');
    claim.atMost(loss!.data[0]!, absolute, 'the loss');
  },
  C6: async ({ A, run, inputs, random, claim }) => {
    const other = map(inputs.y!, () => random.integer(-32, 32) / 8);
    const between = map(inputs.y!, (y, n) => (y + other.data[n]!) / 2);
    const [here, there, middle] = await Promise.all(
      [inputs.y!, other, between].map(async (y) => (await run({ ...inputs, y })).loss!.data[0]!),
    );
    claim.atMost(middle!, A.div(A.add(here!, there!), A.number(2)), 'the loss half way');
  },
  C7: async ({ A, run, inputs, options, random, claim }) => {
    const factor = 2 ** random.integer(-2, 2);
    const { loss } = await run(inputs);
    const scaled = { y: map(inputs.y!, (y) => factor * y), t: map(inputs.t!, (t) => factor * t) };
    const { loss: larger } = await run(scaled, { ...options, delta: factor * Number(options.delta) });
    const expected = A.mul(A.number(factor * factor), loss!.data[0]!);
    claim.equal(larger!.data[0]!, expected, 'the scaled loss');
  },
  C8: async ({ run, inputs, claim }) => {
    // The targets 0, 1 and 8 have the median 1 and the mean 3.
    const t = fill(inputs.t!, [3, 1], (n) => [0, 1, 8][n]!);
    const loss = async (guess: number, delta: number) => {
      const y = map(t, () => guess);
      return (await run({ y, t }, { delta, reduction: 'sum' })).loss!.data[0]!;
    };
    for (const [delta, best] of [
      [1 / 8, 1],
      [64, 3],
    ] as const)
      for (const other of [0, 1, 2, 3, 4, 8]) {
        const what = `the loss of ${best}, beside that of ${other}`;
        claim.atMost(await loss(best, delta), await loss(other, delta), what);
      }
  },
});
