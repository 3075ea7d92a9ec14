import hierarchicalSoftmax from '../spec/hierarchical-softmax.ts';
import type { OptionValues } from '../spec/lib/tensor.ts';
import negativeSampling from '../spec/negative-sampling.ts';
import spec from '../spec/word2vec-counts.ts';
import { algorithmLaws } from './lib/algorithm-laws.ts';
import { numbers, operationsOf } from './lib/counted.ts';
import type { Random } from './lib/random.ts';

interface Pass {
  predictions: number;
  drawn: number;
  sigmoids: number;
}

/** One pass of negative sampling over a random text, with a sampler and a sigmoid that count their calls. */
function instrumented(model: 'cbow' | 'skip-gram', options: OptionValues, random: Random): Pass {
  const [words, window, negatives] = [options.words, options.window, options.negatives].map(Number);
  const text = Array.from({ length: words! }, () => random.integer(0, 9));
  const pass: Pass = { predictions: 0, drawn: 0, sigmoids: 0 };
  const draw = () => {
    pass.drawn++;
    return random.integer(0, 9);
  };
  const sigmoid = (x: number) => {
    pass.sigmoids++;
    return 1 / (1 + Math.exp(-x));
  };
  const predict = (target: number) => {
    pass.predictions++;
    const others = Array.from({ length: negatives! }, draw);
    return [target, ...others].map(sigmoid);
  };
  text.forEach((word, t) => {
    const around = text.slice(Math.max(0, t - window!), t + window! + 1).toSpliced(Math.min(t, window!), 1);
    if (model === 'cbow') predict(word);
    else around.forEach(predict);
  });
  return pass;
}

export default algorithmLaws(spec, {
  C1: async ({ options, random, run, that }) => {
    const counts = numbers(await run({}));
    for (const model of ['cbow', 'skip-gram'] as const) {
      const name = model === 'cbow' ? 'cbow' : 'skip_gram';
      const { predictions, drawn, sigmoids } = instrumented(model, options, random);
      that(counts[name] === predictions, `${model} makes ${predictions} predictions, not ${counts[name]}`);
      const negatives = counts[`${name}_negatives`];
      that(negatives === drawn, `${model} draws ${drawn} negatives, not ${negatives}`);
      const each = sigmoids / predictions;
      that(counts.decisions === each, `a prediction takes ${each} sigmoids, not ${counts.decisions}`);
    }
  },
  C2: async ({ options, run, that }) => {
    const { cbow, skip_gram } = numbers(await run({}));
    const two = Number(options.words) === 2;
    that(
      two ? cbow === skip_gram : cbow! < skip_gram!,
      `CBOW makes ${cbow} predictions, skip-gram ${skip_gram}`,
    );
  },
  C3: async ({ options, random, run, that }) => {
    const { decisions } = numbers(await run({}));
    // The least sizes: what is counted does not depend on the others.
    const least = { N: 1, V: 1, I: 1, D: 1 };
    const evaluated = operationsOf(negativeSampling, { ...least, K: Number(options.negatives) }).functions;
    that(decisions === evaluated, `${decisions} decisions, and the loss evaluates ${evaluated} sigmoids`);
    const turns = random.integer(1, 9);
    const onPath = operationsOf(hierarchicalSoftmax, { ...least, L: turns }).functions;
    that(onPath === turns, `hierarchical softmax evaluates ${onPath} sigmoids on a path of ${turns} turns`);
  },
  C4: async ({ options, run, that }) => {
    const now = numbers(await run({}));
    const longer = numbers(await run({}, { ...options, words: Number(options.words) + 1 }));
    that(longer.cbow === now.cbow! + 1, `CBOW grows from ${now.cbow} to ${longer.cbow}`);
    const fits = Number(options.words) >= Number(options.window);
    const added = longer.skip_gram! - now.skip_gram!;
    const stated = 2 * (fits ? Number(options.window) : Number(options.words));
    that(added === stated, `one word more adds ${added} predictions to skip-gram, must add ${stated}`);
  },
});
