import { afterAll, test } from 'vitest';
import { implementation } from '../../backends/lib/contract.ts';
import { formulas } from '../../backends/lib/formulas.ts';
import { onHeap } from '../../backends/wasm/call.ts';
import { openWorkers } from '../../backends/workers/open.ts';
import { conformance } from '../../index.ts';

// Every job is shared out, however small: as it comes, what the judge asks would be left to the caller's thread.
const { kernels, engine } = await openWorkers({ threads: 3, alone: 0 });
afterAll(() => engine.close());

const workers = implementation({
  name: 'workers',
  dtypes: ['f32', 'f64'],
  formulas: onHeap(engine, await formulas(kernels)),
});

for (const { name, run } of conformance(workers, { runs: 50 })) test(name, run);
