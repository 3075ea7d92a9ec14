import { implementation } from '../lib/contract.ts';
import { formulas } from '../lib/formulas.ts';
import { onHeap } from '../wasm/call.ts';
import { wantedBuild, wantedThreads } from '../wasm/wanted.ts';
import { openWorkers } from './open.ts';

const { kernels, engine, build } = await openWorkers({ build: wantedBuild(), threads: wantedThreads() });

/** Every formula of `backends/formulas` over the WebAssembly kernels, on all cores. */
export default implementation({
  name: 'workers',
  version: `0.1.0 (${build})`,
  dtypes: ['f32', 'f64'],
  formulas: onHeap(engine, await formulas(kernels, import.meta.url)),
  close: () => engine.close(),
});
