import type { Command } from 'commander';
import type { Implementation } from '../../backends/lib/contract.ts';
import type { Origin } from '../../properties/lib/replay.ts';
import { isFault } from '../../properties/lib/verdict.ts';
import { CONFORMS, FAILS, PROVES_NOTHING } from '../lib/exit-status.ts';
import { checkText } from '../lib/failure-text.ts';
import { wholeNumber } from '../lib/flags.ts';
import { checkOf } from '../lib/json-report.ts';
import { failureOf } from '../lib/load-failure.ts';
import { paintFor } from '../lib/paint.ts';
import { printableJson } from '../lib/printable.ts';
import { load, program, replayCommand, type Source } from '../lib/source.ts';
import { Terminal } from '../lib/terminal.ts';
import { UsageError } from '../lib/usage-error.ts';

interface Flags {
  readonly exec?: string;
  readonly timeout: number;
  readonly json?: true;
}

export default function addReplay(assay: Command): void {
  assay
    .command('replay')
    .description('judge one failing case once more')
    .argument('<token>', 'as a report prints it')
    .argument('[implementation]', 'as for check (default: js)')
    .option('--exec <command>', 'a program that speaks the protocol')
    .option('--timeout <ms>', 'for one call', wholeNumber(1, 2 ** 31 - 1), 10_000)
    .option('--json', 'print the check as check --json does')
    .action(replayToken);
}

async function replayToken(token: string, module: string | undefined, flags: Flags): Promise<void> {
  if (module !== undefined && flags.exec !== undefined)
    throw new UsageError('Name one implementation: a module or --exec, not both');
  const source = flags.exec === undefined ? { module: module ?? 'js' } : program(flags.exec);
  const { readToken } = await import('../lib/replay.ts');
  const origin = readToken(token);
  const terminal = new Terminal(process.stdout, process.stderr);
  process.exitCode = await terminal.alone(() => replayOn(source, origin, flags, terminal));
}

async function replayOn(source: Source, origin: Origin, flags: Flags, terminal: Terminal): Promise<number> {
  const { replay } = await import('../lib/replay.ts');
  let implementation: Implementation;
  try {
    implementation = await load(source, { timeoutMs: flags.timeout, formulas: [origin.formula] });
  } catch (thrown) {
    terminal.note(`assay: ${failureOf(source, thrown)}\n`);
    return PROVES_NOTHING;
  }
  try {
    const check = await replay(origin, implementation);
    const { name } = implementation;
    const context = {
      name,
      replay: (token: string) => replayCommand(source, token),
      paint: paintFor(process.stdout),
    };
    const lines = flags.json
      ? [printableJson(JSON.stringify(checkOf(check), null, 2))]
      : checkText(check, { name: origin.formula, dtype: origin.dtype }, context);
    terminal.print(lines.map((line) => `${line}\n`).join(''));
    if (isFault(check.verdict)) return FAILS;
    return check.verdict === 'conforming' ? CONFORMS : PROVES_NOTHING;
  } finally {
    await implementation.close?.();
  }
}
