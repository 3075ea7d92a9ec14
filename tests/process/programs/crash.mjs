import { serve } from './lib/serve.mjs';

serve(() => {
  process.stderr.write('about to divide by zero\n', () => process.exit(3));
});
