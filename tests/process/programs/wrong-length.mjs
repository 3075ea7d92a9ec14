import { answer, serve } from './lib/serve.mjs';

serve((request) => {
  const { x } = request.inputs;
  answer({ ...request, inputs: { x: { ...x, data: x.data.slice(0, -4) } } });
});
