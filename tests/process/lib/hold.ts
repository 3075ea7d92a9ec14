/** An Assay that holds the program given as its argument until it is ended by a signal. */
import { processImplementation } from '../../../backends/process/process-implementation.ts';

await processImplementation({ command: process.argv.slice(2) });
console.log('ready');
