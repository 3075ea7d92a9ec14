import { serve } from './lib/serve.mjs';

serve(() => {
  const chunk = 'x'.repeat(65536);
  const more = () => process.stdout.write(chunk, more);
  more();
});
