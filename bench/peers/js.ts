import { kernels } from '../../backends/js/kernels.ts';
import type { Library } from './lib/library.ts';
import { inPlace, ourRuns } from './lib/ours.ts';

export default {
  role: 'ours',
  open: async () => ({ version: 'sources', runs: ourRuns(inPlace(kernels)) }),
} satisfies Library;
