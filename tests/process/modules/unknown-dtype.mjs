export default { name: 'x', dtypes: ['float32'], formulas: {} };
