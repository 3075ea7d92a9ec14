import { parseArgs } from 'node:util';
import js from '../../backends/js/index.ts';
import { loadFormulas } from '../../spec/lib/listing.ts';
import { tryBackward } from './backward/trial.ts';

/** `npm run backward -- [--most 5] [formula…]`: small mistakes in the hand-derived backward passes; are they caught? */
const { values, positionals } = parseArgs({
  options: { most: { type: 'string', default: 'Infinity' } },
  allowPositionals: true,
});
const names = (await loadFormulas())
  .filter(({ name, sampled }) => !sampled && js.formulas[name]?.vjp)
  .map(({ name }) => name);

const total = { caught: 0, equivalent: 0, survived: 0 };
for (const name of positionals.length > 0 ? positionals : names) {
  const tally = { caught: 0, equivalent: 0, survived: 0 };
  const survivors: string[] = [];
  for await (const { outcome, says } of tryBackward(name, Number(values.most))) {
    tally[outcome]++;
    total[outcome]++;
    if (outcome === 'survived') survivors.push(says);
  }
  console.log(
    `${survivors.length > 0 ? '✗' : '✓'} ${name}: ${tally.caught} caught, ${tally.equivalent} equivalent`,
  );
  for (const survivor of survivors) console.log(`  survived: ${survivor}`);
}
console.log(`${total.caught} caught, ${total.equivalent} equivalent, ${total.survived} survived`);
process.exitCode = total.survived > 0 ? 1 : 0;
