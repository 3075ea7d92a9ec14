import { say, serve } from './lib/serve.mjs';

serve(({ id }) => say({ id, error: { message: 'axis 7 is out of range' } }));
