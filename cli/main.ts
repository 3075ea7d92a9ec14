/** The command line: what bin/assay.mjs starts. */
import './lib/patient-compiler.ts';
import { run } from './lib/program.ts';

// Whoever reads the output may have had enough of it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

const status = await run(process.argv.slice(2));
// Implementations may leave timers and handles behind that would keep the process alive.
process.stdout.write('', () => process.exit(status));
