import { evaluate } from '../reference/lib/evaluate.ts';
import { prepare } from '../reference/lib/prepare.ts';
import embedding from '../spec/embedding.ts';
import type { OptionValues } from '../spec/lib/tensor.ts';
import linear from '../spec/linear.ts';
import spec from '../spec/word2vec-cost.ts';
import { algorithmLaws } from './lib/algorithm-laws.ts';
import { numbers, operations, operationsOf } from './lib/counted.ts';
import { treeLayer } from './lib/output-layers.ts';

const sizesOf = (options: OptionValues) =>
  options as Record<'log_words' | 'context' | 'width' | 'hidden', number>;

/** The products of a dense layer for one sample. */
const dense = (D: number, O: number): number => operationsOf(linear, { D, O }).multiplications;

/** The numbers that come out of an embedding of so many tokens. */
function lookedUp(tokens: number, width: number): number {
  const prepared = prepare(embedding);
  const inputs = {
    E: { shape: [2, width], data: new Float64Array(2 * width) },
    tokens: { shape: [tokens], data: new Int32Array(tokens) },
  };
  let found = 0;
  operations((A) => {
    found = evaluate(prepared, prepared.truth.definition, A, inputs, {}).y!.data.length;
  });
  return found;
}

/** The products that lead to the last word of a balanced tree. */
function path({ log_words, width }: ReturnType<typeof sizesOf>): number {
  const words = 2 ** log_words;
  const vector = Array.from({ length: width }, () => null);
  const nodes = Array.from({ length: words }, () => vector);
  const { multiplications, functions } = operations((A) => treeLayer(A, vector, nodes, words - 1));
  // One product for each node joins the probabilities.
  return multiplications - functions;
}

export default algorithmLaws(spec, {
  C1: async ({ options, run, that }) => {
    const { log_words, context, width, hidden } = sizesOf(options);
    const { nnlm } = numbers(await run({}));
    const parts = [
      lookedUp(context, width),
      dense(context * width, hidden),
      dense(hidden, 2 ** log_words),
    ] as const;
    that(nnlm === parts[0] + parts[1] + parts[2], `nnlm is ${nnlm}, and its parts are ${parts}`);
  },
  C2: async ({ options, run, that }) => {
    const sizes = sizesOf(options);
    const { cbow, skip_gram } = numbers(await run({}));
    const [looked, one] = [lookedUp(sizes.context, sizes.width), path(sizes)];
    that(cbow === looked + one, `cbow is ${cbow}, must be ${looked} + ${one}`);
    const all = looked + sizes.context * one;
    that(skip_gram === all, `skip-gram is ${skip_gram}, must be ${all}`);
  },
  C3: async ({ options, run, that }) => {
    const { log_words, context, width, hidden } = sizesOf(options);
    const now = numbers(await run({}));
    const twice = numbers(await run({}, { ...options, log_words: log_words + 1 }));
    const more = { nnlm: dense(hidden, 2 ** log_words), cbow: width, skip_gram: context * width };
    for (const [name, must] of Object.entries(more)) {
      const added = twice[name]! - now[name]!;
      that(added === must, `twice the words add ${added} to ${name}, must add ${must}`);
    }
  },
  C4: async ({ options, run, that }) => {
    const sizes = sizesOf(options);
    const { log_words, context, width, hidden } = sizes;
    const { nnlm, cbow } = numbers(await run({}));
    const [projected, output] = [dense(context * width, hidden), dense(hidden, 2 ** log_words)];
    const must = projected + output - path(sizes);
    that(nnlm! - cbow! === must, `cbow saves ${nnlm! - cbow!}, must save ${must}`);
    const wider = numbers(await run({}, { ...options, context: context + 1 })).nnlm! - nnlm!;
    that(wider === width + width * hidden, `one more word in the context adds ${wider} to nnlm`);
  },
  C5: async ({ options, run, that }) => {
    const all = numbers(await run({})).skip_gram!;
    const one = numbers(await run({}, { ...options, context: 1 })).skip_gram!;
    that(all === Number(options.context) * one, `${options.context} words cost ${all}, and one ${one}`);
  },
});
