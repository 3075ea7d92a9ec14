import { prepare } from '../reference/lib/prepare.ts';
import spec from '../spec/encoder-decoder.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import { entries } from './lib/entries.ts';
import { laws, type Value } from './lib/laws.ts';
import { fill, lanes, map, slice } from './lib/tensors.ts';
import { changed, drawn } from './lib/unrolled.ts';

const PARAMETERS = ['Wx', 'Ux', 'bx', 'Wy', 'Uy', 'Cy', 'by', 'V', 'c'] as const;

const zero = (tensor: Tensor) => map(tensor, () => 0);
const lengthOf = (sequence: Tensor): number => sequence.shape[1]!;

export default laws(spec, {
  C1: async ({ run, inputs, random, claim }) => {
    // Without recurrent weights the last input alone makes the last state.
    const forgetful = { ...inputs, Ux: zero(inputs.Ux!) };
    const x = inputs.x!;
    const [N, T, D] = x.shape as [number, number, number];
    const longer = T + random.integer(1, 3);
    const other = fill(x, [N, longer, D], (n) => {
      const [sample, t, d] = [Math.floor(n / (longer * D)), Math.floor(n / D) % longer, n % D];
      return t === longer - 1 ? x.data[(sample * T + T - 1) * D + d]! : random.integer(-8, 8) / 8;
    });
    const same = await run({ ...forgetful, x: other });
    claim.same(same.o!, (await run(forgetful)).o!, 'o of another input that ends in the same state');
  },
  C2: async ({ run, inputs, random, claim }) => {
    const { x, y, V } = inputs as Record<'x' | 'y' | 'V', Tensor>;
    const [T, S] = [random.integer(1, 4), random.integer(1, 4)];
    const [N, , D] = x.shape as [number, number, number];
    const other = { x: drawn(x, [N, T, D], random), y: drawn(y, [N, S, y.shape[2]!], random) };
    const { o } = await run({ ...inputs, ...other });
    claim.that(
      String(o!.shape) === String([N, S, V.shape[0]!]),
      `o has the shape [${o!.shape}] for ${S} steps`,
    );
    const [H, E, Q] = [V.shape[1]!, y.shape[2]!, V.shape[0]!];
    const count = H * D + H * H + H + H * E + 2 * H * H + H + Q * H + Q;
    const stated = entries(prepare(spec), PARAMETERS, { N, T, S, D, E, H, Q });
    claim.that(stated === count, `there are ${stated} parameters, must be ${count} for every length`);
  },
  C3: async ({ run, inputs, random, claim }) => {
    const y = inputs.y!;
    const steps = random.integer(1, lengthOf(y));
    const { o } = await run(inputs);
    const later = (await run({ ...inputs, y: changed(y, (t) => t >= steps, 1) })).o!;
    claim.same(slice(later, 1, 0, steps), slice(o!, 1, 0, steps), 'the first outputs');
  },
  C4: async ({ A, run, inputs, claim }) => {
    const { V } = inputs as Record<'V', Tensor>;
    const Q = V.shape[0]!;
    const S = 2;
    const texts = Array.from({ length: Q ** S }, (_, n) => [Math.floor(n / Q), n % Q] as const);
    const net = (({ x, h0, ...rest }: Tensors): Tensors => ({
      ...rest,
      x: every(slice(x!, 0, 0, 1), texts.length),
      h0: every(slice(h0!, 0, 0, 1), texts.length),
    }))(inputs);
    const { o } = await run({
      ...net,
      // Fed with the word before, one-hot; nothing before the first.
      y: fill(inputs.y!, [texts.length, S, Q], (n) => {
        const [text, t, q] = [Math.floor(n / (S * Q)), Math.floor(n / Q) % S, n % Q];
        return t > 0 && texts[text]![t - 1] === q ? 1 : 0;
      }),
      Wy: fill(inputs.Wy!, [inputs.Wy!.shape[0]!, Q], (n) => ((n % 7) - 3) / 4),
    });
    const scores = lanes(o!, 2);
    const logShare = (of: readonly Value[], q: number) =>
      A.sub(of[q]!, A.log(A.sum(of.map((score) => A.exp(score)))));
    const total = A.sum(
      texts.map((text, n) => A.exp(A.sum(text.map((q, t) => logShare(scores[n * S + t]!, q))))),
    );
    claim.equal(total, A.number(1), 'the sum over all texts');
  },
  C5: async ({ run, inputs, claim }) => {
    const deaf = { ...inputs, Cy: zero(inputs.Cy!), Uy: zero(inputs.Uy!) };
    const other = { ...deaf, x: map(inputs.x!, (v) => 1 - 2 * v), h0: map(inputs.h0!, (v) => v + 1) };
    claim.same((await run(other)).o!, (await run(deaf)).o!, 'o of another input');
  },
  C6: async ({ A, run, inputs, claim }) => {
    const H = inputs.V!.shape[1]!;
    const S = 3;
    const ones = (like: Tensor, shape: readonly number[]) => fill(like, shape, () => 1);
    const net = {
      ...inputs,
      Wy: ones(inputs.Wy!, [H, 1]),
      Uy: ones(inputs.Uy!, [H, H]),
      Cy: zero(inputs.Cy!),
      by: zero(inputs.by!),
      V: ones(inputs.V!, [1, H]),
      c: fill(inputs.c!, [1], () => 0),
    };
    const fed = async (first: number) => {
      const N = inputs.x!.shape[0]!;
      const y = fill(inputs.y!, [N, S, 1], (n) => (n % S === 0 ? first : 0));
      return (await run({ ...net, y })).o!;
    };
    const [low, high] = [await fed(-4), await fed(4)];
    low.data.forEach((value, n) => {
      claim.atMost(A.add(value, A.ratio(1n, 1024n)), high.data[n]!, `output ${n} after a higher first word`);
    });
  },
});

/** One sample as often as asked for. */
const every = ({ shape, data }: Tensor, times: number): Tensor =>
  fill({ shape, data }, [times, ...shape.slice(1)], (n) => data[n % data.length]!);
