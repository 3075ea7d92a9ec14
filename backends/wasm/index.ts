import { implementation } from '../lib/contract.ts';
import { formulas } from '../lib/formulas.ts';
import { onHeap } from './call.ts';
import { openWasm } from './open.ts';
import { wantedBuild } from './wanted.ts';

const { kernels, engine, build } = await openWasm({ build: wantedBuild() });

/** Every formula of `backends/formulas` over the WebAssembly kernels, in this thread. */
export default implementation({
  name: 'wasm',
  version: `0.1.0 (${build})`,
  dtypes: ['f32', 'f64'],
  formulas: onHeap(engine, await formulas(kernels, import.meta.url)),
});
