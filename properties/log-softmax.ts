import spec from '../spec/log-softmax.ts';
import { laws, withGradient } from './lib/laws.ts';
import { lanes, map, reorder } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    for (const lane of lanes((await run(inputs)).y!, Number(options.axis))) {
      for (const value of lane) claim.atMost(value, A.number(0), 'a value');
      claim.equal(A.sum(lane.map((value) => A.exp(value))), A.number(1), 'the sum of a lane of exponentials');
    }
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
  C4: async ({ A, run, inputs, options, claim }) => {
    const axis = Number(options.axis);
    const values = lanes((await run(inputs)).y!, axis);
    lanes({ shape: inputs.x!.shape, data: [...inputs.x!.data] }, axis).forEach((scores, lane) => {
      for (let k = 1; k < scores.length; k++) {
        const gap = A.sub(values[lane]![k]!, values[lane]![0]!);
        claim.equal(gap, A.number(scores[k]! - scores[0]!), `value ${k} of a lane less the first`);
      }
    });
  },
  C5: withGradient(async ({ A, run, vjp, inputs, options, random, claim }) => {
    const axis = Number(options.axis);
    const cotangent = map(inputs.x!, () => random.integer(-8, 8) / 8);
    const gradients = lanes((await vjp(inputs, { y: cotangent })).x!, axis);
    const upstream = lanes({ shape: cotangent.shape, data: [...cotangent.data] }, axis);
    lanes((await run(inputs)).y!, axis).forEach((values, lane) => {
      const total = A.number(upstream[lane]!.reduce((sum, v) => sum + v, 0));
      values.forEach((value, k) => {
        const expected = A.sub(A.number(upstream[lane]![k]!), A.mul(A.exp(value), total));
        claim.equal(gradients[lane]![k]!, expected, `gradient ${k} of a lane`);
      });
      claim.equal(A.sum(gradients[lane]!), A.number(0), 'the sum of a gradient lane');
    });
  }),
  C6: async ({ A, run, inputs, options, claim }) => {
    const axis = Number(options.axis);
    const fair = A.neg(A.log(A.number(inputs.x!.shape.at(axis)!)));
    for (const lane of lanes((await run(inputs)).y!, axis))
      claim.atMost(
        fair,
        lane.reduce((a, b) => A.max(a, b)),
        '−log n',
      );
    for (const value of (await run({ x: map(inputs.x!, () => 3) })).y!.data)
      claim.equal(value, fair, 'a value among equal scores');
  },
});
