import { recordPid } from './lib/serve.mjs';

recordPid();
process.stdin.resume();
