import { implementation } from '../lib/contract.ts';
import { formulas } from '../lib/formulas.ts';
import { kernels } from './kernels.ts';

/** Every formula of `backends/formulas` over the plain JavaScript kernels. */
export default implementation({
  name: 'js',
  version: '0.1.0',
  dtypes: ['f32', 'f64'],
  formulas: await formulas(kernels, import.meta.url),
});
