import { say, serve } from './lib/serve.mjs';

serve(({ id }) => say({ id, skipped: { reason: 'only square inputs', issue: 'https://example.org/1' } }));
