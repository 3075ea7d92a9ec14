import { beamSearch } from './lib/beam.ts';
import { bug } from './lib/bug.ts';

/** Stops as soon as so many hypotheses have ended as the beam is wide: the shortest ones, not the cheapest. */
export default bug({
  formula: 'beam-search',
  code: (mended) =>
    beamSearch(({ ended, others, finished, width }) => {
      finished.push(...ended);
      return !mended && finished.length >= width ? [] : others;
    }),
});
