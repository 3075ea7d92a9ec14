export default { dtypes: ['f32'], formulas: {} };
