import spec from '../spec/softmax.ts';
import { laws, withGradient } from './lib/laws.ts';
import { lanes, map, reorder } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    const { y } = await run(inputs);
    for (const lane of lanes(y!, Number(options.axis)))
      claim.equal(A.sum(lane), A.number(1), 'the sum of a lane');
  },
  C2: async ({ run, inputs, claim }) => {
    const shifted = map(inputs.x!, (score) => score + 8);
    claim.same((await run({ x: shifted })).y!, (await run(inputs)).y!, 'y after the shift');
  },
  C3: async ({ run, inputs, options, random, claim }) => {
    const axis = Number(options.axis);
    const order = random.permutation(inputs.x!.shape.at(axis)!);
    const { y } = await run({ x: reorder(inputs.x!, axis, order) });
    claim.same(y!, reorder((await run(inputs)).y!, axis, order), 'y reordered');
  },
  C4: async ({ run, inputs, options, claim }) => {
    const axis = Number(options.axis);
    const shares = lanes((await run(inputs)).y!, axis);
    lanes({ shape: inputs.x!.shape, data: [...inputs.x!.data] }, axis).forEach((scores, lane) => {
      const order = scores.map((_, k) => k).sort((a, b) => scores[a]! - scores[b]!);
      for (let k = 1; k < order.length; k++)
        claim.atMost(
          shares[lane]![order[k - 1]!]!,
          shares[lane]![order[k]!]!,
          'the share of a smaller score',
        );
    });
  },
  C5: withGradient(async ({ A, vjp, inputs, options, random, claim }) => {
    const cotangent = map(inputs.x!, () => random.integer(-8, 8) / 8);
    const { x } = await vjp(inputs, { y: cotangent });
    for (const lane of lanes(x!, Number(options.axis)))
      claim.equal(A.sum(lane), A.number(0), 'the sum of a gradient lane');
  }),
});
