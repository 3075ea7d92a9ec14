import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { loadImplementation } from '../backends/lib/load.ts';
import type { Case } from '../properties/lib/case.ts';
import type { Check } from '../properties/lib/checks/check.ts';
import { drawCase } from '../properties/lib/draw-case.ts';
import { boundShapes } from '../properties/lib/geometry.ts';
import { loadSuite } from '../properties/lib/listing.ts';
import { Random } from '../properties/lib/random.ts';
import { fill } from '../properties/lib/tensors.ts';
import type { Sizes } from '../reference/lib/compile.ts';
import { BATCH } from '../spec/lib/lift.ts';
import { measure } from './lib/measure.ts';
import type { Cell, Table } from './lib/table.ts';

/** Sizes that grow while the others stay, with what the work grows with in the end: 1 is linear. */
const GROWING: readonly (readonly [string, Sizes, string, number])[] = [
  ['sigmoid', { n: 64 }, 'n', 1],
  ['softmax', { lanes: 1, n: 64 }, 'n', 1],
  ['lstm-cell', { [BATCH]: 1, D: 4, H: 4 }, BATCH, 1],
  ['lstm-cell', { [BATCH]: 1, D: 4, H: 4 }, 'H', 2],
  ['lstm', { [BATCH]: 1, T: 4, D: 4, H: 4 }, 'T', 1],
];
const FACTORS = [1, 2, 4, 8];

/** Cases of each check, for the memory that they take. */
const RUNS = [1000, 10_000];

/** What judging costs as the cases grow, and what room as their number does. */
export async function growing(): Promise<Table> {
  const rows: Cell[][] = [];
  for (const [name, sizes, along, power] of GROWING) {
    const times = await timesOf(name, sizes, along);
    const growth = Math.log2(times.at(-1)! / times.at(-2)!);
    rows.push([
      `µs a case of ${name}, ${along === BATCH ? 'batch' : along} = ${FACTORS.map((k) => k * sizes[along]!).join(' ')}`,
      ...times,
      growth,
      power,
    ]);
  }
  for (const name of ['sigmoid', 'lstm-cell', 'conv2d']) {
    const [few, many] = RUNS.map((runs) => peak(name, runs)) as [Peak, Peak];
    const cases = `${RUNS.join(' and ')} cases a check`;
    const decades = (a: number, b: number) => Math.log10(b / a);
    rows.push([`ms for ${name}, ${cases}`, few.ms, many.ms, null, null, decades(few.ms, many.ms), 1]);
    rows.push([`MB at most for ${name}, ${cases}`, few.mb, many.mb, null, null, decades(few.mb, many.mb), 0]);
  }
  return {
    title: 'Judging outputs and gradients in float32, as cases grow and as there are more of them',
    columns: ['what', '', '', '', '', 'grows with the power', 'asked at most'],
    rows,
  };
}

async function timesOf(name: string, sizes: Sizes, along: string): Promise<number[]> {
  const js = await loadImplementation('js');
  const { subject, checks } = (await loadSuite(name)).examine(js, js.formulas[name]!, 'f32');
  const wanted = checks.filter(({ kind }: Check) => kind === 'agreement' || kind === 'gradient');
  const drawn = drawCase(subject.prepared, { dtype: 'f32', regime: 'normal' }, 7);
  const times: number[] = [];
  for (const factor of FACTORS) {
    const value = resized(subject.prepared, drawn, { ...sizes, [along]: factor * sizes[along]! });
    times.push(
      await measure(async () => {
        for (const check of wanted) await check.try(value);
      }),
    );
  }
  return times;
}

/** The case in other sizes, with normal numbers. */
function resized(prepared: Parameters<typeof boundShapes>[0], value: Case, sizes: Sizes): Case {
  const random = new Random(1);
  const { over } = prepared.spec;
  const free = over && ('elements' in over || 'lanes' in over);
  const rank = free ? Object.values(sizes) : [];
  const bound = free ? undefined : boundShapes(prepared, value.options, sizes, 100);
  if (!free && !bound) throw new Error(`'${prepared.spec.name}' does not come in these sizes`);
  const drawn = (tensors: Case['inputs'], shapes: Readonly<Record<string, readonly number[]>> | undefined) =>
    Object.fromEntries(
      Object.entries(tensors).map(([name, tensor]) => [
        name,
        fill(tensor, shapes?.[name] ?? rank, () => random.normal()),
      ]),
    );
  return {
    ...value,
    options: 'axis' in value.options ? { ...value.options, axis: -1 } : value.options,
    inputs: drawn(value.inputs, bound?.shapes),
    cotangents: drawn(value.cotangents, bound?.outputShapes),
  };
}

interface Peak {
  readonly ms: number;
  readonly mb: number;
}

/** A process of its own, for a peak is never forgotten. */
function peak(name: string, runs: number): Peak {
  const checks = ['--check', 'agreement', '--check', 'gradient'];
  const script = `
    import { run } from ${JSON.stringify(new URL('../cli/lib/program.ts', import.meta.url).href)};
    const start = process.cpuUsage();
    process.stdout.write = () => true;
    await run(['check', 'js', '--formula', '${name}', '--dtype', 'f32', '--jobs', '1', '--runs', '${runs}', ...${JSON.stringify(checks)}]);
    const { user, system } = process.cpuUsage(start);
    process.stderr.write(JSON.stringify({ ms: (user + system) / 1000, mb: process.resourceUsage().maxRSS / 1024 }));`;
  const cwd = fileURLToPath(new URL('../', import.meta.url));
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const { stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  return JSON.parse(stderr);
}
