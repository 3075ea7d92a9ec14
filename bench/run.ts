import { parseArgs } from 'node:util';
import { judging } from './judging.ts';
import { kernelTimes } from './kernels.ts';
import { print, type Table } from './lib/table.ts';
import { readings } from './readings.ts';

/** `npm run bench -- [--json] [judging] [readings] [kernels]`: all of them unless some are named. */
const benches: Readonly<Record<string, () => Promise<Table>>> = { judging, readings, kernels: kernelTimes };

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`There is no bench '${unknown[0]}': ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}

const tables: Record<string, Table> = {};
for (const [name, bench] of Object.entries(benches)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  tables[name] = await bench();
  if (!values.json) console.log(print(tables[name]));
}
if (values.json) console.log(JSON.stringify({ node: process.version, tables }, null, 2));
