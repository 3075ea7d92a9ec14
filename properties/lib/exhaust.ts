import { Breath } from './breath.ts';
import { caseOf, narrowed, tryNumbers } from './checks/every-number.ts';
import type { EquationSubject } from './equation-subject.ts';
import { numbersFrom } from './every-number.ts';
import { isFault, type Verdict, worse } from './verdict.ts';

/** So many numbers of f32 are judged at a time. */
const CHUNK = 2 ** 13;
export const ALL = 2 ** 32;

/** What is known of the numbers whose bits come before `next`. */
export interface Exhausted {
  readonly next: number;
  readonly judged: number;
  /** Of the elements that were judged, outputs and slopes. */
  readonly worstUlp: number;
  readonly verdict: Verdict;
  /** How many chunks hold a fault, and the first number that is one. */
  readonly faults: number;
  readonly first?: string;
}

export const NOTHING: Exhausted = { next: 0, judged: 0, worstUlp: 0, verdict: 'conforming', faults: 0 };

/**
 * Judges a function of one number at every number of f32 from where `known` ends, chunk by chunk; tells after each what is
 * known then. Ends early, between two chunks, when the signal comes.
 */
export async function exhaust(
  subject: EquationSubject,
  known: Exhausted,
  to: number,
  signal: AbortSignal,
  onChunk: (known: Exhausted) => void,
): Promise<Exhausted> {
  const breath = new Breath();
  let all = known;
  while (all.next < to && !signal.aborted) {
    all = await withChunk(subject, all, Math.min(to, all.next + CHUNK));
    onChunk(all);
    if (breath.isDue) await breath.take();
  }
  return all;
}

async function withChunk(subject: EquationSubject, known: Exhausted, to: number): Promise<Exhausted> {
  const value = caseOf(subject, numbersFrom('f32', known.next, to), 'f32');
  const judged = Object.values(value.inputs)[0]!.data.length;
  if (judged === 0) return { ...known, next: to };
  const { verdict, fault, ulps = [] } = await tryNumbers(subject, value);
  const found = {
    next: to,
    judged: known.judged + judged,
    worstUlp: ulps.reduce((most, ulp) => Math.max(most, ulp), known.worstUlp),
    verdict: worse(known.verdict, verdict),
    faults: known.faults + (isFault(verdict) ? 1 : 0),
  };
  if (known.first !== undefined) return { ...found, first: known.first };
  if (!fault || !isFault(verdict)) return found;
  const [x] = Object.values(narrowed(subject, value, fault.index).inputs)[0]!.data;
  const first = `${fault.output} at ${x} = ${fault.got}, must be ${fault.must} ± ${Number(fault.tolerance.toPrecision(2))}`;
  return { ...found, first };
}
