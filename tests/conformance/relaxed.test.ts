import { expect, it, test } from 'vitest';
import { implementation } from '../../backends/lib/contract.ts';
import { formulas } from '../../backends/lib/formulas.ts';
import { onHeap } from '../../backends/wasm/call.ts';
import { openWasm } from '../../backends/wasm/open.ts';
import { conformance } from '../../index.ts';

const { kernels, engine, build } = await openWasm({ build: 'relaxed' });
const relaxed = implementation({
  name: 'wasm, relaxed SIMD',
  dtypes: ['f32', 'f64'],
  formulas: onHeap(engine, await formulas(kernels)),
});

// A machine whose vectors cannot do it says so above.
it('is the build with relaxed SIMD', () => expect(build).toBe('relaxed'));

for (const { name, run } of conformance(relaxed, { runs: 50 })) test(name, run);
