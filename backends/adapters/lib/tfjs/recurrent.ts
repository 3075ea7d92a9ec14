import type { Tf, TfLayer, TfTensor } from './api.ts';
import type { TfFormulas, TfTensors } from './bind.ts';
import { fixed } from './normalisation.ts';

export const recurrent: TfFormulas = {
  'rnn-cell': {
    run: (tf, { x, h, W, U, b }) => {
      const cell = tf.layers.simpleRNNCell({ units: b.shape[0] });
      const kernel = fixed(tf.transpose(W, [1, 0]));
      const recurrentKernel = fixed(tf.transpose(U, [1, 0]));
      Object.assign(cell, { kernel, recurrentKernel, bias: fixed(b) });
      const [h1] = cell.call([x, h], {}) as TfTensor[];
      return { h1 };
    },
  },
  'lstm-cell': {
    run: (tf, inputs) => {
      const { x, h, c, b } = inputs;
      const cell = tf.layers.lstmCell({ units: b.shape[1], recurrentActivation: 'sigmoid' });
      setGates(tf, cell, inputs, [0, 1, 2, 3]);
      const [h1, , c1] = cell.call([x, h, c], {}) as TfTensor[];
      return { h1, c1 };
    },
  },
  'gru-cell': {
    run: (tf, inputs) => {
      const { x, h, b } = inputs;
      const cell = tf.layers.gruCell({ units: b.shape[1], recurrentActivation: 'sigmoid' });
      setGates(tf, cell, inputs, [1, 0, 2]); // z r n
      const [h1] = cell.call([x, h], {}) as TfTensor[];
      return { h1 };
    },
  },
};

/** [gate, H, D] becomes [D, gate * H] with the gates in the library's order. */
function setGates(tf: Tf, cell: TfLayer, { W, U, b }: TfTensors, order: readonly number[]): void {
  const packed = (weights: TfTensor) => {
    const gates = tf.unstack(weights).map((gate) => tf.transpose(gate, [1, 0]));
    return fixed(
      tf.concat(
        order.map((k) => gates[k]),
        1,
      ),
    );
  };
  const biases = tf.unstack(b);
  const bias = fixed(
    tf.concat(
      order.map((k) => biases[k]),
      0,
    ),
  );
  Object.assign(cell, { kernel: packed(W), recurrentKernel: packed(U), bias });
}
