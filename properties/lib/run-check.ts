import { isFailure } from '../../backends/lib/failure.ts';
import { Breath } from './breath.ts';
import type { Case } from './case.ts';
import type { Check, Finding } from './checks/check.ts';
import { diagnose, type Witness } from './diagnose.ts';
import { drawCase } from './draw-case.ts';
import { caseSeed, token } from './replay.ts';
import type { CheckReport, Counterexample } from './report.ts';
import { smaller } from './shrink.ts';
import type { Subject } from './subject.ts';
import { Tally, type Tried } from './tally.ts';
import type { Ulps } from './ulps.ts';
import { isFault } from './verdict.ts';

export interface RunOptions {
  readonly seed: number;
  /** How many random cases a check of share 1 gets. */
  readonly runs: number;
  /** How many calls may be in flight; more than one only pays for implementations that are asynchronous. */
  readonly pipeline: number;
  /** Stops between two cases; what is stopped rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface CheckResult {
  readonly report: CheckReport;
  readonly ulps: Ulps;
  readonly regimes: Readonly<Record<string, number>>;
}

/** How many more cases are tried where not one of those that a run tries could be decided. */
const FURTHER = 20;
/** How many simpler cases are tried before a counterexample is printed as it is. */
const MOST_SHRINKS = 400;

export async function runCheck(subject: Subject, check: Check, options: RunOptions): Promise<CheckResult> {
  const tally = await tryAll(subject, check, options);
  const { ulps, regimes } = tally;
  return { report: await reportOf(subject, check, tally, new Breath(options.signal)), ulps, regimes };
}

/** The case of a seed again, shrunk as it was. */
export async function replayCase(subject: Subject, check: Check, seed: number): Promise<CheckReport> {
  const tally = new Tally();
  tally.add(await tryOne(subject, check, seedCase(subject, check, seed), seed));
  return reportOf(subject, check, tally, new Breath());
}

const reportOf = async (
  subject: Subject,
  check: Check,
  tally: Tally,
  breath: Breath,
): Promise<CheckReport> =>
  isFault(tally.worst) ? faulty(subject, check, tally, breath) : tally.passed(check);

/** What the first case that fails shows, of those that a run tries; nothing is shrunk or explained. */
export async function firstFault(
  subject: Subject,
  check: Check,
  options: Pick<RunOptions, 'seed' | 'runs' | 'signal'>,
): Promise<Finding | undefined> {
  const first = await firstFailing(subject, check, options);
  return first && { ...first.finding, says: first.finding.says ?? sentence(first.finding) };
}

/** The counterexample that is printed for the first case that fails, of those that a run tries. */
export async function firstCounterexample(
  subject: Subject,
  check: Check,
  options: Pick<RunOptions, 'seed' | 'runs' | 'signal'>,
): Promise<Counterexample | undefined> {
  const first = await firstFailing(subject, check, options);
  if (!first) return undefined;
  const { value, finding } = await shrunk(subject, check, first, new Breath(options.signal));
  return printable(value, finding.of === 'gradients');
}

async function firstFailing(
  subject: Subject,
  check: Check,
  { seed, runs, signal }: Pick<RunOptions, 'seed' | 'runs' | 'signal'>,
): Promise<Tried | undefined> {
  const breath = new Breath(signal);
  for (let run = 0; run < caseCount(check, runs); run++) {
    const tried = await tryOne(subject, check, ...seeded(subject, check, seed, run));
    if (isFault(tried.finding.verdict)) return tried;
    if (breath.isDue) await breath.take();
  }
  return undefined;
}

async function tryAll(
  subject: Subject,
  check: Check,
  { seed, runs, pipeline, signal }: RunOptions,
): Promise<Tally> {
  const breath = new Breath(signal);
  const count = caseCount(check, runs);
  const tally = new Tally();
  /** Answered before others that were asked earlier. */
  const early = new Map<number, Tried>();
  let next = 0;
  const further = Array.isArray(check.cases) ? 0 : FURTHER;
  const isNeeded = () => next < count || (next < count + further && next === tally.runs && tally.isUndecided);
  const worker = async () => {
    while (isNeeded()) {
      const run = next++;
      early.set(run, await tryOne(subject, check, ...seeded(subject, check, seed, run)));
      for (let tried = early.get(tally.runs); tried; tried = early.get(tally.runs)) {
        early.delete(tally.runs);
        tally.add(tried);
      }
      if (breath.isDue) await breath.take();
    }
  };
  await Promise.all(Array.from({ length: pipeline }, worker));
  return tally;
}

const caseCount = ({ cases, share = 1 }: Check, runs: number): number =>
  Array.isArray(cases) ? cases.length : Math.max(1, Math.round(runs * share));

/** A case of a run, and the seed that it is drawn from. */
function seeded(subject: Subject, check: Check, seed: number, run: number): [Case, number] {
  const fixed = Array.isArray(check.cases);
  const own = fixed ? run : caseSeed(seed, subject.name, check.kind, subject.target.dtype, run);
  return [seedCase(subject, check, own), own];
}

function seedCase(subject: Subject, check: Check, seed: number): Case {
  if (Array.isArray(check.cases)) return (check.cases as readonly Case[])[seed]!;
  return drawCase(subject.prepared, caseOptions(subject, check), seed);
}

function caseOptions({ target, entry }: Subject, { cases }: Check) {
  return { dtype: target.dtype, limits: entry, ...(cases as object) };
}

async function tryOne(subject: Subject, check: Check, drawn: Case, seed: number): Promise<Tried> {
  const value = subject.fitted(drawn);
  try {
    return { value, seed, finding: await check.try(value) };
  } catch (thrown) {
    if (!isFailure(thrown)) throw thrown;
    if (thrown.kind === 'protocol')
      return { value, seed, finding: { verdict: 'wrong', says: thrown.message, of: 'outputs' } };
    const skipped = thrown.kind === 'skipped';
    return { value, seed, finding: { verdict: 'inconclusive' }, failed: thrown.message, skipped };
  }
}

async function faulty(subject: Subject, check: Check, tally: Tally, breath: Breath): Promise<CheckReport> {
  const small = await shrunk(subject, check, tally.firstWorst, breath);
  const { same, other } = await witnesses(subject, tally);
  const diagnosis = diagnose(subject, same, other);
  const { finding, value, seed } = small;
  const { formula, dtype } = { formula: subject.name, dtype: subject.target.dtype };
  return {
    kind: check.kind,
    title: check.title,
    verdict: tally.worst,
    runs: tally.runs,
    says: finding.says ?? sentence(finding),
    ...(finding.fault && { fault: finding.fault }),
    ...(diagnosis && { diagnosis }),
    counterexample: printable(value, finding.of === 'gradients'),
    replay: token({ formula, check: check.kind, dtype, seed }),
  };
}

/** The simplest case found that fails as badly. */
async function shrunk(subject: Subject, check: Check, start: Tried, breath: Breath): Promise<Tried> {
  if (Array.isArray(check.cases)) return narrowest(subject, check, start);
  const { prepared, entry } = subject;
  let best = start;
  let left = MOST_SHRINKS;
  for (let improved = true; improved && left > 0; ) {
    improved = false;
    for (const value of smaller(prepared, best.value, entry)) {
      if (left-- === 0) break;
      if (breath.isDue) await breath.take();
      const tried = await tryOne(subject, check, value, start.seed);
      if (tried.failed !== undefined || tried.finding.verdict !== start.finding.verdict) continue;
      best = tried;
      improved = true;
      break;
    }
  }
  return best;
}

/** The case itself, or what the check makes of it. */
async function narrowest(subject: Subject, check: Check, start: Tried): Promise<Tried> {
  const { value, finding, seed } = start;
  if (!check.narrowed || !finding.fault) return start;
  const tried = await tryOne(subject, check, check.narrowed(value, finding.fault), seed);
  return tried.finding.verdict === finding.verdict ? tried : start;
}

/** Answers to explain: cases that failed and as many that did not, by what was judged and by what was not. */
async function witnesses(
  subject: Subject,
  { failing, fine }: Tally,
): Promise<{ same: Witness[]; other: Witness[] }> {
  const found = { same: [] as Witness[], other: [] as Witness[] };
  for (const { value, finding } of [...failing, ...fine])
    for (const of of ['outputs', 'gradients'] as const) {
      const witness = await witnessed(subject, value, of);
      if (witness) found[of === finding.of ? 'same' : 'other'].push(witness);
    }
  return found;
}

async function witnessed(subject: Subject, value: Case, of: Witness['of']): Promise<Witness | undefined> {
  try {
    const answer = await subject.answer(value, of);
    return answer && { value, of, answer };
  } catch (thrown) {
    if (!isFailure(thrown)) throw thrown;
    if (thrown.kind !== 'protocol' || of !== 'outputs') return undefined;
    // Outputs of another shape are a convention's, perhaps.
    return { value, of, answer: await subject.unchecked(value) };
  }
}

function sentence({ fault, of }: Finding): string {
  if (!fault) return 'it does not hold';
  const { output, index, shape, got, must, tolerance } = fault;
  const what = of === 'gradients' ? `the gradient of ${output}` : output;
  return `${what}${element(index, shape)} = ${got}, must be ${must}${tolerance === 0 ? '' : ` ± ${Number(tolerance.toPrecision(2))}`}`;
}

function element(index: number, shape: readonly number[]): string {
  if (shape.length === 0) return '';
  const indices: number[] = [];
  for (let axis = shape.length - 1, rest = index; axis >= 0; axis--) {
    indices.unshift(rest % shape[axis]!);
    rest = Math.floor(rest / shape[axis]!);
  }
  return `[${indices}]`;
}

function printable({ options, inputs, cotangents }: Case, withCotangents: boolean): Counterexample {
  const print = (tensors: Case['inputs']) =>
    Object.fromEntries(
      Object.entries(tensors).map(([name, { shape, data }]) => [
        name,
        { shape, data: Array.from(data, word) },
      ]),
    );
  return { options, inputs: print(inputs), ...(withCotangents && { cotangents: print(cotangents) }) };
}

/** JSON has no −0, NaN or ∞. */
const word = (x: number): number | string =>
  Number.isFinite(x) && !Object.is(x, -0) ? x : Object.is(x, -0) ? '-0' : String(x);
