import { answer, serve } from './lib/serve.mjs';

serve((request) => {
  const { x } = request.inputs;
  answer({ ...request, inputs: { x: { ...x, dtype: x.dtype === 'f32' ? 'f64' : 'f32' } } });
});
