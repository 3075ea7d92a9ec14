import { serve } from './lib/serve.mjs';

serve(() => {});
