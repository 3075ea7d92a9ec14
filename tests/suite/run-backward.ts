import { parseArgs } from 'node:util';
import js from '../../backends/js/index.ts';
import { loadFormulas } from '../../spec/lib/listing.ts';
import { tryBackward } from './backward/trial.ts';

/** `npm run backward -- [--most 5] [--json] [formula…]`: small mistakes in the hand-derived backward passes; are they caught? */
const { values, positionals } = parseArgs({
  options: {
    most: { type: 'string', default: 'Infinity' },
    json: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const print = (line: string) => (values.json ? console.error(line) : console.log(line));
const all = (await loadFormulas())
  .filter(({ name, sampled }) => !sampled && js.formulas[name]?.vjp)
  .map(({ name }) => name);

const unknown = positionals.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`There is no backward pass of '${unknown[0]}': npx assay list names the formulas`);
  process.exit(2);
}
const names = positionals.length > 0 ? positionals : all;
const total = { caught: 0, equivalent: 0, survived: 0 };
for (const name of names) {
  const tally = { caught: 0, equivalent: 0, survived: 0 };
  const survivors: string[] = [];
  for await (const { outcome, says } of tryBackward(name, Number(values.most))) {
    tally[outcome]++;
    total[outcome]++;
    if (outcome === 'survived') survivors.push(says);
  }
  print(
    `${survivors.length > 0 ? '✗' : '✓'} ${name}: ${tally.caught} caught, ${tally.equivalent} equivalent`,
  );
  for (const survivor of survivors) print(`  survived: ${survivor}`);
}
if (values.json) console.log(JSON.stringify({ formulas: names.length, ...total }, null, 1));
else console.log(`${total.caught} caught, ${total.equivalent} equivalent, ${total.survived} survived`);
process.exitCode = total.survived > 0 ? 1 : 0;
