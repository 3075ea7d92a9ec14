import { hello, recordPid, say } from './lib/serve.mjs';

recordPid();
const fields = JSON.parse(process.argv[2]);
say({ ...hello, ...fields });
process.stdin.resume();
