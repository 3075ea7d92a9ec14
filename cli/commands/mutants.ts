import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import { mutantLines, mutantSummary } from '../../audit/lib/mutants-lines.ts';
import { type MutantsReport, summedMutants } from '../../audit/lib/mutants-report.ts';
import type { TierName } from '../../audit/lib/tiers.ts';
import { mutants } from '../../audit/mutants.ts';
import type { Dtype } from '../../backends/lib/contract.ts';
import { formulaNames } from '../../spec/lib/listing.ts';
import { CONFORMS, FAILS, INTERRUPTED } from '../lib/exit-status.ts';
import { repeated, wholeNumber } from '../lib/flags.ts';
import { choose } from '../lib/glob.ts';
import { interruptible } from '../lib/interrupt.ts';
import { printable, printableJson } from '../lib/printable.ts';
import { Terminal } from '../lib/terminal.ts';
import { TIERS } from '../lib/tiers.ts';
import { version } from '../lib/version.ts';

const EXIT_STATUS = `
Exit status: 0 every mistake was caught · 1 one survived · 2 wrong usage · 130 interrupted`;

interface Flags {
  readonly formula?: readonly string[];
  readonly dtype?: Dtype;
  readonly tier: TierName;
  readonly seed: number;
  readonly jobs?: number;
  readonly equivalent?: true;
  readonly shrink?: true;
  readonly json?: true;
}

export default function addMutants(assay: Command): void {
  assay
    .command('mutants')
    .description(
      'measure the checks: do they catch every small mistake in the equations, and every known one?',
    )
    .option('--formula <pattern>', 'only these formulas (* and ? are wild); may be repeated', repeated)
    .addOption(new Option('--dtype <name>', 'both unless stated').choices(['f32', 'f64']))
    .addOption(
      new Option('--tier <name>', 'cases for each check').choices(Object.keys(TIERS)).default('default'),
    )
    .option('--seed <n>', 'another seed draws other cases', wholeNumber(0, 2 ** 32 - 1), 1)
    .option('--jobs <n>', 'threads (default: one for each core)', wholeNumber(1, 256))
    .option('--equivalent', 'list the mutants that mean the same, and the variants that may pass')
    .option('--shrink', 'shrink counterexamples, and count the numbers in them that are not 0')
    .option('--json', 'one object, with all that was not caught')
    .addHelpText('after', EXIT_STATUS)
    .action(run);
}

async function run(flags: Flags): Promise<void> {
  const { formula = [], dtype, tier, seed, json, equivalent = false, shrink = false } = flags;
  const names = choose(formula, formulaNames(), 'formula');
  const dtypes: readonly Dtype[] = dtype ? [dtype] : ['f32', 'f64'];
  const units = names.flatMap((name) => dtypes.map((one) => ({ name, dtype: one })));
  const head = { assay: version, seed, tier };
  const terminal = new Terminal(process.stdout, process.stderr);
  const print = (text: readonly string[]) => {
    if (!json) terminal.print(text.map((line) => `${printable(line)}\n`).join(''));
  };
  const width = Math.max(...names.map((name) => name.length));
  let begun = 0;
  const [report, interrupted] = await interruptible(async (signal): Promise<[MutantsReport, boolean]> => {
    print([`assay ${version} mutants · seed ${seed} · ${tier}`]);
    const found = await mutants(units, {
      settings: { seed, runs: TIERS[tier], shrink },
      jobs: flags.jobs ?? availableParallelism(),
      signal,
      onUnit: (unit) => terminal.status(`${++begun} of ${units.length} · ${unit.name} ${unit.dtype}`),
      onReport: (one) => print(mutantLines(one, width, equivalent)),
    });
    return [summedMutants(head, found, units.length), signal.aborted];
  });
  terminal.status('');
  print(mutantSummary(report.summary));
  if (json) terminal.print(`${printableJson(JSON.stringify(report, null, 2))}\n`);
  const { mutants: tried, variants } = report.summary;
  process.exitCode = interrupted ? INTERRUPTED : tried.survived + variants.survived > 0 ? FAILS : CONFORMS;
}
