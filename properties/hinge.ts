import spec from '../spec/hinge.ts';
import { laws, withGradient } from './lib/laws.ts';
import { fill, map } from './lib/tensors.ts';

const sideOf = (label: number): number => (label === 1 ? 1 : -1);

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    claim.atMost(A.number(0), (await run(inputs)).loss!.data[0]!, 'the loss');
    const beyond = map(
      inputs.y!,
      (y, n) => sideOf(inputs.t!.data[n]!) * (Number(options.margin) + Math.abs(y)),
    );
    const { loss } = await run({ ...inputs, y: beyond });
    claim.equal(loss!.data[0]!, A.number(0), 'the loss beyond the margin');
  },
  C2: async ({ run, inputs, claim }) => {
    const opposite = { y: map(inputs.y!, (y) => -y), t: map(inputs.t!, (t) => 1 - t) };
    claim.same((await run(opposite)).loss!, (await run(inputs)).loss!, 'the loss of the opposites');
  },
  C3: withGradient(async ({ A, vjp, inputs, options, claim }) => {
    const margin = Number(options.margin);
    const { y } = await vjp(inputs, { loss: fill(inputs.y!, [], () => 1) });
    const count = A.number(options.reduction === 'mean' ? inputs.y!.data.length : 1);
    y!.data.forEach((gradient, n) => {
      const side = sideOf(inputs.t!.data[n]!);
      const lead = side * inputs.y!.data[n]!;
      if (lead === margin) return;
      claim.equal(gradient, A.div(A.number(lead < margin ? -side : 0), count), `gradient ${n}`);
    });
  }),
  C4: async ({ A, run, inputs, random, claim }) => {
    const other = map(inputs.y!, () => random.integer(-32, 32) / 8);
    const between = map(inputs.y!, (y, n) => (y + other.data[n]!) / 2);
    const [here, there, middle] = await Promise.all(
      [inputs.y!, other, between].map(async (y) => (await run({ ...inputs, y })).loss!.data[0]!),
    );
    claim.atMost(middle!, A.div(A.add(here!, there!), A.number(2)), 'the loss half way');
  },
  C5: async ({ A, run, inputs, claim }) => {
    const wrong = [...inputs.y!.data].filter((y, n) => sideOf(inputs.t!.data[n]!) * y <= 0).length;
    const { loss } = await run(inputs, { margin: 1, reduction: 'mean' });
    const share = A.div(A.number(wrong), A.number(inputs.y!.data.length));
    claim.atMost(share, loss!.data[0]!, 'the share on the wrong side');
  },
  C6: async ({ A, run, inputs, options, random, claim }) => {
    const factor = 2 ** random.integer(-2, 2);
    const larger = { ...inputs, y: map(inputs.y!, (y) => factor * y) };
    const { loss } = await run(larger, { ...options, margin: factor * Number(options.margin) });
    const expected = A.mul(A.number(factor), (await run(inputs)).loss!.data[0]!);
    claim.equal(loss!.data[0]!, expected, 'the scaled loss');
  },
  C7: withGradient(async ({ run, vjp, inputs, options, claim }) => {
    const sum = { ...options, reduction: 'sum' };
    const N = inputs.y!.data.length;
    const more = {
      y: fill(inputs.y!, [2 * N], (n) => (n < N ? inputs.y!.data[n]! : 64 * (n % 2 === 1 ? 1 : -1))),
      t: fill(inputs.t!, [2 * N], (n) => (n < N ? inputs.t!.data[n]! : n % 2)),
    };
    claim.same((await run(more, sum)).loss!, (await run(inputs, sum)).loss!, 'the sum with samples far out');
    const one = { loss: fill(inputs.y!, [], () => 1) };
    const alone = (await vjp(inputs, one, sum)).y!;
    const within = (await vjp(more, one, sum)).y!;
    alone.data.forEach((gradient, n) => {
      claim.equal(within.data[n]!, gradient, `gradient ${n}`);
    });
  }),
});
