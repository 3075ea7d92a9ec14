import { skip } from '../skip.ts';
import type { Tf, TfTensor } from './api.ts';
import type { TfFormulas } from './bind.ts';

interface Pooling {
  readonly kernel: number;
  readonly stride: number;
  readonly pad: number;
}

interface Convolution {
  readonly stride: number;
  readonly pad: number;
  readonly dilation: number;
}

export const linear: TfFormulas = {
  linear: { run: (tf, { x, W, b }) => ({ y: tf.add(tf.matMul(x, W, false, true), b) }) },
  'dot-score': {
    run: (tf, { q, K }) => {
      const [B, M, D] = K.shape;
      const s = tf.matMul(K, tf.reshape(q, [B, D, 1]), false, false);
      return { s: tf.reshape(s, [B, M]) };
    },
  },
  embedding: {
    gradientOn: ['cpu'],
    run: (tf, { E, tokens }) => ({ y: tf.gather(E, tokens) }),
  },
  conv2d: {
    supports: { groups: [1] },
    gradientOn: ['cpu'],
    lacksGradient: ({ dilation }: Convolution) =>
      dilation > 1 ? 'TensorFlow.js has no gradient of a convolution with dilation' : undefined,
    run: (tf, { x, w, b }, { stride, pad, dilation }: Convolution) => {
      if (stride > 1 && dilation > 1) skip('TensorFlow.js has no convolution with both stride and dilation');
      const filter = tf.transpose(w, [2, 3, 1, 0]);
      const sides = [
        [0, 0],
        [pad, pad],
        [pad, pad],
        [0, 0],
      ]; // a plain number is for square filters only
      const y = tf.conv2d(channelsLast(tf, x), filter, stride, sides, 'NHWC', dilation, 'floor');
      return { y: channelsFirst(tf, tf.add(y, b)) };
    },
  },
  // The library's 'ceil' keeps windows that start beyond the input, which the formula drops.
  'max-pool2d': {
    supports: { ceil: [false] },
    run: (tf, { x }, { kernel, stride, pad }: Pooling) => {
      const y = tf.maxPool(channelsLast(tf, x), kernel, stride, pad, 'floor');
      return { y: channelsFirst(tf, y) };
    },
  },
  'avg-pool2d': {
    supports: { ceil: [false], count_pad: [false] },
    run: (tf, { x }, { kernel, stride, pad }: Pooling) => {
      const y = tf.avgPool(channelsLast(tf, x), kernel, stride, pad, 'floor');
      return { y: channelsFirst(tf, y) };
    },
  },
};

function channelsLast(tf: Tf, x: TfTensor): TfTensor {
  return tf.transpose(x, [0, 2, 3, 1]);
}

function channelsFirst(tf: Tf, x: TfTensor): TfTensor {
  return tf.transpose(x, [0, 3, 1, 2]);
}
