import { freshKernels } from '../lib/fresh-kernels.ts';
import type { Library } from './lib/library.ts';
import { onHeap } from './lib/on-heap.ts';

export default {
  role: 'ours',
  parallel: true,
  async open({ threads }) {
    await freshKernels();
    const { openWorkers } = await import('../../backends/workers/open.ts');
    return onHeap(await openWorkers({ threads }));
  },
} satisfies Library;
