const each = ({ shape, data }, f) => ({ shape, data: data.map(f) });

/** Wrong in ways that are known, in ways that are not, and by name. */
export default {
  name: 'wrong\u001b[31m',
  version: '1',
  dtypes: ['f32'],
  formulas: {
    relu: ({ x }) => ({ y: each(x, (v) => Math.max(v, 0)) }),
    'leaky-relu': ({ x }) => ({ y: each(x, (v) => Math.max(v, 0)) }),
    sigmoid: ({ x }) => ({ y: { shape: [x.data.length + 1], data: new Float32Array(x.data.length + 1) } }),
    tanh: () => {
      throw new RangeError('not today \u001b[2J');
    },
    sofmax: ({ x }) => ({ y: x }),
  },
};
