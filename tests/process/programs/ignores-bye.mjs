import { serve } from './lib/serve.mjs';

setInterval(() => {}, 1000);
process.on('SIGTERM', () => {});
serve(
  () => {},
  () => {},
);
