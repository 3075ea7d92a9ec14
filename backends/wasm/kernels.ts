import type { Kernels } from '../lib/kernels.ts';
import { attention } from './attention.ts';
import { axes } from './axes.ts';
import { cells } from './cells.ts';
import { convolution } from './convolution.ts';
import { elementary } from './elementary.ts';
import { elementwise } from './elementwise.ts';
import type { Engine } from './engine.ts';
import { gathering } from './gather.ts';
import { products } from './matmul.ts';
import { normalisation } from './normalisation.ts';
import { optimizers } from './optimizers.ts';
import { pooling } from './pooling.ts';
import { softmax } from './softmax.ts';

/** The kernels in WebAssembly, wherever the engine runs them. Their answers lie on its heap. */
export function kernelsOn(engine: Engine): Kernels {
  const kernels = {
    ...elementary(engine),
    ...elementwise(engine),
    ...cells(engine),
    ...axes(engine),
    ...softmax(engine),
    ...normalisation(engine),
    ...gathering(engine),
    ...pooling(engine),
    ...optimizers(engine),
    ...products(engine),
    ...convolution(engine),
  };
  return { ...kernels, ...attention(engine, kernels) };
}
