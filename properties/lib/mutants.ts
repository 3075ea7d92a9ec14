import { type Checked, check } from '../../spec/lib/check.ts';
import { mutations } from '../../spec/lib/mutate.ts';
import { SpecError } from '../../spec/lib/source.ts';
import type { Program } from '../../spec/lib/syntax.ts';

/** Equations with one small mistake. */
export interface Mutant {
  readonly says: string;
  readonly equations: Checked;
}

/**
 * Texts that differ from these equations by one small mistake and are still well formed: all of them, or at most so many
 * from all over the text.
 */
export function* mutantsOf({ program, options }: Checked, most = Infinity): Generator<Mutant> {
  const all = [...mutations(program, options)];
  const known = new Set([textOf(program)]);
  let left = most;
  for (const { says, program: wrong } of most < all.length ? scattered(all) : all) {
    if (left === 0) return;
    const text = textOf(wrong);
    if (known.has(text)) continue;
    known.add(text);
    const equations = wellFormed(wrong, options);
    if (!equations) continue;
    left--;
    yield { says, equations };
  }
}

/** All of them, in an order in which the first few are spread evenly. */
function* scattered<Item>(items: readonly Item[]): Generator<Item> {
  const places = items.map((_, n) => [(n * GOLDEN) % 1, n] as const).sort(([a], [b]) => a - b);
  for (const [, n] of places) yield items[n]!;
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** The text without its places: two mutants with the same are one. */
const textOf = ({ definitions, functions }: Program): string =>
  JSON.stringify([definitions, functions], (key, value) =>
    key === 'at' || key === 'source' ? undefined : value,
  );

function wellFormed(...[program, options]: Parameters<typeof check>): Checked | undefined {
  try {
    return check(program, options);
  } catch (thrown) {
    if (thrown instanceof SpecError) return undefined;
    throw thrown;
  }
}
