import type { Implementation } from '../../../backends/lib/contract.ts';
import type { AnyFormula } from '../../../spec/lib/algorithm.ts';
import type { Row } from '../../../spec/lib/notes.ts';
import { didYouMean } from '../../../spec/lib/source.ts';
import { type ExecuteOptions, execute, type Outcome } from './execute.ts';
import { type Fallible, falsified } from './falsify.ts';
import { mappable } from './kinds.ts';
import { checkId, type Mapping, mappings } from './mappings.ts';

export interface RowStatus {
  readonly row: string;
  readonly status: 'executed' | 'not-executable' | 'missing';
  /** Those that ran and held. */
  readonly checks: readonly string[];
  readonly reason?: string;
}

/** A check that rows count on, and what became of it. */
export interface Executed {
  readonly mapping: Mapping;
  readonly outcome: Outcome;
}

export interface Coverage {
  readonly rows: readonly RowStatus[];
  /** By row, in detail. */
  readonly executed: ReadonlyMap<string, readonly Executed[]>;
  /** Checks that rows count on and that nothing made fail; those that something did, with what. Empty unless asked for. */
  readonly falsified: ReadonlyMap<string, Fallible | undefined>;
  /** Rows and checks that do not exist, checks that did not hold: what makes the command fail. */
  readonly problems: readonly string[];
}

export interface CoverageOptions extends ExecuteOptions {
  /** Shows of each check that it can fail. */
  readonly falsify?: boolean;
  /** Told of each formula before its checks run. */
  readonly onFormula?: (name: string, n: number, of: number) => void;
}

/** Runs the checks that the specs map the rows to. All rows that are given are reported, in their order. */
export async function coverage(
  rows: readonly Row[],
  specs: readonly AnyFormula[],
  implementation: Implementation,
  { onFormula, falsify = false, ...options }: CoverageOptions,
): Promise<Coverage> {
  const wanted = new Set(rows.map(({ row }) => row));
  const problems: string[] = [];
  const found = new Map<string, Executed[]>();
  const fallible = new Map<string, Fallible | undefined>();
  for (const [n, spec] of specs.entries()) {
    onFormula?.(spec.name, n + 1, specs.length);
    const stated = mappings(spec).filter(({ row }) => wanted.has(row));
    const outcomes = await attempted(spec, stated, implementation, options);
    for (const mapping of stated) {
      const outcome = outcomes.get(mapping.check)!;
      if (!outcome.held) problems.push(problem(mapping, outcome.says));
      found.set(mapping.row, [...(found.get(mapping.row) ?? []), { mapping, outcome }]);
    }
    if (!falsify) continue;
    const held = [...outcomes].filter(([, outcome]) => outcome.held).map(([check]) => check);
    for (const [check, by] of await falsified(spec, held, implementation, options))
      fallible.set(checkId({ formula: spec.name, check }), by);
  }
  const statuses = rows.map((row) => status(row, found.get(row.row) ?? []));
  for (const { row, executes } of rows)
    if (!executes)
      for (const { mapping } of (found.get(row) ?? []).filter(({ mapping: { mentions } }) => !mentions))
        problems.push(problem(mapping, 'the notes call the row not executable'));
  return { rows: statuses, executed: found, falsified: fallible, problems };
}

/** What the specs say of rows that no note has. */
export function unknownRows(specs: readonly AnyFormula[], rows: readonly Row[]): string[] {
  const known = new Set(rows.map(({ row }) => row));
  return specs
    .flatMap(mappings)
    .filter(({ row }) => !known.has(row))
    .map((mapping) => problem(mapping, `the notes have no such row${didYouMean(mapping.row, known)}`));
}

const problem = (mapping: Mapping, says: string): string => `${mapping.row} by ${checkId(mapping)}: ${says}`;

/** The outcomes of all checks that are mapped; one that does not exist, or a formula that breaks down, holds nothing. */
async function attempted(
  spec: AnyFormula,
  stated: readonly Mapping[],
  implementation: Implementation,
  options: ExecuteOptions,
): Promise<Map<string, Outcome>> {
  const checks = new Set(stated.map(({ check }) => check));
  const failed = (says: string): Outcome => ({ held: false, says });
  if (checks.size === 0) return new Map();
  try {
    const known = await mappable(spec);
    const there = new Set([...checks].filter((check) => known.includes(check)));
    const outcomes = new Map(await execute(spec, there, implementation, options));
    for (const check of checks)
      if (!there.has(check)) outcomes.set(check, failed(`there is no such check${didYouMean(check, known)}`));
    return outcomes;
  } catch (thrown) {
    options.signal?.throwIfAborted();
    const says = `it broke down: ${thrown instanceof Error ? thrown.message : thrown}`;
    return new Map([...checks].map((check) => [check, failed(says)]));
  }
}

function status({ row, executes, executable }: Row, found: readonly Executed[]): RowStatus {
  const checks = found.filter(({ outcome }) => outcome.held).map(({ mapping }) => checkId(mapping));
  if (!executes)
    return {
      row,
      status: 'not-executable',
      checks: [],
      reason: executable.replace(/^not executable: /u, ''),
    };
  if (found.some(({ mapping, outcome }) => outcome.held && !mapping.mentions))
    return { row, status: 'executed', checks };
  const reason = found.every(({ mapping }) => mapping.mentions)
    ? 'no spec maps it to a check'
    : found.map(({ mapping, outcome }) => `${checkId(mapping)}: ${outcome.says}`).join('; ');
  return { row, status: 'missing', checks: [], reason };
}
