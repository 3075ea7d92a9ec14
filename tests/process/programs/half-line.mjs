import { serve } from './lib/serve.mjs';

serve(({ id }) => {
  process.stdout.write(`{"id": ${id}, "outputs": {"y": {"dty`, () => process.exit(0));
});
