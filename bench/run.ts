import { parseArgs } from 'node:util';
import { growing } from './growing.ts';
import { judging } from './judging.ts';
import { kernelTimes } from './kernels.ts';
import { print, type Table } from './lib/table.ts';
import { peers } from './peers.ts';
import { readings } from './readings.ts';
import { scaling } from './scaling.ts';
import { starting } from './starting.ts';

/**
 * `npm run bench -- [--json] [judging] [readings] [kernels] [scaling] [starting] [growing]`: all of them unless some are named.
 * `npm run bench -- peers` has options of its own, and libraries to install: it runs only when named.
 */
const benches: Readonly<Record<string, () => Promise<Table>>> = {
  judging,
  readings,
  kernels: kernelTimes,
  scaling,
  starting,
  growing,
};

if (process.argv[2] === 'peers') process.exit(await peers(process.argv.slice(3)));

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`There is no bench '${unknown[0]}': ${[...Object.keys(benches), 'peers'].join(', ')}`);
  process.exit(2);
}

const tables: Record<string, Table> = {};
for (const [name, bench] of Object.entries(benches)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  tables[name] = await bench();
  if (!values.json) console.log(print(tables[name]));
}
if (values.json) console.log(JSON.stringify({ node: process.version, tables }, null, 2));
