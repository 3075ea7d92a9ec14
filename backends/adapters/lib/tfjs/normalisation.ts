import type { Tf, TfTensor, TfWeight } from './api.ts';
import type { TfFormulas } from './bind.ts';

interface Epsilon {
  readonly eps: number;
}

export const normalisation: TfFormulas = {
  // The moving variance takes the batch variance as it is, without the factor n/(n-1). Channels go last: along any
  // other axis the library has no gradient.
  'batch-norm': {
    variant: 'biased-running-variance',
    run: (tf, { x, gamma, beta, mean, var: variance }, { momentum, eps }: Epsilon & { momentum: number }) => {
      const layer = tf.layers.batchNormalization({ axis: 2, momentum: 1 - momentum, epsilon: eps });
      const [movingMean, movingVariance] = [moving(tf, mean), moving(tf, variance)];
      Object.assign(layer, { gamma: fixed(gamma), beta: fixed(beta), movingMean, movingVariance });
      const y = layer.call(channelsLast(tf, x), { training: true }) as TfTensor;
      return { y: channelsLast(tf, y), mean1: movingMean.read(), var1: movingVariance.read() };
    },
  },
  'batch-norm-inference': {
    run: (tf, { x, gamma, beta, mean, var: variance }, { eps }: Epsilon) => {
      const y = tf.batchNorm(channelsLast(tf, x), mean, variance, beta, gamma, eps);
      return { y: channelsLast(tf, y) };
    },
  },
  'layer-norm': {
    run: (tf, { x, gamma, beta }, { eps }: Epsilon) => {
      const layer = tf.layers.layerNormalization({ axis: [1], epsilon: eps });
      Object.assign(layer, { gamma: fixed(gamma), beta: fixed(beta) });
      return { y: layer.call(x, {}) as TfTensor };
    },
  },
};

/** [N, C, L] becomes [N, L, C], and back. */
function channelsLast(tf: Tf, x: TfTensor): TfTensor {
  return tf.transpose(x, [0, 2, 1]);
}

/** A weight that is a tensor of the caller, so that the tape sees through to it. */
export function fixed(tensor: TfTensor): TfWeight {
  return { read: () => tensor };
}

function moving(tf: Tf, initial: TfTensor): TfWeight {
  let current = initial;
  return {
    read: () => current,
    write: (value) => {
      current = tf.keep(tf.clone(value));
    },
  };
}
