import { prepare } from '../../reference/lib/prepare.ts';
import { loadFormula } from '../../spec/lib/listing.ts';
import { type Tally, weigh } from './alarms.ts';
import { formulas, implementationsOf } from './implementations/index.ts';
import { runOptions } from './run-options.ts';

/** `npm run alarms`: what right and different implementations are said to be. */
const { numbers, names, json, print } = runOptions({
  usage: 'npm run alarms -- [--cases 100000 of each formula] [--json] [formula…]',
  numbers: { cases: 100_000 },
  names: formulas,
});

const result = { formulas: names.length, implementations: 0, cases: 0, alarms: 0 };
for (const formula of names) {
  const prepared = prepare(await loadFormula(formula));
  const implementations = implementationsOf(formula);
  const share = Math.ceil(numbers.cases! / implementations.length);
  print(`${formula}: ${share * implementations.length} cases, ${share} an implementation`);
  print('outputs: worst/allowed  undecided  alarms | gradients: the same');
  for (const implementation of implementations) {
    const { outputs, gradients } = await weigh(prepared, implementation, share);
    print(`${line(outputs)} | ${line(gradients)}  ${implementation.name}`);
    const alarms = [...outputs.alarms, ...gradients.alarms];
    for (const { fault, value } of alarms)
      print(JSON.stringify({ ...fault, options: value.options, inputs: plain(value.inputs) }));
    result.implementations++;
    result.cases += outputs.cases + gradients.cases;
    result.alarms += alarms.length;
  }
}
if (json) console.log(JSON.stringify(result, null, 1));
else console.log(`${result.cases} cases, ${result.alarms} alarms`);
process.exitCode = result.alarms === 0 ? 0 : 1;

function line({ worst, undecided, cases, alarms }: Tally): string {
  const share = `${((100 * undecided) / cases).toFixed(1)} %`;
  return `${worst.toFixed(3).padStart(7)} ${share.padStart(7)} ${String(alarms.length).padStart(4)}`;
}

function plain(tensors: Tally['alarms'][number]['value']['inputs']): Record<string, number[]> {
  return Object.fromEntries(Object.entries(tensors).map(([name, { data }]) => [name, Array.from(data)]));
}
