import { float64 } from '../reference/arithmetic/float64.ts';
import type { OptionValues } from '../spec/lib/tensor.ts';
import spec from '../spec/output-layer-cost.ts';
import { algorithmLaws } from './lib/algorithm-laws.ts';
import { numbers, operations } from './lib/counted.ts';
import { sampledLoss, softmaxLayer, treeLayer } from './lib/output-layers.ts';
import type { Random } from './lib/random.ts';

const sizesOf = (options: OptionValues) => options as Record<'words' | 'width' | 'negatives', number>;

const vectors = (count: number, width: number, random: Random): number[][] =>
  Array.from({ length: count }, () => Array.from({ length: width }, () => random.integer(-8, 8) / 8));

const blanks = (count: number, width: number): null[][] =>
  Array.from({ length: count }, () => Array.from({ length: width }, () => null));

const sumsToOne = (shares: readonly number[]): boolean =>
  Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-12;

export default algorithmLaws(spec, {
  C1: async ({ options, random, run, that }) => {
    const { words, width } = sizesOf(options);
    const { scores, products, exponentials } = numbers(await run({}));
    const counted = operations((A) => softmaxLayer(A, blanks(1, width)[0]!, blanks(words, width)));
    that(products === counted.multiplications, `${products} products, not ${counted.multiplications}`);
    that(
      scores! * width === counted.multiplications,
      `${scores} scores, ${counted.multiplications} products`,
    );
    that(exponentials === counted.exponentials, `${exponentials} exponentials, not ${counted.exponentials}`);
    const [h] = vectors(1, width, random);
    const shares = softmaxLayer(float64, h!, vectors(words, width, random));
    that(sumsToOne(shares), `the probabilities ${shares} do not sum to one`);
  },
  C2: async ({ options, run, that }) => {
    const now = numbers(await run({}));
    const more = numbers(await run({}, { ...options, words: 2 * Number(options.words) }));
    for (const name of ['scores', 'products', 'exponentials'])
      that(more[name] === 2 * now[name]!, `${name} grows from ${now[name]} to ${more[name]}`);
    that(more.path === now.path! + 1, `the path grows from ${now.path} to ${more.path}`);
  },
  C3: async ({ options, random, run, that }) => {
    const { words, width } = sizesOf(options);
    const { path } = numbers(await run({}));
    const each = Array.from({ length: words }, (_, word) => word);
    const costs = each.map((word) => {
      const { functions } = operations((A) => treeLayer(A, blanks(1, width)[0]!, blanks(words, width), word));
      return functions;
    });
    const longest = Math.max(...costs);
    that(path === longest, `the longest path is ${path}, and the words cost ${costs} inner products`);
    const [h] = vectors(1, width, random);
    const nodes = vectors(words, width, random);
    const shares = each.map((word) => treeLayer(float64, h!, nodes, word));
    that(sumsToOne(shares), `the probabilities ${shares} do not sum to one`);
  },
  C4: async ({ options, run, that }) => {
    const { words, width, negatives } = sizesOf(options);
    const { sampled } = numbers(await run({}));
    const { multiplications } = operations((A) =>
      sampledLoss(A, blanks(1, width)[0]!, blanks(1, width)[0]!, blanks(negatives, width)),
    );
    that(sampled! * width === multiplications, `${sampled} words, and ${multiplications} products`);
    const more = numbers(await run({}, { ...options, words: 10 * words })).sampled;
    that(sampled === more, `${sampled} words are drawn, and ${more} of ten times as many`);
  },
});
