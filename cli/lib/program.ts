import { readdirSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { WRONG_USAGE } from './exit-status.ts';
import { printableLines } from './printable.ts';
import { UsageError } from './usage-error.ts';
import { version } from './version.ts';

const FOLDER = new URL('../commands/', import.meta.url);
const EXTENSION = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

/** Adds itself to the program: the default export of each file in `cli/commands`, which is named as the command. */
export type AddCommand = (program: Command) => void;

/** Runs a command line and gives the exit status. Commands that fail set `process.exitCode`. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const program = await assay(args[0]);
    await program.parseAsync(args, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : WRONG_USAGE;
    if (!(thrown instanceof UsageError)) throw thrown;
    process.stderr.write(`assay: ${printableLines(thrown.message)}\n`);
    return WRONG_USAGE;
  }
}

/** The program with the command of that name, or with all commands where there is none of that name; a version needs none. */
async function assay(name: string | undefined): Promise<Command> {
  const program = new Command('assay')
    .description('Weighs deep-learning code against the formulas.')
    .version(version)
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => write(printableLines(text).replace(/^error:/u, 'assay:')),
    })
    .showHelpAfterError('(assay --help shows what there is)');
  const names = readdirSync(FOLDER)
    .filter((file) => file.endsWith(EXTENSION) && !file.endsWith('.d.ts'))
    .map((file) => file.slice(0, -EXTENSION.length))
    .sort();
  const wanted =
    name === '--version' ? [] : names.filter((other) => other === name || !names.includes(name ?? ''));
  for (const command of wanted) {
    const module: { default: AddCommand } = await import(new URL(command + EXTENSION, FOLDER).href);
    module.default(program);
  }
  return program;
}
