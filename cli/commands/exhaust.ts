import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { isScalar } from '../../properties/lib/checks/every-number.ts';
import { EquationSubject } from '../../properties/lib/equation-subject.ts';
import { ALL, type Exhausted, exhaust, NOTHING } from '../../properties/lib/exhaust.ts';
import { loadSuite } from '../../properties/lib/listing.ts';
import { formulaNames } from '../../spec/lib/listing.ts';
import { CONFORMS, FAILS, INTERRUPTED } from '../lib/exit-status.ts';
import { wholeNumber } from '../lib/flags.ts';
import { choose } from '../lib/glob.ts';
import { interruptible } from '../lib/interrupt.ts';
import { printable } from '../lib/printable.ts';
import { load } from '../lib/source.ts';
import { Terminal } from '../lib/terminal.ts';
import { UsageError } from '../lib/usage-error.ts';
import { version } from '../lib/version.ts';

const EXIT_STATUS = `
Exit status: 0 conforms · 1 does not · 2 wrong usage · 130 interrupted`;

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

async function run(module: string, { formula, from, to, state, timeout }: Flags): Promise<void> {
  const [name] = choose([formula], formulaNames(), 'formula');
  if (name !== formula) throw new UsageError(`Name one formula; '${formula}' is a pattern`);
  const implementation = await load({ module }, { timeoutMs: timeout, formulas: [name] });
  const entry = implementation.formulas[name];
  if (!entry || !implementation.dtypes.includes('f32'))
    throw new UsageError(`'${implementation.name}' does not have '${name}' in f32`);
  const { subject } = (await loadSuite(name)).examine(implementation, entry, 'f32');
  if (!(subject instanceof EquationSubject) || !isScalar(subject))
    throw new UsageError(`'${name}' is not a function of one number`);

  const head = {
    assay: version,
    implementation: `${implementation.name} ${implementation.version}`,
    formula: name,
  };
  const start =
    state !== undefined && existsSync(state) ? readState(state, head) : { ...NOTHING, next: from };
  const terminal = new Terminal(process.stdout, process.stderr);
  const share = ({ next }: Exhausted) => `${((100 * (next - from)) / (to - from)).toFixed(1)} %`;
  const line = (known: Exhausted) =>
    `${name} f32 · ${share(known)} · ${known.judged} numbers · ${known.verdict} · worst ${known.worstUlp.toFixed(3)} ulp`;
  const save = (known: Exhausted) => {
    if (state === undefined) return;
    writeFileSync(`${state}.new`, `${JSON.stringify({ ...head, ...known }, null, 2)}\n`);
    renameSync(`${state}.new`, state);
  };
  terminal.print(
    `assay ${version} exhaust · ${printable(head.implementation)} · from bits ${start.next} to ${to}\n`,
  );
  let [saved, printed] = [performance.now(), performance.now()];
  const [known, interrupted] = await interruptible(async (signal): Promise<[Exhausted, boolean]> => {
    const all = await exhaust(subject, start, to, signal, (known) => {
      terminal.status(line(known));
      const now = performance.now();
      if (!terminal.live && now - printed > PRINTED) {
        terminal.print(`${line(known)}\n`);
        printed = now;
      }
      if (now - saved < SAVED) return;
      save(known);
      saved = now;
    });
    return [all, signal.aborted];
  });
  terminal.status('');
  save(known);
  terminal.print(`${line(known)}\n`);
  if (known.first !== undefined) terminal.print(`the first fault: ${printable(known.first)}\n`);
  await implementation.close?.();
  process.exitCode = interrupted ? INTERRUPTED : known.verdict === 'conforming' ? CONFORMS : FAILS;
}

/** What an earlier run of the same came to know. */
function readState(file: string, head: Readonly<Record<string, string>>): Exhausted {
  let read: Record<string, unknown>;
  try {
    read = JSON.parse(readFileSync(file, 'utf8'));
  } catch (thrown) {
    throw new UsageError(`--state ${file} is not the state of a run: ${(thrown as Error).message}`);
  }
  for (const [name, value] of Object.entries(head))
    if (read[name] !== value)
      throw new UsageError(
        `--state ${file} is of another run: its ${name} is ${JSON.stringify(read[name])}, not ${JSON.stringify(value)}`,
      );
  const { next, judged, worstUlp, verdict, faults, first } = read as unknown as Exhausted;
  if (![next, judged, worstUlp, faults].every(Number.isFinite) || typeof verdict !== 'string')
    throw new UsageError(`--state ${file} is not the state of a run`);
  return { next, judged, worstUlp, verdict, faults, ...(first !== undefined && { first }) };
}
