import { evaluate } from '../reference/lib/evaluate.ts';
import { prepare } from '../reference/lib/prepare.ts';
import spec from '../spec/gru.ts';
import cell from '../spec/gru-cell.ts';
import type { Tensor } from '../spec/lib/tensor.ts';
import lstm from '../spec/lstm-cell.ts';
import { claimCausal, firstSteps } from './lib/causal.ts';
import { entries } from './lib/entries.ts';
import { laws } from './lib/laws.ts';
import { map, slice } from './lib/tensors.ts';
import { calmed, close, rounded, stepOf } from './lib/unrolled.ts';

export default laws(spec, {
  C1: (context) => claimCausal(context, ['h']),
  C2: async ({ A, run, inputs, random, claim }) => {
    const net = calmed(inputs, 'U');
    const T = net.x!.shape[1]!;
    const { h } = await run(net);
    const cut = random.integer(1, T);
    const first = (await run(firstSteps(net, cut))).h!;
    close(A, claim, first, slice(h!, 1, 0, cut), 'h of the first run');
    if (cut < T) {
      const h0 = rounded(A, net.h0!, stepOf(first, cut - 1));
      const second = (await run({ ...net, x: slice(net.x!, 1, cut, T), h0 })).h!;
      close(A, claim, second, slice(h!, 1, cut, T), 'h of the second run');
    }
    const { x, h0, W, U, b } = inputs as Record<'x' | 'h0' | 'W' | 'U' | 'b', Tensor>;
    const one = { x: stepOf(x, 0), h: h0, W, U, b };
    const { h1 } = evaluate(prepare(cell), prepare(cell).truth.definition, A, one, {});
    claim.same(stepOf((await run(inputs)).h!, 0), h1!, 'h of a single step');
  },
  C3: ({ claim }) => {
    const names = ['W', 'U', 'b'];
    const count = (of: Parameters<typeof prepare>[0], D: number, H: number, T: number) =>
      entries(prepare(of), names, { N: 2, T, D, H });
    for (const [d, h, printed, more] of [
      [64, 128, 74_112, 98_816],
      [3, 4, 96, 128],
      [1, 1, 9, 12],
      [5, 2, 48, 64],
    ] as const) {
      const gru = count(spec, d, h, 7);
      claim.that(gru === printed && gru === 3 * (d * h + h ** 2 + h), `a GRU has ${gru} parameters`);
      claim.that(count(lstm, d, h, 7) === more && 4 * gru === 3 * more, `an LSTM has ${more}`);
      claim.that(count(spec, d, h, 1000) === gru, 'the parameters depend on the length');
      const biases = entries(prepare(spec), ['b'], { N: 2, T: 7, D: d, H: h });
      claim.that(gru + biases === 3 * (d * h + h ** 2 + 2 * h), `a second bias makes ${gru + biases}`);
    }
  },
  C4: async ({ A, run, inputs, claim }) => {
    const within = { ...inputs, h0: map(inputs.h0!, (h) => Math.max(-1, Math.min(1, h))) };
    for (const value of (await run(within)).h!.data) claim.atMost(A.abs(value), A.number(1), '|h|');
  },
});
