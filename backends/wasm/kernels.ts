import { kernels as js } from '../js/kernels.ts';
import type { Kernels } from '../lib/kernels.ts';
import { attention } from './attention.ts';
import { elementwise } from './elementwise.ts';
import type { Engine } from './engine.ts';
import { optimizers } from './optimizers.ts';

/** The kernels in WebAssembly, wherever the engine runs them. Their answers lie on its heap. */
export const kernelsOn = (engine: Engine): Kernels => ({
  ...js,
  ...elementwise(engine),
  ...optimizers(engine),
  ...attention(engine, js),
});
