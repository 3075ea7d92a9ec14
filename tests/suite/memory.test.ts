import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** What lives on after every check, in bytes, for a thousand cases a check and for ten thousand. */
const SCRIPT = `
  import { loadImplementation } from './backends/lib/load.ts';
  import { checkFormula } from './properties/lib/check-formula.ts';
  import { loadSuite } from './properties/lib/listing.ts';
  const [name] = process.argv.slice(1);
  const js = await loadImplementation('js', { formulas: [name] });
  const suite = await loadSuite(name);
  const most = async (runs) => {
    let bytes = 0;
    const onCheck = () => {
      gc();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      bytes = Math.max(bytes, heapUsed + arrayBuffers);
    };
    const wanted = (kind) => ['agreement', 'gradient', 'guard'].includes(kind);
    await checkFormula(suite, js, 'f32', { seed: 1, runs, pipeline: 1, wanted, onCheck });
    return bytes;
  };
  await most(1000);
  console.log(JSON.stringify([await most(1000), await most(10_000)]));
`;

it.each(['sigmoid', 'lstm-cell'])('ten times the cases of %s are not kept', (name) => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const args = ['--expose-gc', '--import', 'tsx', '--input-type=module', '--eval', SCRIPT, name];
  const [few, many] = JSON.parse(execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' }));
  expect((many - few) / 9000).toBeLessThan(150);
});
