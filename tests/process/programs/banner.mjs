import { recordPid } from './lib/serve.mjs';

recordPid();
console.log('Welcome to FancyLib 3.2');
process.stdin.resume();
