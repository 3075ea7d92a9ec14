import { parseArgs } from 'node:util';
import { growing } from './growing.ts';
import { judging } from './judging.ts';
import { kernelTimes } from './kernels.ts';
import { print, type Table } from './lib/table.ts';
import { peers } from './peers.ts';
import { readings } from './readings.ts';
import { scaling } from './scaling.ts';
import { starting } from './starting.ts';

const benches: Readonly<Record<string, () => Promise<Table>>> = {
  judging,
  readings,
  kernels: kernelTimes,
  scaling,
  starting,
  growing,
};

if (process.argv[2] === 'peers') process.exit(await peers(process.argv.slice(3)));

const USAGE = `npm run bench -- [--json] [bench…]

  ${Object.keys(benches).join(', ')}: all of them unless some are named
  peers: has options of its own, and libraries to install; it runs only when named (peers --help)`;

const { values, positionals } = parsed();
if (values.help) {
  console.log(USAGE);
  process.exit();
}

function parsed() {
  try {
    const options = {
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    } as const;
    const read = parseArgs({ options, allowPositionals: true });
    const unknown = read.positionals.find((name) => !(name in benches));
    if (unknown === undefined) return read;
    throw new Error(unknown === 'peers' ? "'peers' goes first, and alone" : `There is no bench '${unknown}'`);
  } catch (thrown) {
    console.error(`${(thrown as Error).message}\n\n${USAGE}`);
    process.exit(2);
  }
}

const tables: Record<string, Table> = {};
for (const [name, bench] of Object.entries(benches)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  tables[name] = await bench();
  if (!values.json) console.log(print(tables[name]));
}
if (values.json) console.log(JSON.stringify({ node: process.version, tables }, null, 2));
