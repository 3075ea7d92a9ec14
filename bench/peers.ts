import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { caseNamed } from './peers/lib/cases.ts';
import { chart } from './peers/lib/chart.ts';
import { comparison, readResult } from './peers/lib/compare.ts';
import { installing, missing } from './peers/lib/find.ts';
import { loadLibrary } from './peers/lib/libraries.ts';
import { type Options, readOptions, USAGE } from './peers/lib/options.ts';
import { report } from './peers/lib/report.ts';
import { type CaseResult, FORMAT, type Result } from './peers/lib/result.ts';
import { Race } from './peers/lib/rounds.ts';

/** `npm run bench -- peers`: our kernels and those of other libraries at the same cases. Gives the exit status. */
export async function peers(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  let options: Options;
  let before: Result | undefined;
  try {
    options = readOptions(args);
    before = saved(options.compare);
  } catch (thrown) {
    console.error(`${(thrown as Error).message}\n(npm run bench -- peers --help lists the options)`);
    return 2;
  }
  const interrupt = new AbortController();
  const stop = () => interrupt.abort(new Error('interrupted'));
  process.once('SIGINT', stop);
  const result = await measured(options, interrupt.signal);
  process.off('SIGINT', stop);

  if (options.json) writeFileSync(options.json, `${JSON.stringify(result, null, 1)}\n`);
  if (options.svg) writeFileSync(options.svg, chart(result));
  console.log(report(result));
  const compared = before && comparison(before, result, options.against, options.noise);
  if (compared) console.log(compared.text);
  if (interrupt.signal.aborted) return 130;
  return compared?.worse || broken(result) ? 1 : 0;
}

function saved(file: string | undefined): Result | undefined {
  if (file === undefined) return undefined;
  try {
    return readResult(readFileSync(file, 'utf8'));
  } catch (thrown) {
    throw new Error(`--compare ${file}: ${(thrown as Error).message}`);
  }
}

/** Everything asked for, or what there was when the user had enough. */
async function measured(options: Options, interrupt: AbortSignal): Promise<Result> {
  const cores = availableParallelism();
  const race = new Race(options, interrupt);
  const results: CaseResult[] = [];
  let install: string | null = null;
  const keep = (result: CaseResult) => void results.push(result);
  try {
    install = await enter(race, options, cores);
    for (const [n, name] of options.cases.entries()) {
      const start = performance.now();
      progress(`${n + 1}/${options.cases.length} ${name} `);
      await race.run(caseNamed(name), keep);
      progress(`${((performance.now() - start) / 1000).toFixed(1)} s\n`);
    }
  } catch (thrown) {
    if (!interrupt.aborted) throw thrown;
    progress('\ninterrupted: this is what there is\n');
  } finally {
    race.end();
  }
  return {
    format: FORMAT,
    date: new Date().toISOString(),
    node: process.version,
    cpu: cpus()[0]?.model.trim() ?? 'unknown processor',
    cores,
    libraries: race.libraries,
    install,
    cases: results,
  };
}

/** Who takes part, ours first; gives the command that would install what is missing. */
async function enter(race: Race, options: Options, cores: number): Promise<string | null> {
  const places = ['ours', 'peer', 'machine'];
  const named = await Promise.all(
    options.libraries.map(async (name) => ({ name, library: await loadLibrary(name) })),
  );
  named.sort((a, b) => places.indexOf(a.library.role) - places.indexOf(b.library.role));
  const toInstall: string[] = [];
  progress('starting');
  for (const { name, library } of named) {
    const packages = missing(library.packages ?? [], options.peers);
    toInstall.push(...packages);
    progress(` ${name}`);
    if (packages.length > 0) race.leaveOut(name, library, `not installed: ${packages.join(', ')}`);
    else if (library.parallel && cores < options.threads)
      race.leaveOut(name, library, `${options.threads} threads on ${cores} core${cores === 1 ? '' : 's'}`);
    else await race.enter(name, library);
  }
  progress('\n');
  return toInstall.length > 0 ? installing(toInstall, options.peers) : null;
}

const progress = (text: string) => void process.stderr.write(text);

/** Is a result of ours missing, or not that of the others? */
const broken = ({ cases, libraries }: Result): boolean =>
  cases.some(({ cells }) =>
    Object.entries(cells).some(
      ([name, cell]) => ('differs' in cell || 'failed' in cell) && libraries[name].role === 'ours',
    ),
  );
