import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/sentence-pair.ts';
import { algorithmLaws } from './lib/algorithm-laws.ts';
import { map } from './lib/tensors.ts';

/** Inputs in which no word has the number of a special token. */
const words = (inputs: Tensors): Tensors => ({
  a: map(inputs.a!, (word) => 200 + word),
  b: map(inputs.b!, (word) => 200 + word),
});

const positions = (tensor: Tensor, value: number): number[] =>
  [...tensor.data].flatMap((token, n) => (token === value ? [n] : []));

export default algorithmLaws(spec, {
  C1: async ({ inputs, options, run, that }) => {
    const { a, b } = inputs;
    const [A, B] = [a!.data.length, b!.data.length];
    const { tokens, segments } = await run(words(inputs));
    for (const { data } of [tokens!, segments!])
      that(data.length === A + B + 3, `${data.length} numbers for ${A} and ${B} words`);
    const [front, ...more] = positions(tokens!, Number(options.cls));
    that(front === 0 && more.length === 0, `[CLS] stands at ${[front, ...more]}`);
    const separators = positions(tokens!, Number(options.sep));
    that(String(separators) === String([A + 1, A + B + 2]), `[SEP] stands at ${separators}`);
  },
  C2: async ({ inputs, run, that }) => {
    const [A, B] = [inputs.a!.data.length, inputs.b!.data.length];
    const { segments } = await run(inputs);
    const [zeros, ones] = [positions(segments!, 0).length, positions(segments!, 1).length];
    that(zeros === A + 2 && ones === B + 1, `${zeros} zeros and ${ones} ones for ${A} and ${B} words`);
    that(String(segments!.data) === String(segments!.data.toSorted()), `${segments!.data} goes back to 0`);
  },
  C3: async ({ inputs, options, run, that }) => {
    const { tokens } = await run(words(inputs));
    const read = [...tokens!.data].filter((token) => token !== options.cls && token !== options.sep);
    const both = [...words(inputs).a!.data, ...words(inputs).b!.data];
    that(String(read) === String(both), `the words are ${read}, and were ${both}`);
  },
  C4: async ({ inputs, run, that }) => {
    const { tokens, segments } = await run(inputs);
    const other = await run({ a: inputs.b!, b: inputs.a! });
    const part = ({ data }: Tensor, from: number) => String(data.slice(from));
    const [A, B] = [inputs.a!.data.length, inputs.b!.data.length];
    that(
      part(tokens!, A + 2) === String(other.tokens!.data.slice(1, B + 2)),
      'the second sentence with its [SEP] is not what it is as the first',
    );
    that(segments!.data[A + 1] === 0 && other.segments!.data[B + 2] === 1, 'the segments do not change over');
  },
});
