import { implementation } from '../lib/contract.ts';
import { formulas } from '../lib/formulas.ts';
import { onHeap } from './call.ts';
import { LocalEngine } from './engine.ts';
import { kernelsOn } from './kernels.ts';
import { compileKernels } from './module.ts';
import { wantedBuild } from './wanted.ts';

const { module, build } = await compileKernels(wantedBuild());
const engine = new LocalEngine(module);
const all = Object.entries(await formulas(kernelsOn(engine)));

/** Every formula of `backends/formulas` over the WebAssembly kernels, in this thread. */
export default implementation({
  name: 'wasm',
  version: `0.1.0 (${build})`,
  dtypes: ['f32', 'f64'],
  formulas: Object.fromEntries(all.map(([name, formula]) => [name, onHeap(engine, formula)])),
});
