import { implementation, type Tensor } from '../../../index.ts';

const each = ({ shape, data }: Tensor, f: (v: number) => number): Tensor => ({
  shape,
  data: Float32Array.from(data, f),
});

export default implementation({
  name: 'right',
  version: '1.2.3',
  dtypes: ['f32'],
  formulas: {
    sigmoid: ({ x }) => ({ y: each(x!, (v) => 1 / (1 + Math.exp(-v))) }),
    relu: {
      forward: ({ x }) => ({ y: each(x!, (v) => Math.max(v, 0)) }),
      vjp: ({ x }, _, { y }) => ({
        x: { ...x!, data: Float32Array.from(y!.data, (d, n) => (x!.data[n]! > 0 ? d : 0)) },
      }),
    },
  },
});
