import { float64 } from '../reference/arithmetic/float64.ts';
import { evaluate } from '../reference/lib/evaluate.ts';
import { outputShape } from '../reference/lib/layout.ts';
import { prepare } from '../reference/lib/prepare.ts';
import conv2d from '../spec/conv2d.ts';
import spec from '../spec/convolution-parameters.ts';
import type { OptionValues, Tensor } from '../spec/lib/tensor.ts';
import linear from '../spec/linear.ts';
import locally from '../spec/locally-connected2d.ts';
import maxPool from '../spec/max-pool2d.ts';
import { algorithmLaws } from './lib/algorithm-laws.ts';
import { numbers } from './lib/counted.ts';
import { entries } from './lib/entries.ts';
import { reorder } from './lib/tensors.ts';

/** The layer by the names of the spec of a convolution. */
function layer(options: OptionValues) {
  const { height, width, channels, filters, kernel_h, kernel_w, stride, pad } = options as Record<
    string,
    number
  >;
  const sizes = { N: 1, H: height!, W: width!, D: channels!, E: filters!, R: kernel_h!, S: kernel_w! };
  const asked = { stride: stride!, pad: pad!, dilation: 1, groups: 1 };
  const { tensors } = prepare(conv2d);
  const fits = sizes.R <= sizes.H + 2 * asked.pad && sizes.S <= sizes.W + 2 * asked.pad;
  const [P, Q] = fits ? outputShape(tensors, 'y', { ...sizes, groups: 1 }, asked).slice(-2) : [0, 0];
  return { ...sizes, asked, fits, P: P!, Q: Q! };
}

/** The names of weights and, with a bias, its own. */
const named = (weights: string, { bias }: OptionValues): string[] => (bias ? [weights, 'b'] : [weights]);

export default algorithmLaws(spec, {
  C1: async ({ options, random, run, that }) => {
    const { shared } = numbers(await run({}));
    const { D, E, R, S, asked, fits } = layer(options);
    const held = entries(prepare(conv2d), named('w', options), { D, E, R, S }, asked);
    that(shared === (fits ? held : -1), `shared is ${shared}, and ${held} numbers are held`);
    const place = { height: R + random.integer(0, 40), width: S + random.integer(0, 40) };
    const other = { ...options, ...place, stride: random.integer(1, 5), pad: random.integer(0, 5) };
    const moved = numbers(await run({}, other)).shared;
    that(moved === held, `on an image of ${place.height}×${place.width} shared is ${moved}, must be ${held}`);
  },
  C2: async ({ options, run, that }) => {
    const { local } = numbers(await run({}));
    const { fits, P, Q, ...sizes } = layer(options);
    if (!fits) return that(local === -1, `local is ${local} for a kernel that does not fit`);
    const { D, E, R, S } = sizes;
    const held = entries(prepare(locally), named('w', options), { D, E, R, S, P, Q });
    that(local === held, `local is ${local}, and ${held} numbers are held`);
  },
  C3: async ({ options, run, that }) => {
    const { dense } = numbers(await run({}));
    const { fits, H, W, D, E, P, Q } = layer(options);
    if (!fits) return that(dense === -1, `dense is ${dense} for a kernel that does not fit`);
    const held = entries(prepare(linear), named('W', options), { D: H * W * D, O: P * Q * E });
    that(dense === held, `dense is ${dense}, and ${held} numbers are held`);
  },
  C4: async ({ options, run, that }) => {
    const bare = { ...options, pad: 0 };
    const { shared, local, dense } = numbers(await run({}, bare));
    const { fits, H, W, R, S, P, Q } = layer(bare);
    if (!fits) return;
    const says = `shared ${shared}, local ${local}, dense ${dense}`;
    that(P * Q === 1 ? shared === local : shared! < local!, `${says}, at ${P * Q} positions`);
    that(R === H && S === W ? local === dense : local! < dense!, `${says}, a kernel of ${R}×${S}`);
  },
  C5: async ({ options, random, run, that }) => {
    const { H, W, D, E, R } = layer(options);
    const square = { ...options, kernel_h: R, kernel_w: R, height: H + R, width: W + R, stride: 2, pad: 0 };
    const { shared } = numbers(await run({}, square));
    const must = R ** 2 * D * E + (options.bias ? E : 0);
    that(shared === must, `a strided convolution has ${shared} parameters, must have ${must}`);

    const pooling = prepare(maxPool);
    const weights = pooling.tensors.inputs.map(({ name }) => name).filter((name) => name !== 'x');
    that(entries(pooling, weights, {}) === 0, `pooling has the parameters ${weights}`);
    const x: Tensor = {
      shape: [1, D, H, W],
      data: Float64Array.from({ length: D * H * W }, () => random.integer(-8, 8)),
    };
    const order = random.permutation(D);
    const window = { kernel: 1 + (Math.min(H, W) > 1 ? 1 : 0), stride: 1, pad: 0, ceil: false };
    const pool = (image: Tensor) =>
      evaluate(pooling, pooling.truth.definition, float64, { x: image }, window).y!;
    const [after, before] = [reorder(pool(x), 1, order), pool(reorder(x, 1, order))];
    that(String(after.data) === String(before.data), `pooled channels ${before.data}, must be ${after.data}`);
  },
});
