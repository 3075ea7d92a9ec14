import { answer, serve } from './lib/serve.mjs';

serve((request) => {
  process.stderr.write('warning: deprecated\n'.repeat(50000), () => answer(request));
});
