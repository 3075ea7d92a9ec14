import { openSync, readdirSync, writeSync } from 'node:fs';
import { didYouMean } from '../../spec/lib/source.ts';
import { paintFor, plain } from './paint.ts';
import type { MakeReporter, Output, Reporter } from './reporter.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

const FOLDER = new URL('../reporters/', import.meta.url);
const EXTENSION = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

/** The names of all reporters: the files of `cli/reporters`. */
export const reporterNames = (): string[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith(EXTENSION) && !file.endsWith('.d.ts'))
    .map((file) => file.slice(0, -EXTENSION.length))
    .sort();

/**
 * Opens what `--reporter name[=file]` asks for; without a file it goes to standard output, which one may have.
 * @throws UsageError for an unknown name, a file that cannot be written, or a second reporter for standard output
 */
export async function openReporters(wanted: readonly string[], terminal: Terminal): Promise<Reporter> {
  const parts = wanted.map((text) => {
    const at = text.indexOf('=');
    return at < 0 ? { name: text } : { name: text.slice(0, at), file: text.slice(at + 1) };
  });
  const names = reporterNames();
  for (const { name } of parts)
    if (!names.includes(name))
      throw new UsageError(
        `There is no reporter '${name}'${didYouMean(name, names)}. There are: ${names.join(', ')}`,
      );
  const [, second] = parts.filter(({ file }) => file === undefined);
  if (second)
    throw new UsageError(
      `Only one reporter can write to standard output: give another a file, --reporter ${second.name}=report.txt`,
    );
  const opened: Reporter[] = [];
  for (const { name, file } of parts) {
    const { default: make }: { default: MakeReporter } = await import(new URL(name + EXTENSION, FOLDER).href);
    const paint = name === 'plain' ? plain : paintFor(process.stdout);
    const toTerminal = { write: (text: string) => terminal.print(text), paint };
    opened.push(make(file === undefined ? toTerminal : toFile(file)));
  }
  return all(opened);
}

/** Written as it comes, so that nothing is lost whatever happens. */
function toFile(file: string): Output {
  try {
    const handle = openSync(file, 'w');
    return { write: (text) => writeSync(handle, text), paint: plain };
  } catch (thrown) {
    throw new UsageError(`Cannot write the report '${file}': ${(thrown as Error).message}`);
  }
}

function all(reporters: readonly Reporter[]): Reporter {
  const tell = (say: (reporter: Reporter) => void) => {
    for (const reporter of reporters) say(reporter);
  };
  return {
    onImplementation: (result, head) => tell((reporter) => reporter.onImplementation?.(result, head)),
    onFormula: (formula) => tell((reporter) => reporter.onFormula?.(formula)),
    onResult: (result) => tell((reporter) => reporter.onResult?.(result)),
    onEnd: (outcome) => tell((reporter) => reporter.onEnd?.(outcome)),
  };
}
