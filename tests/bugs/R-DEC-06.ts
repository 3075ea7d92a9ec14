import { beamSearch } from './lib/beam.ts';
import { bug } from './lib/bug.ts';

/** Finished is what has ended at this very step: at the next one it goes on and is finished no more. */
export default bug({
  formula: 'beam-search',
  code: (mended) =>
    beamSearch(({ ended, others, finished }) => {
      if (!mended) return [...ended, ...others];
      finished.push(...ended);
      return others;
    }),
});
