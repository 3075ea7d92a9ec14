import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import { audit } from '../../audit/audit.ts';
import { closing, LEGEND, lines } from '../../audit/lib/lines.ts';
import { auditable, KINDS, plan } from '../../audit/lib/plan.ts';
import { type AuditReport, summed } from '../../audit/lib/report.ts';
import { TIERS, type TierName } from '../../audit/lib/tiers.ts';
import { CONFORMS, FAILS, INTERRUPTED } from '../lib/exit-status.ts';
import { repeated, wholeNumber } from '../lib/flags.ts';
import { choose } from '../lib/glob.ts';
import { interruptible } from '../lib/interrupt.ts';
import { printable, printableJson } from '../lib/printable.ts';
import { Terminal } from '../lib/terminal.ts';
import { UsageError } from '../lib/usage-error.ts';
import { version } from '../lib/version.ts';

const EXIT_STATUS = `
Exit status: 0 the reference holds · 1 it does not · 2 wrong usage · 130 interrupted`;

interface Flags {
  readonly formula?: readonly string[];
  readonly check?: readonly string[];
  readonly tier: TierName;
  readonly seed: number;
  readonly jobs?: number;
  readonly json?: true;
}

export default function addAudit(assay: Command): void {
  assay
    .command('audit')
    .description('check the reference itself by a second route: mathjs, differences, its own laws')
    .option(
      '--formula <pattern>',
      "only these formulas, or functions ('arithmetic/*'); may be repeated",
      repeated,
    )
    .option('--check <pattern>', `only these of ${KINDS.join(', ')}; may be repeated`, repeated)
    .addOption(
      new Option('--tier <name>', 'cases for each check').choices(Object.keys(TIERS)).default('default'),
    )
    .option('--seed <n>', 'another seed draws other cases', wholeNumber(0, 2 ** 32 - 1), 1)
    .option(
      '--jobs <n>',
      'threads; 1 audits in the main thread (default: one for each core)',
      wholeNumber(1, 256),
    )
    .option('--json', 'one object, with every figure and what was left out')
    .addHelpText('after', EXIT_STATUS)
    .action(run);
}

async function run(flags: Flags): Promise<void> {
  const { formula = [], check = [], tier, seed, json } = flags;
  const names = choose(formula, auditable(), 'formula');
  const units = await plan(names, choose(check, KINDS, 'check'));
  if (units.length === 0)
    throw new UsageError(
      `Of ${formula.join(', ')} there is no check ${check.join(', ')}. There are ${KINDS.join(', ')}`,
    );
  const jobs = flags.jobs ?? availableParallelism();
  const head = { assay: version, seed, tier };
  const terminal = new Terminal(process.stdout, process.stderr);
  const print = (text: readonly string[]) => {
    if (!json) terminal.print(text.map((line) => `${printable(line)}\n`).join(''));
  };
  const width = Math.max(...names.map((name) => name.length));
  const start = performance.now();
  let begun = 0;
  const report = await interruptible(async (signal): Promise<[AuditReport, boolean]> => {
    print([`assay ${version} audit · seed ${seed} · ${tier}`, ...LEGEND.split('\n')]);
    const audited = await audit(units, {
      settings: { tier, seed },
      jobs,
      signal,
      onUnit: ({ name, kind }) => terminal.status(`${++begun} of ${units.length} · ${name} ${kind}`),
      onReport: (one) => print(lines(one, width)),
    });
    return [summed(head, audited, new Set(units.map(({ name }) => name)).size), signal.aborted];
  });
  terminal.status('');
  print(closing(report[0]));
  if (json) terminal.print(`${printableJson(JSON.stringify(report[0], null, 2))}\n`);
  const seconds = (performance.now() - start) / 1000;
  terminal.note(`${seconds.toFixed(1)} s, ${Math.round(report[0].summary.cases / seconds)} cases a second\n`);
  process.exitCode = report[1] ? INTERRUPTED : report[0].summary.failed > 0 ? FAILS : CONFORMS;
}
