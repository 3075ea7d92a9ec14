import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { cases } from './cases.ts';
import { libraryNames } from './libraries.ts';

export const USAGE = `npm run bench -- peers [options]

  --only <a,b>      these libraries: ${libraryNames.filter((name) => !isProbe(name)).join(', ')}
  --cases <a,b>     these cases: ${cases.map(({ name }) => name).join(', ')}
  --peers <folder>  where peers are installed (or ASSAY_PEERS); the project's own packages unless stated
  --threads <n>     for libraries that share their work out; 2 unless stated
  --rounds <n>      windows of each library and case; 7 unless stated
  --window <ms>     how long a window is; 40 unless stated
  --json <file>     saves everything that was measured
  --svg <file>      a chart
  --compare <file>  against a run saved by --json: exit status 1 if a kernel of ours is slower
  --against <name>  what times are multiples of in a comparison: machine, or a library; machine unless stated
  --noise <share>   changes up to this are noise in a comparison; 0.15 unless stated`;

export interface Options {
  readonly libraries: readonly string[];
  readonly cases: readonly string[];
  readonly peers: string | null;
  readonly threads: number;
  readonly rounds: number;
  readonly window: number;
  readonly json: string | undefined;
  readonly svg: string | undefined;
  readonly compare: string | undefined;
  readonly against: string;
  readonly noise: number;
}

/** The machine's probes always take part. */
export function isProbe(name: string): boolean {
  return name.startsWith('machine');
}

/** @throws Error that says what is wrong with them */
export function readOptions(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const named = {
    only: text,
    cases: text,
    peers: text,
    threads: text,
    rounds: text,
    window: text,
    json: text,
  };
  const { values } = parseArgs({
    args: [...args],
    options: { ...named, svg: text, compare: text, against: text, noise: text },
  });
  const chosen = chosenOf(
    values.only,
    libraryNames.filter((name) => !isProbe(name)),
    'library',
  );
  const against = values.against ?? 'machine';
  if (against !== 'machine' && !chosen.includes(against))
    throw new Error(`--against ${against}: expected machine, ${chosen.join(', ')}`);
  for (const file of [values.json, values.svg])
    if (file !== undefined && !existsSync(dirname(file)))
      throw new Error(`There is no folder ${dirname(file)} to write ${file} into`);
  return {
    libraries: [...chosen, ...libraryNames.filter(isProbe)],
    cases: chosenOf(
      values.cases,
      cases.map(({ name }) => name),
      'case',
    ),
    peers: values.peers ?? process.env.ASSAY_PEERS ?? null,
    threads: number('threads', values.threads, 2, 2, 64),
    rounds: number('rounds', values.rounds, 7, 1, 1000),
    window: number('window', values.window, 40, 1, 10_000),
    json: values.json,
    svg: values.svg,
    compare: values.compare,
    against,
    noise: number('noise', values.noise, 0.15, 0, 10),
  };
}

/** In the order of `all`. */
function chosenOf(text: string | undefined, all: readonly string[], kind: string): readonly string[] {
  if (text === undefined) return all;
  const wanted = text.split(',').filter((name) => name !== '');
  const unknown = wanted.find((name) => !all.includes(name));
  if (unknown !== undefined || wanted.length === 0)
    throw new Error(`There is no ${kind} '${unknown ?? ''}': ${all.join(', ')}`);
  return all.filter((name) => wanted.includes(name));
}

function number(name: string, text: string | undefined, otherwise: number, min: number, max: number) {
  if (text === undefined) return otherwise;
  const value = Number(text);
  const fits =
    text.trim() !== '' && value >= min && value <= max && (name === 'noise' || Number.isInteger(value));
  if (!fits) throw new Error(`--${name} ${text}: expected a number from ${min} to ${max}`);
  return value;
}
