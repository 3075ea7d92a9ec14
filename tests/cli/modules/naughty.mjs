console.log('a banner that nobody asked for');

const relu = ({ x }) => ({ y: { shape: x.shape, data: x.data.map((v) => Math.max(v, 0)) } });

/** Never returns, never answers, ends the thread: beside formulas that are right. */
export default {
  name: 'naughty',
  version: '1',
  dtypes: ['f32'],
  formulas: {
    relu,
    sigmoid: () => new Promise(() => {}),
    softmax: () => process.exit(0),
    tanh: () => {
      for (;;);
    },
  },
};
