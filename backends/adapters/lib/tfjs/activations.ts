import { skip } from '../skip.ts';
import type { TfTensor } from './api.ts';
import type { TfFormulas } from './bind.ts';

export const activations: TfFormulas = {
  sigmoid: { run: (tf, { x }) => ({ y: tf.sigmoid(x) }) },
  tanh: { run: (tf, { x }) => ({ y: tf.tanh(x) }) },
  relu: { run: (tf, { x }) => ({ y: tf.relu(x) }) },
  'leaky-relu': { run: (tf, { x }, { slope }: { slope: number }) => ({ y: tf.leakyRelu(x, slope) }) },
  prelu: { run: (tf, { x, a }) => ({ y: tf.prelu(x, a) }) },
  softmax: { run: (tf, { x }, { axis }: Axis) => ({ y: tf.softmax(x, last(x, axis)) }) },
  'log-softmax': { run: (tf, { x }, { axis }: Axis) => ({ y: tf.logSoftmax(x, last(x, axis)) }) },
  'dropout-sampled': {
    run: (tf, { x }, { p, seed }: { p: number; seed: number }) => {
      if (p === 1) skip('TensorFlow.js takes rates below 1 only');
      return { y: tf.dropout(x, p, undefined, seed) };
    },
  },
};

interface Axis {
  readonly axis: number;
}

function last(x: TfTensor, axis: number): number {
  const rank = x.shape.length;
  if (axis !== -1 && axis !== rank - 1) skip('TensorFlow.js has softmax along the last axis only');
  return rank - 1;
}
