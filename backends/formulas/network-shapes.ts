import { formula } from '../lib/formula.ts';

const [CONVOLUTION, POOLING, GLOBAL, FLATTEN] = [0, 1, 2, 3];

/**
 * Every layer is a window over its input: of its own size, or of the whole of it (global pooling, flattening, dense).
 * It gives a map of windows, deep as its units, and has one weight a window's number and unit.
 */
export default formula(
  'network-shapes(kind[L] in 5, kernel[L] in 100, stride[L] in 100, pad[L] in 100, units[L] in 100000) -> shapes[L,3] in Z, weights[L] in Z, biases[L] in Z, total[] in Z',
  (options) => ({
    height: options.integer('height', { least: 1 }),
    width: options.integer('width', { least: 1 }),
    channels: options.integer('channels', { least: 1 }),
  }),
  () => ({
    forward({ kind, kernel, stride, pad, units }, { L }, options) {
      const shapes = new Int32Array(3 * L).fill(-1);
      const weights = new Int32Array(L).fill(-1);
      const biases = new Int32Array(L).fill(-1);
      let { height, width, channels } = options;
      let total = 0;
      for (let l = 0; l < L; l++) {
        const windowed = kind[l] === CONVOLUTION || kind[l] === POOLING;
        const [rows, columns] = windowed ? [kernel[l], kernel[l]] : [height, width];
        const [step, room] = windowed ? [stride[l], 2 * pad[l]] : [1, 0];
        if (height + room < rows || width + room < columns) {
          total = -1;
          break;
        }
        const learns = windowed ? kind[l] === CONVOLUTION : kind[l] > FLATTEN;
        const inputs = rows * columns * channels;
        height = 1 + Math.floor((height + room - rows) / step);
        width = 1 + Math.floor((width + room - columns) / step);
        channels = learns ? units[l] : kind[l] === POOLING || kind[l] === GLOBAL ? channels : inputs;
        weights[l] = learns ? inputs * units[l] : 0;
        biases[l] = learns ? units[l] : 0;
        total += weights[l] + biases[l];
        shapes.set([height, width, channels], 3 * l);
      }
      return { shapes, weights, biases, total: Int32Array.of(total) };
    },
  }),
);
