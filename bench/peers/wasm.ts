import { freshKernels } from '../lib/fresh-kernels.ts';
import type { Library } from './lib/library.ts';
import { onHeap } from './lib/on-heap.ts';

export default {
  role: 'ours',
  async open() {
    await freshKernels();
    const { openWasm } = await import('../../backends/wasm/open.ts');
    return onHeap(await openWasm({ build: 'plain' }));
  },
} satisfies Library;
