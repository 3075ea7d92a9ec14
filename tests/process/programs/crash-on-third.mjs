import { answer, serve } from './lib/serve.mjs';

let requests = 0;
serve((request) => {
  if (++requests === 3) process.exit(1);
  answer(request);
});
