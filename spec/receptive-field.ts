import { algorithm } from './lib/algorithm.ts';

export default algorithm({
  name: 'receptive-field',
  family: 'counting',
  title: 'How far an output of stacked windows sees, and how far apart its neighbours look',
  sources: [
    'Dumoulin & Visin (2016), A guide to convolution arithmetic for deep learning',
    'Araujo, Norris & Sim (2019), Computing receptive fields of convolutional neural networks',
  ],

  signature: 'receptive_field(kernel[L] in 100, stride[L] in 100) -> field[L], jump[L]',
  steps: [
    'Before the first layer an output sees one input, field = 1, and its neighbours are one apart, jump = 1.',
    'A window of `kernel` outputs sees (kernel − 1) · jump inputs more.',
    'Then the jump is multiplied by the stride.',
  ],
  sizes: { L: [1, 3] },
  values: { kernel: [1, 4], stride: [1, 3] },

  laws: {
    C1: 'the field reaches from the first to the last input that has an influence on an output, found by following every window down',
    C2: 'the influence of the next output begins one jump later',
    C3: 'a window of one, at stride 1, changes nothing',
    C4: 'at stride 1 throughout the order of the layers does not matter: the field is 1 + Σ(kernel − 1)',
    C5: 'a pooling of 3 at stride s between two convolutions of 3 makes 5 into 5 + 2s, more than 5 for every s',
  },
  examples: [
    {
      says: 'two convolutions of 3 see 5',
      inputs: { kernel: [3, 3], stride: [1, 1] },
      outputs: { field: [3, 5], jump: [1, 1] },
    },
    {
      says: 'a pooling of 3 at stride 1 between them: 7',
      inputs: { kernel: [3, 3, 3], stride: [1, 1, 1] },
      outputs: { field: [3, 5, 7], jump: [1, 1, 1] },
      row: '000/layer.pool.receptive-field',
    },
    {
      says: 'a pooling of 3 at stride 2 between them: 9',
      inputs: { kernel: [3, 3, 3], stride: [1, 2, 1] },
      outputs: { field: [3, 5, 9], jump: [1, 2, 2] },
      row: '000/layer.pool.receptive-field',
    },
    {
      says: 'a pooling of 3 at stride 3 between them: 11',
      inputs: { kernel: [3, 3, 3], stride: [1, 3, 1] },
      outputs: { field: [3, 5, 11], jump: [1, 3, 3] },
      row: '000/layer.pool.receptive-field',
    },
  ],
  variants: {
    'stride-of-its-own-layer': {
      kind: 'mistake',
      says: 'a window that is stretched by the stride of its own layer',
      rule: { stretch: 'own' },
    },
    'strides-ignored': {
      kind: 'mistake',
      says: 'the strides left out',
      rule: { stretch: 'none' },
    },
    'kernels-added': {
      kind: 'mistake',
      says: 'whole windows added up, without the one that they share',
      rule: { shared: 0 },
    },
  },
  pitfalls: [
    'how much a pooling layer adds depends on its stride: 7, 9 or 11 for 3 at strides 1, 2 and 3',
    'at a stride larger than the kernel some inputs inside the field are not seen at all',
  ],

  rows: { '000/layer.pool.receptive-field': ['law C1', 'law C5'] },
});
