import { algorithm } from './lib/algorithm.ts';
import { int } from './lib/options.ts';

/** A layer as a column of the inputs. */
type Layer = readonly [kind: number, kernel: number, stride: number, pad: number, units: number];

const conv = (units: number, pad = 1): Layer => [0, 3, 1, pad, units];
const POOL: Layer = [1, 2, 2, 0, 1];
const GLOBAL: Layer = [2, 1, 1, 0, 1];
const FLATTEN: Layer = [3, 1, 1, 0, 1];
const dense = (units: number): Layer => [4, 1, 1, 0, units];

/** The inputs for a network, and its image. */
const network = (image: readonly [number, number, number], ...layers: readonly Layer[]) => ({
  inputs: Object.fromEntries(
    ['kind', 'kernel', 'stride', 'pad', 'units'].map((name, n) => [name, layers.map((layer) => layer[n]!)]),
  ),
  options: { height: image[0], width: image[1], channels: image[2] },
});

const STAGES = [conv(32), POOL, conv(64), POOL, conv(128), POOL, FLATTEN];

export default algorithm({
  name: 'network-shapes',
  family: 'counting',
  title: 'The shapes that an image takes on its way through a network, and the parameters it meets',
  sources: [
    'Dumoulin & Visin (2016), A guide to convolution arithmetic for deep learning',
    'Lin, Chen & Yan (2014), Network in network (global average pooling)',
  ],

  signature:
    'network_shapes(kind[L] in 5, kernel[L] in 100, stride[L] in 100, pad[L] in 100, units[L] in 100000; height, width, channels) -> shapes[L,3], weights[L], biases[L], total',
  steps: [
    'The image has the shape height, width, channels; every layer takes what the one before gives.',
    'kind 0: a convolution with `units` filters. Height and width become ⌊(size + 2·pad − kernel) / stride⌋ + 1, the channels `units`.',
    'kind 1: a pooling. Height and width in the same way; the channels stay, and there are no parameters.',
    'kind 2: global pooling to 1 × 1 × channels. kind 3: flattening to 1 × 1 × height·width·channels. Neither has parameters.',
    'kind 4: a dense layer to 1 × 1 × `units`, with a weight for every number that comes in.',
    'Every filter and every dense unit has a bias. From a window that does not fit on, all entries are −1 and the total too.',
  ],
  options: { height: int(1, 9, 8), width: int(1, 9, 6), channels: int(1, 3, 2) },
  sizes: { L: [1, 4] },
  values: { kind: [0, 4], kernel: [1, 3], stride: [1, 2], pad: [0, 1], units: [1, 4] },

  laws: {
    C1: 'every shape is the one that a convolution, a pooling or a flattening gives for the shape before',
    C2: 'every layer has as many weights and biases as the arrays of its formula have entries',
    C3: 'a dense layer has height · width times the weights after flattening that it has after global pooling',
    C4: 'pooling by 2 halves even heights and widths: a dense layer after it has a quarter of the weights, a convolution as many as before, the pooling itself none',
    C5: 'a network runs as its two parts one after the other',
  },
  examples: [
    {
      says: '128×128×3 through three stages: 128×128×32, 64×64×32, … 16×16×128, flattened 32768',
      ...network([128, 128, 3], ...STAGES),
      outputs: {
        shapes: [
          [128, 128, 32],
          [64, 64, 32],
          [64, 64, 64],
          [32, 32, 64],
          [32, 32, 128],
          [16, 16, 128],
          [1, 1, 32768],
        ],
        weights: [864, 0, 18432, 0, 73728, 0, 0],
        biases: [32, 0, 64, 0, 128, 0, 0],
        total: 93248,
      },
      row: '003/example.cnn.shape-chain',
    },
    {
      says: 'without padding the first map is 126×126×32',
      ...network([128, 128, 3], conv(32, 0)),
      outputs: { shapes: [[126, 126, 32]], weights: [864], biases: [32], total: 896 },
      printed: { shapes: [[128, 128, 32]] },
      row: '003/example.cnn.shape-chain',
    },
    {
      says: 'three stages leave 16·16·128 = 32768 numbers',
      ...network([16, 16, 128], FLATTEN),
      outputs: { shapes: [[1, 1, 32768]], weights: [0], biases: [0], total: 0 },
      row: '003/example.cnn.flatten-32768',
    },
    {
      says: 'three stages and dense layers of 1024, 512 and 1000: 896 + 18 496 + 73 856 + 33 555 456 + 524 800 + 513 000 = 34 686 504',
      ...network([128, 128, 3], ...STAGES, dense(1024), dense(512), dense(1000)),
      outputs: {
        shapes: [
          [128, 128, 32],
          [64, 64, 32],
          [64, 64, 64],
          [32, 32, 64],
          [32, 32, 128],
          [16, 16, 128],
          [1, 1, 32768],
          [1, 1, 1024],
          [1, 1, 512],
          [1, 1, 1000],
        ],
        weights: [864, 0, 18432, 0, 73728, 0, 0, 33554432, 524288, 512000],
        biases: [32, 0, 64, 0, 128, 0, 0, 1024, 512, 1000],
        total: 34686504,
      },
      row: '003/count.cnn.example-parameters',
    },
    {
      says: '7×7×512 to 1000 classes: 25 088 000 weights after flattening',
      ...network([7, 7, 512], FLATTEN, dense(1000)),
      outputs: {
        shapes: [
          [1, 1, 25088],
          [1, 1, 1000],
        ],
        weights: [0, 25088000],
        biases: [0, 1000],
        total: 25089000,
      },
      row: '000/counting.pool.global-head',
    },
    {
      says: '7×7×512 to 1000 classes: 512 000 weights after global pooling',
      ...network([7, 7, 512], GLOBAL, dense(1000)),
      outputs: {
        shapes: [
          [1, 1, 512],
          [1, 1, 1000],
        ],
        weights: [0, 512000],
        biases: [0, 1000],
        total: 513000,
      },
      row: '000/counting.pool.global-head',
    },
    {
      says: 'an image of 4×4 is 16 numbers',
      ...network([4, 4, 1], FLATTEN),
      outputs: { shapes: [[1, 1, 16]], weights: [0], biases: [0], total: 0 },
      row: '003/count.fc.flatten-size',
    },
    {
      says: 'an image of 100×100 in three colours is 30 000 numbers',
      ...network([100, 100, 3], FLATTEN),
      outputs: { shapes: [[1, 1, 30000]], weights: [0], biases: [0], total: 0 },
      row: '003/count.fc.flatten-size',
    },
    {
      says: 'a window that does not fit ends it',
      ...network([2, 5, 1], conv(4, 0), FLATTEN),
      outputs: {
        shapes: [
          [-1, -1, -1],
          [-1, -1, -1],
        ],
        weights: [-1, -1],
        biases: [-1, -1],
        total: -1,
      },
    },
  ],
  variants: {
    'padding-ignored': {
      kind: 'mistake',
      says: 'windows without padding, whatever was asked for',
      rule: { padding: false },
      seen: ['003/example.cnn.shape-chain'],
    },
    'rounded-up': {
      kind: 'convention',
      says: 'a pooling that rounds the number of its windows up',
      rule: { ceil: true },
      who: 'Caffe',
      seen: ['convention 60'],
    },
    'parameters-of-pooling': {
      kind: 'mistake',
      says: 'a pooling that has a weight for each place of its window, as a convolution of its own channels',
      rule: { poolingWeights: true },
      seen: ['002/count.pool.parameter-reduction'],
    },
    'no-biases': {
      kind: 'convention',
      says: 'layers without biases',
      rule: { biases: false },
      who: 'networks with batch normalisation after each layer',
    },
    'flattened-without-channels': {
      kind: 'mistake',
      says: 'a flattening that forgets the channels',
      rule: { channels: false },
    },
  },
  pitfalls: [
    'pooling has no parameters and changes none of a later convolution; it shrinks what a dense layer meets',
    'a convolution keeps the size only with padding (kernel − 1)/2 at stride 1',
  ],

  rows: {
    '000/counting.pool.global-head': 'law C3',
    '002/count.pool.parameter-reduction': ['law C4', 'variant parameters-of-pooling'],
    '003/example.cnn.shape-chain': ['law C1', 'variant padding-ignored'],
    '003/count.cnn.example-parameters': 'law C2',
  },
});
