import { withBrevity } from './lib/brevity.ts';
import { bug } from './lib/bug.ts';

/** exp(1 − c/r) in the place of exp(1 − r/c), which rewards what is too short. */
export default bug({
  formula: 'bleu',
  variant: ['brevity-inverted'],
  code: (mended) =>
    withBrevity(
      mended ? {} : { factor: (words, wanted) => (words > wanted ? 1 : Math.exp(1 - words / wanted)) },
    ),
});
