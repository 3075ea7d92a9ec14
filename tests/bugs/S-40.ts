import { beamSearch } from './lib/beam.ts';
import { bug } from './lib/bug.ts';

/** Loses the hypotheses that end before the last step. */
export default bug({
  formula: 'beam-search',
  variant: ['finished-dropped'],
  code: (mended) =>
    beamSearch(({ ended, others, finished, isLast }) => {
      if (mended || isLast) finished.push(...ended);
      return others;
    }),
});
