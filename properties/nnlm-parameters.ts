import { evaluate } from '../reference/lib/evaluate.ts';
import { prepare } from '../reference/lib/prepare.ts';
import embeddingSpec from '../spec/embedding.ts';
import type { OptionValues } from '../spec/lib/tensor.ts';
import linear from '../spec/linear.ts';
import spec from '../spec/nnlm-parameters.ts';
import softmax from '../spec/softmax.ts';
import { algorithmLaws } from './lib/algorithm-laws.ts';
import { numbers, operations } from './lib/counted.ts';
import { entries } from './lib/entries.ts';

const sizesOf = (options: OptionValues) => options as Record<'words' | 'width' | 'order' | 'hidden', number>;

export default algorithmLaws(spec, {
  C1: async ({ options, run, that }) => {
    const { words, width, order, hidden } = sizesOf(options);
    const counted = numbers(await run({}));
    const layer = (D: number, O: number) => entries(prepare(linear), ['W', 'b'], { D, O });
    const held: Record<string, number> = {
      embedding: entries(prepare(embeddingSpec), ['E'], { V: words, D: width }),
      hidden_layer: layer((order - 1) * width, hidden),
      output: layer(hidden, words),
    };
    for (const [name, numbersHeld] of Object.entries(held))
      that(counted[name] === numbersHeld, `${name} is ${counted[name]}, and ${numbersHeld} numbers are held`);
    const sum = Object.values(held).reduce((total, part) => total + part, 0);
    that(counted.total === sum, `the total is ${counted.total}, must be ${sum}`);
  },
  C2: async ({ options, run, that }) => {
    const { words, hidden } = sizesOf(options);
    const { exponentials, output } = numbers(await run({}));
    const prepared = prepare(softmax);
    const scores = { x: { shape: [words], data: new Float64Array(words) } };
    const counted = operations((A) => {
      evaluate(prepared, prepared.truth.algorithms[0]!, A, scores, { axis: -1 });
    });
    that(exponentials === counted.exponentials, `${exponentials} exponentials, not ${counted.exponentials}`);
    that(
      output === (hidden + 1) * counted.divisions,
      `${output} parameters for ${counted.divisions} outputs`,
    );
  },
  C3: async ({ options, run, that }) => {
    const now = numbers(await run({}));
    const twice = numbers(await run({}, { ...options, words: 2 * sizesOf(options).words }));
    for (const name of ['embedding', 'output', 'exponentials'])
      that(twice[name] === 2 * now[name]!, `${name} grows from ${now[name]} to ${twice[name]}`);
    that(twice.hidden_layer === now.hidden_layer, `the hidden layer grows to ${twice.hidden_layer}`);
  },
  C4: async ({ options, run, that }) => {
    const { order, width, hidden } = sizesOf(options);
    const now = numbers(await run({}));
    const longer = numbers(await run({}, { ...options, order: order + 1 }));
    for (const name of ['hidden_layer', 'total']) {
      const added = longer[name]! - now[name]!;
      that(added === width * hidden, `one more word adds ${added} to ${name}`);
    }
    that(now.hidden_layer === ((order - 1) * width + 1) * hidden, `the hidden layer has ${now.hidden_layer}`);
  },
});
