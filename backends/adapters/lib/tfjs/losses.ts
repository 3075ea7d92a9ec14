import type { Tf, TfTensor } from './api.ts';
import type { TfFormulas } from './bind.ts';

interface Reduced {
  readonly reduction: 'mean' | 'sum';
}

export const losses: TfFormulas = {
  'squared-error': {
    supports: { reduction: ['mean', 'sum'] },
    run: (tf, { y, t }, o: Reduced) => ({
      loss: tf.losses.meanSquaredError(t, y, undefined, reduction(tf, o)),
    }),
  },
  // Predictions are divided by their sum, then clipped to [1e-7, 1 - 1e-7].
  'cross-entropy': {
    variant: 'predictions-renormalised-and-clipped',
    run: (tf, { t, y }, o: Reduced) => {
      const losses = tf.metrics.categoricalCrossentropy(t, y);
      return { loss: o.reduction === 'sum' ? tf.sum(losses) : tf.mean(losses) };
    },
  },
  // tf.oneHot refuses a single class.
  'softmax-cross-entropy': {
    requires: ['K >= 2'],
    run: (tf, { z, t }, o: Reduced) => ({
      loss: tf.losses.softmaxCrossEntropy(oneHot(tf, t, z), z, undefined, 0, reduction(tf, o)),
    }),
  },
  'label-smoothing-cross-entropy': {
    requires: ['K >= 2'],
    run: (tf, { z, t }, o: Reduced & { smoothing: number }) => ({
      loss: tf.losses.softmaxCrossEntropy(oneHot(tf, t, z), z, undefined, o.smoothing, reduction(tf, o)),
    }),
  },
};

function reduction(tf: Tf, { reduction }: Reduced): number {
  return reduction === 'sum' ? tf.Reduction.SUM : tf.Reduction.MEAN;
}

function oneHot(tf: Tf, t: TfTensor, z: TfTensor): TfTensor {
  return tf.oneHot(t, z.shape[1]);
}
