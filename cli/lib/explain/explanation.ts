import { type AnyFormula, isAlgorithm } from '../../../spec/lib/algorithm.ts';
import type { Example } from '../../../spec/lib/formula.ts';
import { loadNotes, type Row } from '../../../spec/lib/notes.ts';
import type { OptionDeclarations } from '../../../spec/lib/options.ts';
import { loadReferences, type Reference } from '../../../spec/lib/references.ts';
import { mappings } from '../rows/mappings.ts';
import type { Cost } from './cost.ts';
import { equationsOf, linesOf, stepsOf } from './equations.ts';

/** All that there is to say of a formula, as data. */
export interface Explanation {
  readonly name: string;
  readonly family: string;
  readonly title: string;
  /** `softmax(x[n]) -> y[n]` */
  readonly signature: string;
  /** How it stretches over larger tensors. */
  readonly over?: string;
  readonly inputs: readonly { readonly name: string; readonly what: string }[];
  readonly options: OptionDeclarations;
  readonly requires: readonly string[];
  /** One a line. */
  readonly equations: readonly string[];
  /** What an algorithm does, which has no equations. */
  readonly steps: readonly string[];
  /** Ways of computing it, each as the equations that differ. */
  readonly algorithms: readonly (readonly string[])[];
  readonly latex?: { readonly definition: string; readonly algorithms: readonly string[] };
  readonly cost?: Cost;
  readonly laws: Readonly<Record<string, string>>;
  readonly examples: readonly Example[];
  readonly special: readonly Example[];
  readonly variants: readonly ExplainedVariant[];
  readonly pitfalls: readonly string[];
  readonly sources: readonly string[];
  readonly rows: readonly ExplainedRow[];
}

export interface ExplainedVariant {
  readonly name: string;
  readonly kind: 'convention' | 'mistake';
  readonly says: string;
  readonly who?: string;
  readonly admitted?: string;
  readonly equations: readonly string[];
  readonly seen: readonly Reference[];
}

export interface ExplainedRow extends Pick<Row, 'row' | 'title' | 'verdict' | 'asWritten' | 'erratum'> {
  readonly checks: readonly string[];
}

/** `sizes` are those of the cost. Throws a UsageError where the formula has no such size. */
export function explanation(spec: AnyFormula, sizes: Readonly<Record<string, number>>): Explanation {
  const { name, family, title, laws, examples, sources, pitfalls = [] } = spec;
  const said = isAlgorithm(spec) ? stepsOf(spec) : equationsOf(spec, sizes);
  return {
    name,
    family,
    title,
    ...said,
    laws,
    examples,
    variants: variantsOf(spec),
    pitfalls,
    sources,
    rows: rowsOf(spec),
  };
}

function variantsOf(spec: AnyFormula): ExplainedVariant[] {
  const references = loadReferences();
  return Object.entries(spec.variants).map(([name, variant]) => {
    const { kind, says, who, seen = [] } = variant;
    const admitted = 'admitted' in variant ? variant.admitted : undefined;
    return {
      name,
      kind,
      says,
      ...(who !== undefined && { who }),
      ...(admitted !== undefined && { admitted }),
      equations: 'edits' in variant && variant.edits !== undefined ? linesOf(variant.edits) : [],
      seen: (seen as readonly string[]).map((id) => references.get(id) ?? { id, says: '' }),
    };
  });
}

function rowsOf(spec: AnyFormula): ExplainedRow[] {
  const checks = new Map<string, string[]>();
  for (const { row, check } of mappings(spec)) checks.set(row, [...(checks.get(row) ?? []), check]);
  return loadNotes()
    .filter(({ row }) => checks.has(row))
    .map(({ row, title, verdict, asWritten, erratum }) => ({
      row,
      title,
      verdict,
      ...(asWritten !== undefined && { asWritten }),
      ...(erratum !== undefined && { erratum }),
      checks: checks.get(row)!,
    }));
}
