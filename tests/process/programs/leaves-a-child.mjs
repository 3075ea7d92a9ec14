import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { serve } from './lib/serve.mjs';

// The child inherits standard output and keeps it open after its parent is gone.
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
appendFileSync(process.env.PIDS, `${child.pid}\n`);
serve(() => process.exit(2));
