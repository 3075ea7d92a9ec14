import { float64 } from '../reference/arithmetic/float64.ts';
import { evaluate } from '../reference/lib/evaluate.ts';
import { prepare } from '../reference/lib/prepare.ts';
import spec from '../spec/code-length.ts';
import embedding from '../spec/embedding.ts';
import type { OptionValues } from '../spec/lib/tensor.ts';
import { algorithmLaws } from './lib/algorithm-laws.ts';
import { numbers, wordsOf } from './lib/counted.ts';

const sizesOf = (options: OptionValues) => options as Record<'words' | 'length', number>;

export default algorithmLaws(spec, {
  C1: async ({ options, run, that }) => {
    const { words } = sizesOf(options);
    const { binary } = numbers(await run({}));
    const codes = Array.from({ length: words }, (_, word) => word.toString(2).padStart(binary!, '0'));
    const fit = codes.every((code) => code.length === Math.max(binary!, 1));
    that(fit && new Set(codes).size === words, `${words} words in ${binary} digits: ${codes}`);
    if (binary === 0) return;
    const fewer = wordsOf(2, binary! - 1).length;
    that(fewer < words, `one digit fewer gives ${fewer} codes, enough for ${words} words`);
  },
  C2: async ({ options, run, that }) => {
    const { words } = sizesOf(options);
    const { one_hot } = numbers(await run({}));
    const single = wordsOf(2, one_hot!).filter((code) => code.filter((bit) => bit === 1).length === 1);
    that(
      single.length === words,
      `${one_hot} components have ${single.length} one-hot vectors for ${words} words`,
    );
  },
  C3: async ({ options, random, run, that }) => {
    const { words, length } = sizesOf(options);
    const { text_one_hot, text_indices } = numbers(await run({}));
    const units = Float64Array.from({ length: words ** 2 }, (_, n) => (n % (words + 1) === 0 ? 1 : 0));
    const text = Int32Array.from({ length }, () => random.integer(0, words - 1));
    const prepared = prepare(embedding);
    const inputs = { E: { shape: [words, words], data: units }, tokens: { shape: [length], data: text } };
    const { y } = evaluate(prepared, prepared.truth.definition, float64, inputs, {});
    that(text_one_hot === y!.data.length, `the text is ${text_one_hot} numbers, must be ${y!.data.length}`);
    that(text_indices === text.length, `the text has ${text_indices} indices, must have ${text.length}`);
  },
  C4: async ({ options, run, that }) => {
    const { words, length } = sizesOf(options);
    const now = numbers(await run({}));
    const texts = wordsOf(words, length).length;
    that(now.combinations === texts, `${now.combinations} combinations, and ${texts} texts can be written`);
    const longer = numbers(await run({}, { words, length: length + 1 }));
    that(longer.combinations === words * texts, `one word more gives ${longer.combinations} combinations`);
    that(longer.one_hot === words, `one word more gives ${longer.one_hot} components`);
  },
  C5: async ({ options, run, that }) => {
    const { words, length } = sizesOf(options);
    const now = numbers(await run({}));
    const twice = numbers(await run({}, { words: 2 * words, length }));
    that(twice.one_hot === 2 * now.one_hot!, `one_hot grows from ${now.one_hot} to ${twice.one_hot}`);
    that(twice.binary === now.binary! + 1, `binary grows from ${now.binary} to ${twice.binary}`);
  },
});
