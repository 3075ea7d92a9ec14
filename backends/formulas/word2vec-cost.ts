import { formula } from '../lib/formula.ts';
import { scalars } from '../lib/scalars.ts';

/** ND + NDH + HV, D(N + log₂ V) and CD(1 + log₂ V), word after word of the context. */
export default formula(
  'word2vec-cost() -> nnlm[] in Z, cbow[] in Z, skip_gram[] in Z',
  (options) => {
    const [bits, context, width, hidden] = ['log_words', 'context', 'width', 'hidden'].map((name) =>
      options.integer(name, { least: 1 }),
    );
    return { bits, context, width, hidden };
  },
  () => ({
    forward(_inputs, _sizes, { bits, context, width, hidden }) {
      let [nnlm, cbow, skipGram] = [hidden << bits, width * bits, 0];
      for (let word = 0; word < context; word++) {
        nnlm += width * (1 + hidden);
        cbow += width;
        skipGram += width * (1 + bits);
      }
      return scalars({ nnlm, cbow, skip_gram: skipGram });
    },
  }),
);
