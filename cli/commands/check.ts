import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import type { TierName } from '../../audit/lib/tiers.ts';
import type { Dtype } from '../../backends/lib/contract.ts';
import type { Verdict } from '../../properties/lib/verdict.ts';
import { formulaNames } from '../../spec/lib/listing.ts';
import { type CheckRequest, check } from '../lib/check.ts';
import { part, repeated, verdicts, wholeNumber } from '../lib/flags.ts';
import { choose } from '../lib/glob.ts';
import { interruptible } from '../lib/interrupt.ts';
import { openReporters } from '../lib/reporters.ts';
import { isOwn, program, type Source } from '../lib/source.ts';
import { Terminal } from '../lib/terminal.ts';
import { EXHAUSTIVE, TIERS } from '../lib/tiers.ts';
import { UsageError } from '../lib/usage-error.ts';
import { version } from '../lib/version.ts';
import { readWaivers, Waivers } from '../lib/waivers.ts';

const EXIT_STATUS = `
Exit status: 0 conforms · 1 does not · 2 wrong usage · 3 nothing proved · 130 interrupted`;

interface Flags {
  readonly exec?: readonly string[];
  readonly formula?: readonly string[];
  readonly check?: readonly string[];
  readonly runs?: number;
  readonly seed: number;
  readonly tier: TierName | typeof EXHAUSTIVE;
  readonly dtype?: Dtype;
  readonly failOn: ReadonlySet<Verdict>;
  readonly shard: readonly [number, number];
  readonly jobs?: number;
  readonly timeout: number;
  readonly waivers?: string;
  readonly reporter?: readonly string[];
  readonly json?: true;
}

export default function addCheck(assay: Command): void {
  assay
    .command('check')
    .description('judge implementations: built-in ones, adapters, your own modules or programs')
    .argument(
      '[implementation...]',
      'js, wasm, workers, tfjs-cpu, pytorch, … or the path of a module: ./mine.ts',
    )
    .option('--exec <command>', 'a program that speaks the protocol; may be repeated', repeated)
    .option('--formula <pattern>', 'only these formulas (* and ? are wild); may be repeated', repeated)
    .option(
      '--check <pattern>',
      "only these checks: agreement, gradient, 'law *', …; may be repeated",
      repeated,
    )
    .addOption(
      new Option(
        '--tier <name>',
        'cases for each check; exhaustive: functions of one number at every number of f16 and bf16',
      )
        .choices([...Object.keys(TIERS), EXHAUSTIVE])
        .default('default'),
    )
    .option('--runs <n>', 'cases for each check, whatever the tier', wholeNumber(1))
    .option('--seed <n>', 'another seed draws other cases', wholeNumber(0, 2 ** 32 - 1), 1)
    .addOption(new Option('--dtype <dtype>', 'only this one').choices(['f32', 'f64']))
    .addOption(
      new Option('--fail-on <verdicts>', 'some of imprecise,unstable,wrong,inconclusive, or none')
        .argParser(verdicts)
        .default(new Set(['unstable', 'wrong']), 'unstable,wrong'),
    )
    .addOption(new Option('--shard <i/n>', 'only the i-th of n parts').argParser(part).default([1, 1], '1/1'))
    .option(
      '--jobs <n>',
      'threads; 1 judges in the main thread (default: one for each core, 1 for one formula of a backend of ours)',
      wholeNumber(1, 256),
    )
    .option('--timeout <ms>', 'for one call', wholeNumber(1, 2 ** 31 - 1), 10_000)
    .option('--waivers <file>', 'known faults (see schemas/waivers.schema.json)')
    .option('--reporter <name[=file]>', 'pretty, plain or json; may be repeated', repeated)
    .option('--json', 'the same as --reporter json')
    .addHelpText('after', EXIT_STATUS)
    .action(judge);
}

async function judge(implementations: readonly string[], flags: Flags): Promise<void> {
  const sources = [
    ...implementations.map((module): Source => ({ module })),
    ...(flags.exec ?? []).map(program),
  ];
  if (sources.length === 0)
    throw new UsageError(
      'Name what is to be judged: assay check js, or ./mine.ts, or --exec "python3 mine.py"',
    );
  const { formula = [], check: checks = [], dtype, shard, seed, timeout: timeoutMs } = flags;
  const formulas = choose(formula, formulaNames(), 'formula');
  if (checks.length > 0) await (await import('../lib/check-kinds.ts')).validateChecks(checks, formulas);
  const exhaustive = flags.tier === EXHAUSTIVE || checks.some((pattern) => pattern.startsWith('every-'));
  const runs = flags.runs ?? TIERS[flags.tier === EXHAUSTIVE ? 'deep' : flags.tier];
  const most = formulas.length * (dtype ? 1 : 2);
  // To start a thread takes longer than to judge a formula; it is only for what might hang.
  const standardJobs = formulas.length === 1 && sources.every(isOwn) ? 1 : availableParallelism();
  const jobs = flags.jobs ?? standardJobs;
  const request: CheckRequest = {
    sources,
    head: { assay: version, seed, tier: flags.runs === undefined ? flags.tier : 'custom', runs },
    settings: {
      seed,
      runs,
      checks,
      ...(exhaustive && { exhaustive }),
      timeoutMs,
      ...(formula.length > 0 && { formulas }),
    },
    selection: { formulas: formula, shard, ...(dtype && { dtype }) },
    jobs: Math.min(jobs, most),
    threads: jobs !== 1,
    failOn: flags.failOn,
    waivers: await openWaivers(flags.waivers),
  };
  const terminal = new Terminal(process.stdout, process.stderr);
  const standard = process.stdout.isTTY && !process.env.CI ? 'pretty' : 'plain';
  const wanted = [...(flags.reporter ?? []), ...(flags.json ? ['json'] : [])];
  const reporter = await openReporters(wanted.length > 0 ? wanted : [standard], terminal);
  process.exitCode = await terminal.alone(() =>
    interruptible((signal) => check(request, reporter, terminal, signal)),
  );
}

async function openWaivers(file: string | undefined): Promise<Waivers> {
  const waivers = file === undefined ? [] : await readWaivers(file);
  choose(
    waivers.map(({ formula }) => formula),
    formulaNames(),
    'formula',
  );
  return new Waivers(waivers, new Date().toISOString().slice(0, 10));
}
