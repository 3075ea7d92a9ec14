import type { Command } from 'commander';
import { formulaNames, loadSpec } from '../../spec/lib/listing.ts';
import { choose } from '../lib/glob.ts';
import { type Listed, listing } from '../lib/listed.ts';
import { printableJson } from '../lib/printable.ts';
import { table } from '../lib/table.ts';

export default function addList(assay: Command): void {
  assay
    .command('list')
    .description('show the formulas: family, number of variants and laws, title')
    .argument('[pattern...]', 'only these formulas (* and ? are wild)')
    .option('--json', 'with their options, variants, laws and checks')
    .action(list);
}

async function list(patterns: readonly string[], { json }: { readonly json?: true }): Promise<void> {
  const names = choose(patterns, formulaNames(), 'formula');
  const text = json
    ? [JSON.stringify(await described(names), null, 2)].map(printableJson)
    : lines((await listing()).filter(({ name }) => names.includes(name)));
  process.stdout.write(text.map((line) => `${line}\n`).join(''));
}

function lines(formulas: readonly Listed[]): string[] {
  const rows = formulas.map(({ name, family, title, variants, laws }) => [
    name,
    family,
    String(variants),
    String(laws),
    title,
  ]);
  return table([['formula', 'family', 'variants', 'laws', 'what it is'], ...rows]);
}

/** With the checks, which take the engine to know. */
async function described(names: readonly string[]): Promise<object[]> {
  const formulas = await Promise.all(names.map(loadSpec));
  const { checkKinds } = await import('../lib/check-kinds.ts');
  return Promise.all(
    formulas.map(async ({ name, family, title, options = {}, variants, laws }) => ({
      name,
      family,
      title,
      options,
      variants: Object.entries(variants).map(([variant, { kind, says }]) => ({ name: variant, kind, says })),
      laws,
      checks: await checkKinds(name),
    })),
  );
}
