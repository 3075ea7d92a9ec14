import { serve } from './lib/serve.mjs';

serve(() => process.kill(process.pid, 'SIGSEGV'));
