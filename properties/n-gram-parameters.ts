import spec from '../spec/n-gram-parameters.ts';
import { algorithmLaws } from './lib/algorithm-laws.ts';
import { numbers, wordsOf } from './lib/counted.ts';

const sum = (terms: readonly number[]): number => terms.reduce((total, term) => total + term, 0);

export default algorithmLaws(spec, {
  C1: async ({ options, run, that }) => {
    const { table } = numbers(await run({}));
    const [words, order] = [Number(options.words), Number(options.order)];
    const entries = wordsOf(words, order - 1).flatMap((context) =>
      wordsOf(words, 1).map((w) => [...context, ...w]),
    );
    that(
      table === entries.length,
      `the table is ${table}, and ${entries.length} entries can be written down`,
    );
  },
  C2: async ({ options, run, that }) => {
    const { free } = numbers(await run({}));
    const [words, order] = [Number(options.words), Number(options.order)];
    const left = sum(wordsOf(words, order - 1).map(() => wordsOf(words, 1).slice(1).length));
    that(free === left, `free is ${free}, must be ${left}`);
  },
  C3: async ({ options, run, that }) => {
    const { unrestricted } = numbers(await run({}));
    const [words, order] = [Number(options.words), Number(options.order)];
    const positions = Array.from({ length: order }, (_, i) =>
      sum(wordsOf(words, i).map(() => wordsOf(words, 1).slice(1).length)),
    );
    that(unrestricted === sum(positions), `unrestricted is ${unrestricted}, and ${positions} are free`);
    const sentences = wordsOf(words, order).length;
    that(unrestricted === sentences - 1, `unrestricted is ${unrestricted}, of ${sentences} sentences`);
  },
  C4: async ({ options, run, that }) => {
    const words = Number(options.words);
    const now = numbers(await run({}));
    const longer = numbers(await run({}, { ...options, order: Number(options.order) + 1 }));
    for (const name of ['table', 'free'])
      that(longer[name] === words * now[name]!, `${name} grows from ${now[name]} to ${longer[name]}`);
  },
  C5: async ({ options, run, that }) => {
    const factor = 2 ** Number(options.order);
    const now = numbers(await run({}));
    const more = numbers(await run({}, { ...options, words: 2 * Number(options.words) }));
    that(more.table === factor * now.table!, `the table grows from ${now.table} to ${more.table}`);
    that(
      more.unrestricted! + 1 === factor * (now.unrestricted! + 1),
      `unrestricted grows from ${now.unrestricted} to ${more.unrestricted}`,
    );
  },
});
