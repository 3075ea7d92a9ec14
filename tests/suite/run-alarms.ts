import { parseArgs } from 'node:util';
import { prepare } from '../../reference/lib/prepare.ts';
import { loadFormula } from '../../spec/lib/listing.ts';
import { type Tally, weigh } from './alarms.ts';
import { formulas, implementationsOf } from './implementations/index.ts';

/** `npm run alarms -- [--cases 100000] [formula…]`: what right and different implementations are said to be. */
const { values, positionals } = parseArgs({
  options: { cases: { type: 'string', default: '100000' } },
  allowPositionals: true,
});

let alarms = 0;
for (const formula of positionals.length > 0 ? positionals : formulas) {
  const prepared = prepare(await loadFormula(formula));
  const implementations = implementationsOf(formula);
  const share = Math.ceil(Number(values.cases) / implementations.length);
  console.log(`${formula}: ${share * implementations.length} cases, ${share} an implementation`);
  console.log('outputs: worst/allowed  undecided  alarms | gradients: the same');
  for (const implementation of implementations) {
    const { outputs, gradients } = await weigh(prepared, implementation, share);
    console.log(`${line(outputs)} | ${line(gradients)}  ${implementation.name}`);
    for (const { fault, value } of [...outputs.alarms, ...gradients.alarms]) {
      alarms++;
      console.log(JSON.stringify({ ...fault, options: value.options, inputs: plain(value.inputs) }));
    }
  }
}
process.exitCode = alarms === 0 ? 0 : 1;

function line({ worst, undecided, cases, alarms }: Tally): string {
  const share = `${((100 * undecided) / cases).toFixed(1)} %`;
  return `${worst.toFixed(3).padStart(7)} ${share.padStart(7)} ${String(alarms.length).padStart(4)}`;
}

function plain(tensors: Tally['alarms'][number]['value']['inputs']): Record<string, number[]> {
  return Object.fromEntries(Object.entries(tensors).map(([name, { data }]) => [name, Array.from(data)]));
}
