import { answer, serve } from './lib/serve.mjs';

serve((request) => answer({ ...request, id: 12345 }));
