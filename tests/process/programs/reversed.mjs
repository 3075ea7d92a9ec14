import { answer, serve } from './lib/serve.mjs';

// Holds its answers back until there are three, then gives the last one first.
const held = [];
serve((request) => {
  held.push(request);
  if (held.length === 3) for (const one of held.reverse()) answer(one);
});
