import { answer, serve } from './lib/serve.mjs';

serve((request) => setTimeout(() => answer(request), request.options.bad));
