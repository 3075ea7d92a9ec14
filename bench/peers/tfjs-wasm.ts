import type { Floats } from '../../backends/lib/kernels.ts';
import { joined, reordered, transposed } from './lib/arrays.ts';
import type { Elementwise, Library, Ready, Runs } from './lib/library.ts';
import type { Tensor, Tf } from './lib/tfjs.ts';

/** In this layout its convolutions and pools want their images, and give them back. */
const LAST = [0, 2, 3, 1];
const FIRST = [0, 3, 1, 2];

/** TensorFlow.js with its WebAssembly backend: tensors lie in its heap. In Node it has one thread. */
export default {
  role: 'peer',
  packages: ['@tensorflow/tfjs@4.22.0', '@tensorflow/tfjs-backend-wasm@4.22.0'],
  async open({ find }) {
    const tf = find('@tensorflow/tfjs') as Tf;
    find('@tensorflow/tfjs-backend-wasm');
    if (!(await tf.setBackend('wasm'))) throw new Error('TensorFlow.js could not start its backend wasm.');
    await tf.ready();
    return { version: tf.version.tfjs, runs: runsOf(tf) };
  },
} satisfies Library;

function runsOf(tf: Tf): Runs {
  const put = (x: Floats, shape: readonly number[]) => tf.tensor(x, shape, 'float32');
  const ready = (run: () => readonly Tensor[], read = (y: Floats) => y): Ready => ({
    run: () => {
      for (const y of tf.tidy(run)) y.dispose();
    },
    result: () => read(joined(tf.tidy(run).map((y) => y.dataSync()))),
  });
  const map =
    (f: (x: Tensor) => Tensor): Elementwise =>
    ({ sizes }, inputs) => {
      const x = put(inputs.x, [sizes.length]);
      return ready(() => [f(x)]);
    };
  return {
    matmul({ sizes: { n } }, inputs) {
      const [a, b] = [put(inputs.a, [n, n]), put(inputs.b, [n, n])];
      return ready(() => [tf.matMul(a, b)]);
    },
    convolve({ inputs: { x: images, w: filters }, sizes: { N, P, Q, E } }, inputs) {
      const x = put(transposed(inputs.x, images.shape, LAST), pick(images.shape, LAST));
      const w = put(transposed(inputs.w, filters.shape, [2, 3, 1, 0]), pick(filters.shape, [2, 3, 1, 0]));
      const bias = put(inputs.bias, [E]);
      const convolve = () => [tf.fused.conv2d({ x, filter: w, strides: 1, pad: 'same', bias })];
      return ready(convolve, (y) => transposed(y, [N, P, Q, E], FIRST));
    },
    softmax({ sizes: { rows, columns } }, inputs) {
      const x = put(inputs.x, [rows, columns]);
      return ready(() => [tf.softmax(x)]);
    },
    layerNorm({ sizes: { rows, columns } }, inputs) {
      const x = put(inputs.x, [rows, columns]);
      const [gamma, beta] = [put(inputs.gamma, [columns]), put(inputs.beta, [columns])];
      return ready(() => {
        const { mean, variance } = tf.moments(x, 1, true);
        const scale = tf.mul(tf.rsqrt(tf.add(variance, 1e-5)), gamma);
        return [tf.add(tf.mul(tf.sub(x, mean), scale), beta)];
      });
    },
    sigmoid: map((x) => tf.sigmoid(x)),
    tanh: map((x) => tf.tanh(x)),
    exp: map((x) => tf.exp(x)),
    maxPool({ inputs: { x: images }, sizes: { planes, P, Q, kernel, stride } }, inputs) {
      const x = put(transposed(inputs.x, images.shape, LAST), pick(images.shape, LAST));
      const pool = () => [tf.maxPool(x, kernel, stride, 'valid')];
      return ready(pool, (y) => transposed(y, [1, P, Q, planes], FIRST));
    },
    lstmStep({ sizes: { N, D, H } }, { x, h, c, W, U, b }) {
      const gates = [0, 2, 1, 3]; // i g f o
      const columns = (weights: Floats, n: number) =>
        transposed(reordered(weights, gates), [4 * H, n], [1, 0]);
      const kernel = put(joined([columns(W, D), columns(U, H)]), [D + H, 4 * H]);
      const bias = put(reordered(b, gates), [4 * H]);
      const [data, hidden, cell] = [put(x, [N, D]), put(h, [N, H]), put(c, [N, H])];
      const none = tf.scalar(0);
      return ready(() => [...tf.basicLSTMCell(none, kernel, bias, data, cell, hidden)].reverse());
    },
    attention({ sizes: { batch, N, M, D, E } }, inputs) {
      const [Q, K, V] = [
        put(inputs.Q, [batch, N, D]),
        put(inputs.K, [batch, M, D]),
        put(inputs.V, [batch, M, E]),
      ];
      const scale = tf.scalar(1 / Math.sqrt(D));
      return ready(() => [tf.matMul(tf.softmax(tf.mul(tf.matMul(Q, K, false, true), scale)), V)]);
    },
  };
}

const pick = (shape: readonly number[], axes: readonly number[]) => axes.map((axis) => shape[axis]);
