import { randomInt } from 'node:crypto';
import type { FormulaImplementation } from '../../backends/lib/contract.ts';
import type { Tensor, Tensors } from '../../spec/lib/tensor.ts';
import type { Case } from './case.ts';
import { agreement } from './checks/agreement.ts';
import { drawCase } from './draw-case.ts';
import { caseSeed } from './replay.ts';
import type { CheckReport } from './report.ts';
import { type RunOptions, runCheck } from './run-check.ts';
import { whatStandsStill } from './sensitivity.ts';
import type { Subject } from './subject.ts';
import { isFault, type Verdict } from './verdict.ts';

export const GUARD = { kind: 'guard', title: 'a fault would have been seen' } as const;

/** How many cases the canary is tried on. */
const CANARY_CASES = 8;
/** How many cases an input or an option has to change one of. */
const SENSITIVITY_CASES = 40;
/** How many cases nobody can have foreseen. */
const UNFORESEEN_CASES = 10;

/**
 * Would a fault have been seen? A canary, the implementation's own answers with one element changed on their way back,
 * must be caught; every option that can vary must have varied; every input and option must have changed some answer. A run
 * that fails this proves nothing. And what is right on the cases of a seed must be right on cases that no seed foretells.
 */
export async function guard(subject: Subject, options: RunOptions): Promise<CheckReport> {
  const { seed, runs } = options;
  const problem =
    stuckOption(subject, seed, runs) ??
    (await deadCanary(subject, seed)) ??
    (await whatStandsStill(subject, [...cases(subject, seed, SENSITIVITY_CASES)]));
  if (problem !== undefined) return { ...GUARD, verdict: 'inconclusive', runs: CANARY_CASES, says: problem };
  const unforeseen = { ...options, seed: randomInt(2 ** 32), runs: UNFORESEEN_CASES };
  const { report } = await runCheck(subject, agreement(subject), unforeseen);
  if (isGrave(report.verdict))
    return { ...report, ...GUARD, says: `right on the cases of seed ${seed}, but on others ${report.says}` };
  return {
    ...GUARD,
    verdict: 'conforming',
    runs: CANARY_CASES,
    says: 'an answer changed on its way was caught; every input and option changed some answer',
  };
}

/** What is merely imprecise may be so on one case in a thousand: a run on other cases does not contradict it. */
const isGrave = (verdict: Verdict): boolean => verdict === 'wrong' || verdict === 'unstable';

/** One after the other, for whoever stops early. */
function* cases(subject: Subject, seed: number, count: number): Generator<Case> {
  const { dtype } = subject.target;
  for (let run = 0; run < count; run++) {
    const own = caseSeed(seed, subject.name, 'agreement', dtype, run);
    yield drawCase(subject.prepared, { dtype: dtype as 'f32', limits: subject.entry }, own);
  }
}

function stuckOption(subject: Subject, seed: number, runs: number): string | undefined {
  const open = Object.entries(subject.prepared.options)
    .filter(([name, option]) => (subject.entry.supports?.[name]?.length ?? domainSize(option)) > 1)
    .map(([name]) => name);
  let stuck = open;
  let first: Case['options'] | undefined;
  for (const { options } of cases(subject, seed, Math.max(runs, 20))) {
    first ??= options;
    stuck = stuck.filter((name) => options[name] === first![name]);
    if (stuck.length === 0) return undefined;
  }
  return `the option '${stuck[0]}' had the same value in every case`;
}

function domainSize(option: Subject['prepared']['options'][string]): number {
  if (option.type === 'flag') return 2;
  return option.type === 'int' ? option.max - option.min + 1 : option.values.length;
}

async function deadCanary(subject: Subject, seed: number): Promise<string | undefined> {
  const corrupted: FormulaImplementation = {
    ...subject.entry,
    forward: async (...call) => corrupt(await subject.entry.forward(...call)),
  };
  const check = agreement(subject.with(corrupted));
  for (const value of cases(subject, seed, CANARY_CASES)) {
    try {
      if (isFault((await check.try(value)).verdict)) return undefined;
    } catch {
      // A case without an answer is no canary.
    }
  }
  return 'a changed answer was not noticed: no case had a bound that could tell';
}

/** One element changed by an eighth, which no tolerance allows; an integer by one. */
function corrupt(outputs: Tensors): Tensors {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { shape, data }], n): [string, Tensor] => {
      const copy = data.slice();
      const change = data instanceof Int32Array ? 1 : Math.max(0.125, Math.abs(copy[0] ?? 0) / 8);
      if (n === 0 && copy.length > 0) copy[0]! += change;
      return [name, { shape, data: copy }];
    }),
  );
}
