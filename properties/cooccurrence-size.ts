import spec from '../spec/cooccurrence-size.ts';
import type { OptionValues, Tensors } from '../spec/lib/tensor.ts';
import { algorithmLaws } from './lib/algorithm-laws.ts';
import { numbers, wordsOf } from './lib/counted.ts';

const sizesOf = (options: OptionValues) => options as Record<'words' | 'window', number>;

const documents = ({ corpus }: Tensors): number[][] => {
  const [D, T] = corpus!.shape as [number, number];
  return Array.from({ length: D }, (_, d) => [...corpus!.data.slice(d * T, (d + 1) * T)]);
};

const from = (all: readonly (readonly number[])[]): Tensors => ({
  corpus: { shape: [all.length, all[0]!.length], data: Int32Array.from(all.flat()) },
});

export default algorithmLaws(spec, {
  C1: async ({ inputs, options, random, run, that }) => {
    const { words } = sizesOf(options);
    const now = numbers(await run(inputs));
    const all = documents(inputs);
    const another = all[0]!.map(() => random.integer(0, words - 1));
    const more = numbers(await run(from([...all, another])));
    that(more.word_word === now.word_word, `another document makes ${more.word_word} of ${now.word_word}`);
    const added = more.word_document! - now.word_document!;
    that(added === words, `another document adds ${added} entries`);
  },
  C2: async ({ inputs, options, run, that }) => {
    const { words, window } = sizesOf(options);
    const { pairs, places } = numbers(await run(inputs));
    const all = documents(inputs);
    const beside = (v: number, w: number) =>
      all.some((document) =>
        document.some((word, t) =>
          document.some((other, u) => t !== u && Math.abs(t - u) <= window && word === v && other === w),
        ),
      );
    const found = wordsOf(words, 2).filter(([v, w]) => beside(v!, w!)).length;
    that(pairs === found, `${pairs} pairs, and a search finds ${found}`);
    const held = all.reduce((sum, document) => sum + new Set(document).size, 0);
    that(places === held, `${places} places, and the documents hold ${held} words`);
  },
  C3: async ({ inputs, options, run, that }) => {
    const { words } = sizesOf(options);
    const now = numbers(await run(inputs));
    const twice = numbers(await run(inputs, { ...options, words: 2 * words }));
    that(now.word_word === wordsOf(words, 2).length, `word_word is ${now.word_word}`);
    that(
      twice.word_word === 4 * now.word_word!,
      `word_word grows from ${now.word_word} to ${twice.word_word}`,
    );
    that(twice.word_document === 2 * now.word_document!, `word_document grows to ${twice.word_document}`);
  },
  C4: async ({ inputs, options, run, that }) => {
    const { words } = sizesOf(options);
    for (const D of [words - 1, words, words + 1]) {
      const all = Array.from({ length: D }, () => documents(inputs)[0]!);
      const { word_word, word_document } = numbers(await run(from(all)));
      that(word_word! > word_document! === words > D, `${D} documents: ${word_word} and ${word_document}`);
    }
  },
  C5: async ({ inputs, options, run, that }) => {
    const { word_word, word_document, pairs, places } = numbers(await run(inputs));
    const most = 2 * sizesOf(options).window * inputs.corpus!.data.length;
    that(pairs! <= Math.min(word_word!, most), `${pairs} pairs of ${word_word} entries, ${most} neighbours`);
    that(places! <= Math.min(word_document!, inputs.corpus!.data.length), `${places} of ${word_document}`);
  },
});
