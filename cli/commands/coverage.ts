import { type Command, Option } from 'commander';
import type { TierName } from '../../audit/lib/tiers.ts';
import { loadImplementation } from '../../backends/lib/load.ts';
import { formulaNames, loadSpec } from '../../spec/lib/listing.ts';
import { loadNotes, noteNumbers } from '../../spec/lib/notes.ts';
import { CONFORMS, FAILS } from '../lib/exit-status.ts';
import { repeated, wholeNumber } from '../lib/flags.ts';
import { choose } from '../lib/glob.ts';
import { paintFor } from '../lib/paint.ts';
import { printableJson, printableLines } from '../lib/printable.ts';
import { coverage, unknownRows } from '../lib/rows/coverage.ts';
import { coverageText } from '../lib/rows/coverage-text.ts';
import { falsifiedText } from '../lib/rows/falsified-text.ts';
import { mappings } from '../lib/rows/mappings.ts';
import { Terminal } from '../lib/terminal.ts';
import { TIERS } from '../lib/tiers.ts';

const EXIT_STATUS = `
Exit status: 0 what is mapped was executed · 1 a check does not exist, did not hold or cannot fail · 2 wrong usage`;

interface Flags {
  readonly note?: string;
  readonly formula?: readonly string[];
  readonly tier: TierName;
  readonly seed: number;
  readonly falsify?: true;
  readonly json?: true;
}

export default function addCoverage(assay: Command): void {
  assay
    .command('coverage')
    .description('run the checks that execute the notes, and show which rows they reach')
    .addOption(new Option('--note <number>', 'only the rows of this note').choices(noteNumbers()))
    .option('--formula <pattern>', 'only the rows of these formulas (* and ? are wild)', repeated)
    .addOption(
      new Option('--tier <name>', 'cases for each check').choices(Object.keys(TIERS)).default('smoke'),
    )
    .option('--seed <n>', 'another seed draws other cases', wholeNumber(0, 2 ** 32 - 1), 1)
    .option('--falsify', 'show of every check that it can fail')
    .option('--json', 'one object for each row: row, status, checks, reason')
    .addHelpText('after', EXIT_STATUS)
    .action(cover);
}

async function cover({ note, formula = [], tier, seed, falsify, json }: Flags): Promise<void> {
  const names = choose(formula, formulaNames(), 'formula');
  const specs = await Promise.all(names.map(loadSpec));
  const all = loadNotes();
  const mapped = new Set(specs.flatMap(mappings).map(({ row }) => row));
  const rows = all.filter(
    ({ row }) =>
      (note === undefined || row.startsWith(`${note}/`)) && (formula.length === 0 || mapped.has(row)),
  );
  const terminal = new Terminal(process.stdout, process.stderr);
  const found = await terminal.alone(async () =>
    coverage(rows, specs, await loadImplementation('js'), {
      seed,
      tier,
      runs: TIERS[tier],
      pipeline: 1,
      falsify: falsify === true,
      onFormula: (name, n, of) => terminal.status(`${n}/${of} ${name}`),
    }),
  );
  terminal.status('');
  const lines = json
    ? [printableJson(JSON.stringify(found.rows, null, 2))]
    : [
        ...coverageText(rows, found.rows, paintFor(process.stdout)),
        ...(falsify ? falsifiedText(found.falsified) : []),
      ];
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  const vacuous = [...found.falsified].filter(([, by]) => by === undefined).map(([check]) => check);
  const failures = [
    ...unknownRows(specs, all),
    ...found.problems,
    ...vacuous.map((check) => `${check}: nothing made it fail`),
  ];
  if (failures.length > 0)
    process.stderr.write(
      `assay: rows are mapped to checks that do not exist, did not hold or cannot fail\n${failures
        .map((failure) => `  ${printableLines(failure)}\n`)
        .join('')}`,
    );
  process.exitCode = failures.length > 0 ? FAILS : CONFORMS;
}
