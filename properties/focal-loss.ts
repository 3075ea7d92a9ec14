import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import spec from '../spec/focal-loss.ts';
import type { Tensors } from '../spec/lib/tensor.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import { fill, map } from './lib/tensors.ts';

/** How far each score lies on its label's side. */
const leads = ({ z, t }: Tensors): number[] =>
  Array.from(z!.data, (score, n) => (t!.data[n] === 1 ? score : -score));

const weights = (A: Arithmetic<Value>, { t }: Tensors, alpha: number): Value[] =>
  Array.from(t!.data, (label) => (label === 1 ? A.number(alpha) : A.sub(A.number(1), A.number(alpha))));

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    const alpha = weights(A, inputs, Number(options.alpha));
    const costs = leads(inputs).map((m, n) =>
      A.mul(alpha[n]!, A.log(A.add(A.number(1), A.exp(A.number(-m))))),
    );
    const plain = (await run(inputs, { ...options, gamma: 0, reduction: 'sum' })).loss!;
    claim.equal(plain.data[0]!, A.sum(costs), 'the loss with γ = 0');
    const squares = leads(inputs).map((m, n) => A.mul(A.power(A.sigmoid(A.number(-m)), 2), costs[n]!));
    const focused = (await run(inputs, { ...options, gamma: 2, reduction: 'sum' })).loss!;
    claim.equal(focused.data[0]!, A.sum(squares), 'the loss with γ = 2');
  },
  C2: async ({ A, run, inputs, options, claim }) => {
    let before: Value | undefined;
    for (const gamma of [0, 0.5, 2, 5]) {
      const loss = (await run(inputs, { ...options, gamma })).loss!.data[0]!;
      claim.atMost(A.number(0), loss, `the loss with γ = ${gamma}`);
      if (before) claim.atMost(loss, before, `the loss with γ = ${gamma}`);
      before = loss;
    }
  },
  C3: async ({ run, inputs, options, claim }) => {
    const opposite = { z: map(inputs.z!, (z) => -z), t: map(inputs.t!, (t) => 1 - t) };
    const { loss } = await run(inputs, { ...options, alpha: 0.25 });
    claim.same((await run(opposite, { ...options, alpha: 0.75 })).loss!, loss!, 'the loss of the opposites');
  },
  C4: withGradient(async ({ A, vjp, inputs, options, random, claim }) => {
    const gamma = random.pick([0, 1, 2, 3]);
    const { z } = await vjp(inputs, { loss: fill(inputs.z!, [], () => 1) }, { ...options, gamma });
    const divisor = A.number(options.reduction === 'mean' ? inputs.z!.data.length : 1);
    const alpha = weights(A, inputs, Number(options.alpha));
    leads(inputs).forEach((m, n) => {
      const [q, rest] = [A.sigmoid(A.number(m)), A.sigmoid(A.number(-m))];
      const cost = A.mul(A.mul(A.number(gamma), q), A.softplus(A.number(-m)));
      const slope = A.mul(A.mul(alpha[n]!, A.power(rest, gamma)), A.add(rest, cost));
      const towards = inputs.t!.data[n] === 1 ? z!.data[n]! : A.neg(z!.data[n]!);
      claim.equal(towards, A.neg(A.div(slope, divisor)), `gradient ${n}`);
    });
  }),
  C5: async ({ run, inputs, random, claim }) => {
    const step = random.integer(1, 16) / 8;
    const better = map(inputs.z!, (z, n) => (inputs.t!.data[n] === 1 ? z + step : z - step));
    const { loss } = await run({ ...inputs, z: better });
    claim.atMost(loss!.data[0]!, (await run(inputs)).loss!.data[0]!, 'the loss of better scores');
  },
  C6: async ({ A, run, inputs, options, claim }) => {
    const far = {
      z: fill(inputs.z!, [1, 2], (n) => [-1024, 1024][n]!),
      t: fill(inputs.t!, [1, 2], (n) => 1 - n),
    };
    const { loss } = await run(far, { ...options, reduction: 'sum' });
    claim.equal(loss!.data[0]!, A.number(1024), 'the loss of a yes and a no far on the wrong side');
  },
});
