import type { Kernels } from '../../../backends/lib/kernels.ts';
import type { Engine } from '../../../backends/wasm/engine.ts';
import type { Build } from '../../../backends/wasm/module.ts';
import type { Opened } from './library.ts';
import { ourRuns } from './ours.ts';

interface Wasm {
  readonly kernels: Kernels;
  readonly engine: Engine;
  readonly build: Build;
}

/** Operands lie on the heap for good, results until the call ends. */
export const onHeap = ({ kernels, engine, build }: Wasm): Opened => ({
  version: `sources, ${build}`,
  relaxed: build === 'relaxed',
  runs: ourRuns({
    kernels,
    put: (array) => engine.heap.place(array),
    call: (run) => engine.call(run),
  }),
});
