import spec from '../spec/lstm-cell.ts';
import { laws } from './lib/laws.ts';
import { map } from './lib/tensors.ts';

/** So far out that a sigmoid is 0 or 1 to every digit that any dtype has. */
const SHUT = -200;
const OPEN = 200;

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    for (const value of (await run(inputs)).h1!.data) claim.atMost(A.abs(value), A.number(1), '|h1|');
  },
  C2: async ({ A, run, inputs, claim }) => {
    const H = inputs.b!.shape[1]!;
    const gates = [SHUT, OPEN, 0, 0];
    const b = map(inputs.b!, (_, n) => gates[Math.floor(n / H)]!);
    const zero = { W: map(inputs.W!, () => 0), U: map(inputs.U!, () => 0) };
    const { c1 } = await run({ ...inputs, ...zero, b });
    for (const [n, value] of c1!.data.entries())
      claim.equal(value, A.number(inputs.c!.data[n]!), `c1 element ${n}`);
  },
  C3: async ({ A, run, inputs, claim }) => {
    const zero = { W: map(inputs.W!, () => 0), U: map(inputs.U!, () => 0) };
    const { h1 } = await run({ ...inputs, ...zero, b: map(inputs.b!, () => SHUT) });
    for (const value of h1!.data) claim.atMost(A.abs(value), A.ratio(1n, 2n ** 100n), '|h1|');
  },
});
