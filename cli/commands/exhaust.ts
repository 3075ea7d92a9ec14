import type { Command } from 'commander';
import type { Implementation } from '../../backends/lib/contract.ts';
import { isFailure } from '../../backends/lib/failure.ts';
import { isScalar } from '../../properties/lib/checks/every-number.ts';
import { EquationSubject } from '../../properties/lib/equation-subject.ts';
import { ALL, type Exhausted, exhaust, NOTHING } from '../../properties/lib/exhaust.ts';
import { loadSuite } from '../../properties/lib/listing.ts';
import { isFault } from '../../properties/lib/verdict.ts';
import { formulaNames } from '../../spec/lib/listing.ts';
import { readState, writeState } from '../lib/exhaust-state.ts';
import { CONFORMS, FAILS, INTERRUPTED, PROVES_NOTHING } from '../lib/exit-status.ts';
import { wholeNumber } from '../lib/flags.ts';
import { choose } from '../lib/glob.ts';
import { interruptible } from '../lib/interrupt.ts';
import { failureOf } from '../lib/load-failure.ts';
import { printable } from '../lib/printable.ts';
import { load, type Source } from '../lib/source.ts';
import { Terminal } from '../lib/terminal.ts';
import { UsageError } from '../lib/usage-error.ts';
import { version } from '../lib/version.ts';

const EXIT_STATUS = `
Exit status: 0 conforms · 1 does not · 2 wrong usage · 3 nothing proved · 130 interrupted`;

/** The state is written so often, and where nobody watches a line is printed so often, in milliseconds. */
const SAVED = 5000;
const PRINTED = 60_000;

interface Flags {
  readonly formula: string;
  readonly from: number;
  readonly to: number;
  readonly state?: string;
  readonly timeout: number;
}

export default function addExhaust(assay: Command): void {
  assay
    .command('exhaust')
    .description(
      'judge a function of one number at every number of f32, outputs and slopes: hours, to be resumed',
    )
    .argument('<implementation>', 'a name or a path, as for check')
    .requiredOption('--formula <name>', 'a function of one number: sigmoid, tanh, gelu …')
    .option('--from <bits>', 'begin at the number with these bits', wholeNumber(0, ALL), 0)
    .option('--to <bits>', 'end before the number with these bits', wholeNumber(0, ALL), ALL)
    .option('--state <file>', 'keeps what is known; goes on from there')
    .option('--timeout <ms>', 'for one call', wholeNumber(1, 2 ** 31 - 1), 10_000)
    .addHelpText('after', EXIT_STATUS)
    .action(run);
}

async function run(module: string, flags: Flags): Promise<void> {
  const { formula, from, to, timeout } = flags;
  const [name] = choose([formula], formulaNames(), 'formula');
  if (name !== formula) throw new UsageError(`Name one formula; '${formula}' is a pattern`);
  if (from >= to) throw new UsageError(`--from ${from} must come before --to ${to}`);
  const terminal = new Terminal(process.stdout, process.stderr);
  const source: Source = { module };
  let implementation: Implementation;
  try {
    implementation = await load(source, { timeoutMs: timeout, formulas: [name] });
  } catch (thrown) {
    terminal.note(`assay: ${failureOf(source, thrown)}\n`);
    process.exitCode = PROVES_NOTHING;
    return;
  }
  try {
    process.exitCode = await exhausted(
      implementation,
      await subjectOf(implementation, name),
      flags,
      terminal,
    );
  } finally {
    await implementation.close?.();
  }
}

async function subjectOf(implementation: Implementation, name: string): Promise<EquationSubject> {
  const entry = implementation.formulas[name];
  if (!entry || !(entry.dtypes ?? implementation.dtypes).includes('f32'))
    throw new UsageError(`'${implementation.name}' does not have '${name}' in f32`);
  const { subject } = (await loadSuite(name)).examine(implementation, entry, 'f32');
  if (!(subject instanceof EquationSubject) || !isScalar(subject))
    throw new UsageError(`'${name}' is not a function of one number`);
  return subject;
}

/** Judges all numbers that are asked for, and prints what is known of them; gives the exit status. */
async function exhausted(
  { name, version: its }: Implementation,
  subject: EquationSubject,
  { from, to, state }: Flags,
  terminal: Terminal,
): Promise<number> {
  const head = { assay: version, implementation: `${name} ${its}`, formula: subject.name };
  let known = (state === undefined ? undefined : readState(state, head)) ?? { ...NOTHING, next: from };
  const save = () => {
    if (state !== undefined) writeState(state, head, known);
  };
  const line = () => {
    const share = `${((100 * (known.next - from)) / (to - from)).toFixed(1)} %`;
    return `${subject.name} f32 · ${share} · ${known.judged} numbers · ${known.verdict} · worst ${known.worstUlp.toFixed(3)} ulp`;
  };
  // A file that cannot be written is found now and not after hours.
  save();
  terminal.print(
    `assay ${version} exhaust · ${printable(head.implementation)} · from bits ${known.next} to ${to}\n`,
  );
  let [saved, printed] = [performance.now(), performance.now()];
  const onChunk = (all: Exhausted) => {
    known = all;
    terminal.status(line());
    const now = performance.now();
    if (!terminal.live && now - printed > PRINTED) {
      terminal.print(`${line()}\n`);
      printed = now;
    }
    if (now - saved < SAVED) return;
    save();
    saved = now;
  };
  let failure: string | undefined;
  const interrupted = await interruptible(async (signal) => {
    try {
      await exhaust(subject, known, to, signal, onChunk);
    } catch (thrown) {
      if (!isFailure(thrown)) throw thrown;
      failure = thrown.message;
    }
    return signal.aborted;
  });
  terminal.status('');
  save();
  terminal.print(`${line()}\n`);
  if (known.first !== undefined) terminal.print(`the first fault: ${printable(known.first)}\n`);
  if (failure !== undefined) {
    terminal.note(`assay: no answer from bits ${known.next} on: ${printable(failure)}\n`);
    return PROVES_NOTHING;
  }
  if (interrupted) return INTERRUPTED;
  if (isFault(known.verdict)) return FAILS;
  return known.verdict === 'conforming' ? CONFORMS : PROVES_NOTHING;
}
