import { isFailure } from '../../backends/lib/failure.ts';
import { Breath } from './breath.ts';
import type { Case } from './case.ts';
import { CaseArbitrary, drawCase } from './case-arbitrary.ts';
import type { Check, Finding } from './checks/check.ts';
import { diagnose, type Witness } from './diagnose.ts';
import { caseSeed, token } from './replay.ts';
import type { CheckReport, Counterexample } from './report.ts';
import type { Subject } from './subject.ts';
import { isFault, type Verdict, worse } from './verdict.ts';

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
  readonly ulps: readonly number[];
  readonly regimes: Readonly<Record<string, number>>;
}

interface Tried {
  readonly value: Case;
  readonly seed: number;
  readonly finding: Finding;
  /** The implementation gave no answer. */
  readonly failed?: string;
  readonly skipped?: boolean;
}

/** How many simpler cases are tried before a counterexample is printed as it is. */
const MOST_SHRINKS = 400;
/** How many answers a diagnosis must explain. */
const WITNESSES = 24;

export async function runCheck(subject: Subject, check: Check, options: RunOptions): Promise<CheckResult> {
  const cases = await tryAll(subject, check, options);
  const answered = cases.filter(({ failed, skipped }) => failed === undefined && !skipped);
  const worst = answered.reduce<Verdict>(
    (verdict, { finding }) => worse(verdict, finding.verdict),
    'conforming',
  );
  const regimes: Record<string, number> = {};
  for (const { value } of cases) regimes[value.regime] = (regimes[value.regime] ?? 0) + 1;
  const ulps = answered.flatMap(({ finding }) => finding.ulps ?? []);
  const breath = new Breath(options.signal);
  const report = isFault(worst)
    ? await faulty(subject, check, cases, worst, breath)
    : passed(check, cases, answered);
  return { report, ulps, regimes };
}

/** The case of a seed again, shrunk as it was. */
export async function replayCase(subject: Subject, check: Check, seed: number): Promise<CheckReport> {
  const tried = await tryOne(subject, check, seedCase(subject, check, seed), seed);
  if (!isFault(tried.finding.verdict))
    return passed(check, [tried], tried.failed === undefined ? [tried] : []);
  return faulty(subject, check, [tried], tried.finding.verdict, new Breath());
}

/** What the first case that fails shows, of those that a run tries; nothing is shrunk or explained. */
export async function firstFault(
  subject: Subject,
  check: Check,
  { seed, runs, signal }: Pick<RunOptions, 'seed' | 'runs' | 'signal'>,
): Promise<Finding | undefined> {
  const breath = new Breath(signal);
  for (let run = 0; run < caseCount(check, runs); run++) {
    const { finding } = await tryOne(subject, check, ...seeded(subject, check, seed, run));
    if (isFault(finding.verdict)) return { ...finding, says: finding.says ?? sentence(finding) };
    if (breath.isDue) await breath.take();
  }
  return undefined;
}

async function tryAll(
  subject: Subject,
  check: Check,
  { seed, runs, pipeline, signal }: RunOptions,
): Promise<Tried[]> {
  const breath = new Breath(signal);
  const count = caseCount(check, runs);
  const results: Tried[] = new Array(count);
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const run = next++;
      results[run] = await tryOne(subject, check, ...seeded(subject, check, seed, run));
      if (breath.isDue) await breath.take();
    }
  };
  await Promise.all(Array.from({ length: pipeline }, worker));
  return results;
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

function passed(check: Check, all: readonly Tried[], answered: readonly Tried[]): CheckReport {
  const proven = answered.filter(({ finding }) => finding.verdict === 'conforming').length;
  const failures = all.flatMap(({ failed, skipped }) => (failed !== undefined && !skipped ? [failed] : []));
  const base = { kind: check.kind, title: check.title, runs: all.length };
  if (failures.length > 0)
    return {
      ...base,
      verdict: 'inconclusive',
      says: `${failures.length} of ${all.length} cases gave no answer: ${failures[0]}`,
    };
  if (answered.length === 0) {
    const reason = all[0]?.failed ?? 'there was none';
    return { ...base, verdict: 'inconclusive', skipped: true, says: `every case was skipped: ${reason}` };
  }
  if (proven === 0)
    return { ...base, verdict: 'inconclusive', says: 'no case had a finite bound to be held against' };
  return { ...base, verdict: 'conforming', says: `${proven} of ${all.length} cases conform` };
}

async function faulty(
  subject: Subject,
  check: Check,
  cases: readonly Tried[],
  worst: Verdict,
  breath: Breath,
): Promise<CheckReport> {
  const first = cases.find(({ finding, failed }) => failed === undefined && finding.verdict === worst)!;
  const small = await shrunk(subject, check, first, breath);
  const { same, other } = await witnesses(subject, cases);
  const diagnosis = diagnose(subject, same, other);
  const { finding, value, seed } = small;
  const { formula, dtype } = { formula: subject.name, dtype: subject.target.dtype };
  return {
    kind: check.kind,
    title: check.title,
    verdict: worst,
    runs: cases.length,
    says: finding.says ?? sentence(finding),
    ...(finding.fault && { fault: finding.fault }),
    ...(diagnosis && { diagnosis }),
    counterexample: printable(value, finding.of === 'gradients'),
    replay: token({ formula, check: check.kind, dtype, seed }),
  };
}

/** The simplest case found that fails as badly. */
async function shrunk(subject: Subject, check: Check, start: Tried, breath: Breath): Promise<Tried> {
  if (Array.isArray(check.cases)) return start;
  const arbitrary = new CaseArbitrary(subject.prepared, caseOptions(subject, check));
  let best = start;
  let left = MOST_SHRINKS;
  for (let improved = true; improved && left > 0; ) {
    improved = false;
    for (const { value } of arbitrary.shrink(best.value)) {
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

/** Answers to explain: cases that failed and as many that did not, by what was judged and by what was not. */
async function witnesses(
  subject: Subject,
  cases: readonly Tried[],
): Promise<{ same: Witness[]; other: Witness[] }> {
  const judged = cases.filter(({ finding, failed }) => finding.of !== undefined && failed === undefined);
  const failing = judged.filter(({ finding }) => isFault(finding.verdict)).slice(0, WITNESSES);
  const fine = judged.filter(({ finding }) => finding.verdict === 'conforming').slice(0, WITNESSES);
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
