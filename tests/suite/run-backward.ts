import js from '../../backends/js/index.ts';
import { loadFormulas } from '../../spec/lib/listing.ts';
import { tryBackward } from './backward/trial.ts';
import { runOptions } from './run-options.ts';

const all = (await loadFormulas())
  .filter(({ name, sampled }) => !sampled && js.formulas[name]?.vjp)
  .map(({ name }) => name);

/** `npm run backward`: small mistakes in the hand-derived backward passes; are they caught? */
const { numbers, names, json, print } = runOptions({
  usage: 'npm run backward -- [--most 5 of each formula] [--json] [formula…]',
  numbers: { most: Number.MAX_SAFE_INTEGER },
  names: all,
});

const total = { caught: 0, equivalent: 0, survived: 0 };
for (const name of names) {
  const tally = { caught: 0, equivalent: 0, survived: 0 };
  const survivors: string[] = [];
  for await (const { outcome, says } of tryBackward(name, numbers.most)) {
    tally[outcome]++;
    total[outcome]++;
    if (outcome === 'survived') survivors.push(says);
  }
  print(
    `${survivors.length > 0 ? '✗' : '✓'} ${name}: ${tally.caught} caught, ${tally.equivalent} equivalent`,
  );
  for (const survivor of survivors) print(`  survived: ${survivor}`);
}
if (json) console.log(JSON.stringify({ formulas: names.length, ...total }, null, 1));
else console.log(`${total.caught} caught, ${total.equivalent} equivalent, ${total.survived} survived`);
process.exitCode = total.survived > 0 ? 1 : 0;
