import gelu from '../../backends/formulas/gelu.ts';
import { bug } from './lib/bug.ts';

/** The tanh form whether it is asked for or not. */
export default bug({
  formula: 'gelu',
  variant: ['always-tanh'],
  code: (mended) => (k) => {
    const { forward, vjp } = gelu(k);
    const form = (asked: object) => (mended ? { ...asked } : { ...asked, approximate: 'tanh' });
    return {
      forward: (inputs, options, call) => forward(inputs, form(options), call),
      vjp: (inputs, options, cotangents, call) => vjp!(inputs, form(options), cotangents, call),
    };
  },
});
