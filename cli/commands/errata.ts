import { type Command, Option } from 'commander';
import { loadNotes, noteNumbers, type RowVerdict } from '../../spec/lib/notes.ts';
import type { Erratum } from '../lib/errata/errata.ts';
import { CONFORMS, FAILS } from '../lib/exit-status.ts';
import { paintFor } from '../lib/paint.ts';
import { printableJson, printableLines } from '../lib/printable.ts';
import { Terminal } from '../lib/terminal.ts';

const VERDICTS: readonly RowVerdict[] = ['wrong', 'garbled', 'ambiguous', 'conventional-variant'];

const EXIT_STATUS = `
Exit status: 0 every check held · 1 one did not · 2 wrong usage`;

interface Flags {
  readonly note?: string;
  readonly verdict?: RowVerdict;
  readonly markdown?: true;
  readonly json?: true;
}

export default function addErrata(assay: Command): void {
  assay
    .command('errata')
    .description('what the notes say that does not hold as it stands, with what its execution shows')
    .addOption(new Option('--note <number>', 'only this note').choices(noteNumbers()))
    .addOption(new Option('--verdict <name>', 'only these').choices(VERDICTS))
    .option('--markdown', 'the page ERRATA.md')
    .option('--json', 'one object for each row')
    .addHelpText('after', EXIT_STATUS)
    .action(show);
}

async function show({ note, verdict, markdown, json }: Flags): Promise<void> {
  const { gatherErrata } = await import('../lib/errata/gather.ts');
  const rows = loadNotes().filter(
    (one) =>
      (note === undefined || one.row.startsWith(`${note}/`)) &&
      (verdict === undefined || one.verdict === verdict),
  );
  const terminal = new Terminal(process.stdout, process.stderr);
  const { all, problems } = await terminal.alone(() =>
    gatherErrata(rows, (name, n, of) => terminal.status(`${n}/${of} ${name}`)),
  );
  terminal.status('');
  const lines = json
    ? [printableJson(JSON.stringify(all, null, 2))]
    : markdown
      ? await page(all)
      : await text(all);
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  if (problems.length > 0)
    process.stderr.write(
      `assay: evidence did not hold\n${problems.map((one) => `  ${printableLines(one)}\n`).join('')}`,
    );
  process.exitCode = problems.length > 0 ? FAILS : CONFORMS;
}

async function page(all: readonly Erratum[]): Promise<string[]> {
  const { errataMarkdown } = await import('../lib/errata/markdown.ts');
  return errataMarkdown(all);
}

async function text(all: readonly Erratum[]): Promise<string[]> {
  const { errataText } = await import('../lib/errata/text.ts');
  return errataText(all, paintFor(process.stdout));
}
