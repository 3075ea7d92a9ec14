import type { Floats } from '../../backends/lib/kernels.ts';
import { joined } from './lib/arrays.ts';
import type { Jax, JaxArray } from './lib/jax.ts';
import type { Elementwise, Library, Ready, Runs } from './lib/library.ts';

/** jax-js with its WebAssembly backend: arrays lie in its heap, functions are compiled. In Node it has one thread. */
export default {
  role: 'peer',
  packages: ['@jax-js/jax@0.1.25'],
  async open({ find }) {
    // Node before version 24 has none, and the library asks for it when it makes an array.
    const missing = { Float16Array: class extends Uint16Array {} };
    if (!('Float16Array' in globalThis)) Object.assign(globalThis, missing);
    const jax = find('@jax-js/jax') as Jax;
    return { version: '0.1.25', runs: runsOf(jax) };
  },
} satisfies Library;

/** An argument is used up by the function that it is given to, so what is used again is passed as `x.ref`. */
function runsOf({ numpy: np, nn, lax, jit }: Jax): Runs {
  type Shape = readonly number[];
  const ready = (
    f: (...arrays: JaxArray[]) => JaxArray | JaxArray[],
    ...operands: readonly (readonly [Floats, Shape])[]
  ): Ready => {
    const compiled = jit(f);
    const placed = operands.map(([x, shape]) => np.array(x).reshape(shape));
    const call = () => [compiled(...placed.map((x) => x.ref))].flat();
    return {
      run: async () => {
        for (const y of call()) (await y.blockUntilReady()).dispose();
      },
      result: async () => {
        const data: Float32Array[] = [];
        for (const y of call()) data.push((await y.data()) as Float32Array);
        return joined(data);
      },
    };
  };
  const map =
    (f: (x: JaxArray) => JaxArray): Elementwise =>
    ({ sizes }, { x }) =>
      ready(f, [x, [sizes.length]]);
  return {
    matmul: ({ sizes: { n } }, { a, b }) => ready((a, b) => np.matmul(a, b), [a, [n, n]], [b, [n, n]]),
    convolve: ({ inputs, sizes: { stride, pad, E } }, { x, w, bias }) =>
      ready(
        (x, w, bias) =>
          lax
            .convGeneralDilated(
              x,
              w,
              [stride, stride],
              [
                [pad, pad],
                [pad, pad],
              ],
            )
            .add(bias),
        [x, inputs.x.shape],
        [w, inputs.w.shape],
        [bias, [1, E, 1, 1]],
      ),
    softmax: ({ sizes: { rows, columns } }, { x }) => ready((x) => nn.softmax(x, -1), [x, [rows, columns]]),
    layerNorm: ({ sizes: { rows, columns } }, { x, gamma, beta }) =>
      ready(
        (x, gamma, beta) => nn.standardize(x, -1, { epsilon: 1e-5 }).mul(gamma).add(beta),
        [x, [rows, columns]],
        [gamma, [1, columns]],
        [beta, [1, columns]],
      ),
    sigmoid: map((x) => nn.sigmoid(x)),
    tanh: map((x) => np.tanh(x)),
    exp: map((x) => np.exp(x)),
    maxPool: ({ inputs, sizes: { kernel, stride } }, { x }) =>
      ready(
        (x) =>
          lax.reduceWindow(x, (window) => np.max(window), [1, 1, kernel, kernel], [1, 1, stride, stride]),
        [x, inputs.x.shape],
      ),
    lstmStep: ({ sizes: { N, D, H } }, { x, h, c, W, U, b }) =>
      ready(
        (x, h, c, W, U, b) => {
          const z = np
            .matmul(x, np.transpose(W))
            .add(np.matmul(h, np.transpose(U)))
            .add(b);
          const [i, f, g, o] = np.split(z, 4, 1);
          const c1 = nn
            .sigmoid(f)
            .mul(c)
            .add(nn.sigmoid(i).mul(np.tanh(g)));
          return [nn.sigmoid(o).mul(np.tanh(c1.ref)), c1];
        },
        [x, [N, D]],
        [h, [N, H]],
        [c, [N, H]],
        [W, [4 * H, D]],
        [U, [4 * H, H]],
        [b, [1, 4 * H]],
      ),
    // Written out, since its own function needs a newer Node than we do.
    attention: ({ sizes: { batch, N, M, D, E } }, { Q, K, V }) =>
      ready(
        (Q, K, V) => {
          const scores = np.matmul(Q, np.transpose(K, [0, 2, 1])).mul(1 / Math.sqrt(D));
          return np.matmul(nn.softmax(scores, -1), V);
        },
        [Q, [batch, N, D]],
        [K, [batch, M, D]],
        [V, [batch, M, E]],
      ),
  };
}
