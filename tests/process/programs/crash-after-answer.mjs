import { answer, serve } from './lib/serve.mjs';

serve((request) => {
  answer(request);
  setTimeout(() => process.exit(4), 1);
});
