import { serve } from './lib/serve.mjs';

serve(() => {
  const chunk = 'ha\n'.repeat(20000);
  const more = () => process.stdout.write(chunk, more);
  more();
});
