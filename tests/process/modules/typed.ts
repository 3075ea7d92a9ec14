import { implementation } from '../../../backends/lib/contract.ts';

export default implementation({
  name: 'typed',
  dtypes: ['f32'],
  formulas: {
    relu: ({ x }) => {
      if (x.data[0] < -9)
        throw Object.assign(new Error('too small'), { name: 'ImplementationFailure', kind: 'skipped' });
      if (x.data[0] === 0) throw new RangeError('no zeros here');
      return { y: { shape: x.shape, data: Float32Array.from(x.data, (v) => Math.max(v, 0)) } };
    },
    tanh: {
      variant: 'late',
      forward: async () => {
        throw new TypeError('not today');
      },
      vjp: () => {
        throw 'a bare text';
      },
    },
  },
});
