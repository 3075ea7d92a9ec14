import { prepare } from '../reference/lib/prepare.ts';
import attention from '../spec/multi-head-attention.ts';
import spec from '../spec/multi-head-count.ts';
import { algorithmLaws } from './lib/algorithm-laws.ts';
import { numbers, operationsOf } from './lib/counted.ts';
import { entries } from './lib/entries.ts';

/** Multi-head attention of the width, if its heads share it out: the sizes of its spec. */
function sizesOf(options: Readonly<Record<string, unknown>>) {
  const [width, heads, tokens] = [options.width, options.heads, options.tokens].map(Number) as [
    number,
    number,
    number,
  ];
  const own = width / heads;
  return { N: tokens, M: tokens, D: width, H: heads, A: own, C: own, fits: Number.isInteger(own) };
}

export default algorithmLaws(spec, {
  C1: async ({ options, run, that }) => {
    const { parameters } = numbers(await run({}));
    const { fits, D, H, A, C } = sizesOf(options);
    if (!fits) return that(parameters === -1, `parameters is ${parameters} where there are no heads`);
    const held = entries(prepare(attention), ['Wq', 'Wk', 'Wv', 'Wo'], { D, H, A, C });
    that(parameters === held, `parameters is ${parameters}, and ${held} numbers are held`);
    that(parameters === 4 * D ** 2, `parameters is ${parameters}, must be ${4 * D ** 2}`);
  },
  C2: async ({ options, run, that }) => {
    const { scoring, projecting, exponentials } = numbers(await run({}));
    const { fits, ...sizes } = sizesOf(options);
    if (!fits) return;
    const counted = operationsOf(attention, sizes);
    const all = scoring! + projecting!;
    that(all === counted.multiplications, `${all} products, ${counted.multiplications} are counted`);
    that(exponentials === counted.exponentials, `${exponentials} exponentials, not ${counted.exponentials}`);
    // A second key adds nothing to projecting but its own projections, and to scoring its products alone.
    const more = operationsOf(attention, { ...sizes, M: sizes.M + 1 }).multiplications;
    const added = scoring! / sizes.M + 2 * sizes.D ** 2;
    that(more - counted.multiplications === added, `another key adds ${more - all}, must add ${added}`);
  },
  C3: async ({ options, run, that }) => {
    const many = numbers(await run({}));
    const one = numbers(await run({}, { ...options, heads: 1 }));
    const { fits, H, D, N } = sizesOf(options);
    if (!fits) return;
    for (const name of ['scoring', 'projecting', 'parameters', 'key_numbers'])
      that(many[name] === one[name], `${name} is ${many[name]}, and ${one[name]} for one head`);
    that(one.key_numbers === N * D, `the keys hold ${one.key_numbers} numbers`);
    for (const name of ['exponentials', 'key_vectors'])
      that(many[name] === H * one[name]!, `${name} is ${many[name]}, and ${one[name]} for one head`);
    that(one.key_vectors === N, `one head has ${one.key_vectors} keys`);
  },
  C4: async ({ options, run, that }) => {
    const width = Number(options.width);
    for (let heads = 1; heads <= width; heads++) {
      const { head_width } = numbers(await run({}, { ...options, heads }));
      const shares = Array.from({ length: heads }, () => head_width!).reduce((sum, one) => sum + one, 0);
      const divides = Math.floor(width / heads) * heads === width;
      that(divides ? shares === width : head_width === -1, `${heads} heads of ${head_width} for ${width}`);
    }
  },
  C5: async ({ options, run, that }) => {
    const { one_projection } = numbers(await run({}));
    const { fits, D, H, A, C } = sizesOf(options);
    if (!fits) return;
    const three = entries(prepare(attention), ['Wq', 'Wk', 'Wv'], { D, H, A, C });
    that(three === 3 * one_projection!, `${three} weights, and ${one_projection} shared`);
  },
  C6: async ({ options, random, run, that }) => {
    const width = Number(options.width);
    for (const tokens of [2 * width - 1, 2 * width, 2 * width + 1, random.integer(1, 4 * width)]) {
      const { scoring, projecting } = numbers(await run({}, { width, heads: 1, tokens }));
      const outweighs = projecting! >= scoring!;
      that(outweighs === tokens <= 2 * width, `${tokens} tokens: ${projecting} and ${scoring}`);
    }
  },
  C7: async ({ random, run, that }) => {
    const drawn = Array.from({ length: 12 }, () => random.integer(512, 4096));
    for (const width of [512, 768, 1024, 2048, 4096, ...drawn])
      for (const heads of [8, 16]) {
        const { head_width } = numbers(await run({}, { width, heads, tokens: 1 }));
        const must = (width / heads) % 1 === 0 ? width / heads : -1;
        that(head_width === must, `width ${width} in ${heads} heads: ${head_width}, must be ${must}`);
      }
  },
});
