import { availableParallelism } from 'node:os';
import { implementation } from '../lib/contract.ts';
import { formulas } from '../lib/formulas.ts';
import { onHeap } from '../wasm/call.ts';
import { kernelsOn } from '../wasm/kernels.ts';
import { compileKernels } from '../wasm/module.ts';
import { wantedBuild, wantedThreads } from '../wasm/wanted.ts';
import { ThreadsEngine } from './engine.ts';
import { threadStarter } from './threads.ts';

const { module, build } = await compileKernels(wantedBuild());
const workers = (wantedThreads() ?? availableParallelism()) - 1;
const engine = new ThreadsEngine(module, await threadStarter(), { workers });
const all = Object.entries(await formulas(kernelsOn(engine)));

/** Every formula of `backends/formulas` over the WebAssembly kernels, on all cores. */
export default implementation({
  name: 'workers',
  version: `0.1.0 (${build})`,
  dtypes: ['f32', 'f64'],
  formulas: Object.fromEntries(all.map(([name, formula]) => [name, onHeap(engine, formula)])),
  close: () => engine.close(),
});
