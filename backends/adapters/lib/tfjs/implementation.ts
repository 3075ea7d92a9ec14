import type { ImplementationModule } from '../../../lib/contract.ts';
import { activations } from './activations.ts';
import { bind } from './bind.ts';
import { type Backend, findTensorFlow } from './find.ts';
import { linear } from './linear.ts';
import { losses } from './losses.ts';
import { normalisation } from './normalisation.ts';
import { bindOptimizers } from './optimizers.ts';
import { recurrent } from './recurrent.ts';

/**
 * What TensorFlow.js has as a function, layer or optimizer of its own. Absent: dropout with a given mask, attention,
 * additive and bilinear scores, sinusoidal-positional-encoding, nadam, clip-by-norm, byte-pair-encoding.
 */
export async function tfjs(backend: Backend): Promise<ImplementationModule> {
  const tf = await findTensorFlow(backend);
  const formulas = { ...activations, ...losses, ...linear, ...normalisation, ...recurrent };
  const bound = Object.entries(formulas).map(
    ([name, formula]) => [name, bind(tf, backend, formula)] as const,
  );
  return {
    name: `tfjs-${backend}`,
    version: tf.version.tfjs,
    dtypes: ['f32'],
    // XNNPACK's exponential gives 0 below the smallest normal number.
    ftz: backend === 'wasm',
    issues: 'https://github.com/tensorflow/tfjs/issues',
    formulas: { ...Object.fromEntries(bound), ...bindOptimizers(tf, backend) },
  };
}
