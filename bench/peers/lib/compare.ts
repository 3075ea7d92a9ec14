import { type CaseResult, FORMAT, isPresent, isTimed, type Present, peakOf, type Result } from './result.ts';

export interface Change {
  readonly case: string;
  readonly library: string;
  /** How many times as long it takes as the reference of its run, then and now. */
  readonly before: number;
  readonly after: number;
  /** By how much longer it takes now, as a share; less than 0 where it takes less. */
  readonly slower: number;
}

export interface Comparison {
  readonly changes: readonly Change[];
  /** Timed then, and not now. */
  readonly lost: readonly { readonly case: string; readonly library: string }[];
}

/**
 * Our kernels then and now. The times of two runs cannot be compared, since the machine may have been busier; but each
 * run also timed a reference in the same rounds, the machine's peak or a library, and the ratios to it can.
 */
export function compare(before: Result, after: Result, reference: string): Comparison {
  const changes: Change[] = [];
  const lost: { case: string; library: string }[] = [];
  for (const one of before.cases) {
    const now = after.cases.find(({ name }) => name === one.name);
    for (const [library, then] of Object.entries(before.libraries)) {
      const current = after.libraries[library];
      if (!now || !isPresent(then) || then.role !== 'ours' || library === reference || !current) continue;
      const old = ratio(one, library, then, reference);
      if (old === undefined) continue;
      const found = isPresent(current) ? ratio(now, library, current, reference) : undefined;
      if (found === undefined) lost.push({ case: one.name, library });
      else changes.push({ case: one.name, library, before: old, after: found, slower: found / old - 1 });
    }
  }
  return { changes, lost };
}

/** The best windows of both: what disturbs a window only makes it longer. */
function ratio({ work, cells }: CaseResult, name: string, library: Present, reference: string) {
  const cell = cells[name];
  const held = cells[reference === 'machine' ? peakOf(work, library) : reference];
  return isTimed(cell) && isTimed(held) ? cell.best / held.best : undefined;
}

/** The text, and whether anything is slower by more than `noise` or no longer there. */
export function comparison(before: Result, after: Result, reference: string, noise: number) {
  const { changes, lost } = compare(before, after, reference);
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  const line = ({ case: one, library, before, after, slower }: Change) =>
    `  ${one} · ${library}: ${before.toPrecision(3)} then, ${after.toPrecision(3)} now ` +
    `(${percent(Math.abs(slower))} ${slower > 0 ? 'slower' : 'faster'})`;
  const slower = changes.filter((change) => change.slower > noise);
  const faster = changes.filter((change) => change.slower < -noise);
  const lines = [
    `Against the run of ${before.date}, as multiples of the time of ${reference === 'machine' ? "the machine's peak" : reference}; ` +
      `changes within ${percent(noise)} count as noise: ${changes.length} compared, ${slower.length} slower, ${faster.length} faster`,
    ...(before.cpu === after.cpu && before.node === after.node
      ? []
      : [`  that run was on ${before.cpu}, Node ${before.node}`]),
    ...(slower.length > 0 ? ['slower', ...slower.map(line)] : []),
    ...lost.map(({ case: one, library }) => `  ${one} · ${library}: timed then, not now`),
    ...(faster.length > 0 ? ['faster', ...faster.map(line)] : []),
  ];
  return { text: `${lines.join('\n')}\n`, worse: slower.length + lost.length > 0 };
}

/** @throws Error that says why it is not a saved run */
export function readResult(text: string): Result {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('it is not JSON');
  }
  if ((value as Partial<Result> | null)?.format !== FORMAT)
    throw new Error('it is not a run saved by --json of this version');
  return value as Result;
}
