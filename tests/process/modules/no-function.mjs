export default { name: 'x', dtypes: ['f32'], formulas: { relu: { forward: 'relu' } } };
