import { existsSync, writeFileSync } from 'node:fs';
import { serve } from './lib/serve.mjs';

const marker = `${process.env.PIDS}.started`;
if (existsSync(marker)) {
  console.error('the licence server says no');
  process.exit(5);
}
writeFileSync(marker, '');
serve(() => process.exit(6));
