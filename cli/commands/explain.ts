import { type Command, InvalidArgumentError, Option } from 'commander';
import { isAlgorithm } from '../../spec/lib/algorithm.ts';
import { formulaNames, loadSpec } from '../../spec/lib/listing.ts';
import type { Explanation } from '../lib/explain/explanation.ts';
import type { Judged, Tolerance } from '../lib/explain/tolerances.ts';
import { paintFor } from '../lib/paint.ts';
import { printableJson } from '../lib/printable.ts';
import { suggestion } from '../lib/suggestion.ts';
import { UsageError } from '../lib/usage-error.ts';

interface Flags {
  readonly tolerance?: true;
  readonly latex?: true;
  readonly json?: true;
  readonly dtype: Judged;
  readonly sizes: Readonly<Record<string, number>>;
}

export default function addExplain(assay: Command): void {
  assay
    .command('explain')
    .description('show a formula: equations, laws, examples, conventions, known mistakes, what the notes say')
    .argument('<formula>', 'softmax, lstm-cell, …')
    .option('--tolerance', 'how much implementations may be off, and why')
    .option('--latex', 'the equations as LaTeX')
    .addOption(new Option('--dtype <dtype>', 'of the tolerance').choices(['f32', 'f64']).default('f32'))
    .option('--sizes <list>', 'of the cost, such as D=512,H=1024', sizes, {})
    .option('--json', 'all of it as one object')
    .action(explain);
}

async function explain(name: string, flags: Flags): Promise<void> {
  const names = formulaNames();
  if (!names.includes(name))
    throw new UsageError(
      `There is no formula '${name}'${suggestion(name, names)}. Show them all: assay list`,
    );
  const { explanation } = await import('../lib/explain/explanation.ts');
  const all = explanation(await loadSpec(name), flags.sizes);
  const tolerance = flags.tolerance && flags.json ? await toleranceOf(name, flags.dtype) : undefined;
  const lines = flags.json
    ? [printableJson(JSON.stringify({ ...all, ...(tolerance && { tolerance }) }, words, 2))]
    : await text(all, flags);
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

/** Undefined where outputs are whole numbers, or drawn. */
async function toleranceOf(name: string, dtype: Judged): Promise<Tolerance[] | undefined> {
  const spec = await loadSpec(name);
  if (isAlgorithm(spec) || spec.sampled) return undefined;
  const [{ prepare }, { tolerances }] = await Promise.all([
    import('../../reference/lib/prepare.ts'),
    import('../lib/explain/tolerances.ts'),
  ]);
  return tolerances(prepare(spec), dtype);
}

/** The sections that were asked for, or the page. */
async function text(all: Explanation, { tolerance, latex, dtype }: Flags): Promise<string[]> {
  const paint = paintFor(process.stdout);
  const [{ page, heading }, { latexText }, { toleranceText }] = await Promise.all([
    import('../lib/explain/page.ts'),
    import('../lib/explain/latex-text.ts'),
    import('../lib/explain/tolerance-text.ts'),
  ]);
  if (!tolerance && !latex) return page(all, paint);
  return [
    ...(latex ? latexText(all) : []),
    ...(latex && tolerance ? [''] : []),
    ...(tolerance
      ? [...heading(all, paint), '', ...toleranceText(await toleranceOf(all.name, dtype), dtype, paint)]
      : []),
  ];
}

/** Reads `D=512,H=1024`. */
function sizes(list: string): Record<string, number> {
  return Object.fromEntries(
    list.split(',').map((part) => {
      const [, name, size] = /^\s*([^=\s]+)\s*=\s*(\d+)\s*$/u.exec(part) ?? [];
      if (name === undefined || Number(size) < 1)
        throw new InvalidArgumentError('It must be names with whole numbers from 1, such as D=512,H=1024.');
      return [name, Number(size)];
    }),
  );
}

/** JSON has no −0, NaN or ∞: they stand as words. */
function words(_key: string, value: unknown): unknown {
  if (Object.is(value, -0)) return '-0';
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
