import { isFault, worse } from '../../properties/lib/verdict.ts';
import { formats } from '../../reference/arithmetic/dtype.ts';
import { caseText } from './case-text.ts';
import { LOOKS } from './formula-text.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import type { JudgedCheck, JudgedFormula } from './result.ts';

export interface FailureContext {
  /** The implementation's name. */
  readonly name: string;
  /** The command that shows a case again. */
  readonly replay: (token: string) => string;
  readonly paint: Paint;
}

/** Checks whose finding says what must hold, or whose name does. */
const SELF_EVIDENT = /^(?:agreement|large|gradient|guard|example .*|special .*)$/u;

const LABEL = 16;
const row = (label: string, text: string): string => `  ${label.padEnd(LABEL)}${printable(text)}`;

/** What does not conform in a formula, the most telling check in full; nothing where all conforms or is waived. */
export function failureText(formula: JudgedFormula, context: FailureContext): string[] {
  const checks = formula.checks.filter(
    ({ verdict, waived }) => verdict !== 'conforming' && waived === undefined,
  );
  if (checks.length === 0) return [];
  const lead = checks.reduce(moreTelling);
  const others = checks.filter((check) => check !== lead);
  return [
    ...checkText(lead, formula, context),
    ...others.flatMap(({ kind, says, verdict, replay }) => [
      row('also', `${kind}: ${says}${verdict === lead.verdict ? '' : ` (${verdict})`}`),
      ...(replay === undefined ? [] : [context.paint('dim', row('', context.replay(replay)))]),
    ]),
  ];
}

/** One check that does not conform, in full. */
export function checkText(
  check: JudgedCheck,
  { name: formula, dtype }: Pick<JudgedFormula, 'name' | 'dtype'>,
  { name, replay, paint }: FailureContext,
): string[] {
  const { mark, style } = LOOKS[check.verdict];
  const head = printable(`${formula} · ${check.kind} · ${name} ${dtype}`);
  const { diagnosis, counterexample, fault } = check;
  return [
    `${paint(style, mark)} ${paint('bold', head)}  ${paint(style, check.verdict)}`,
    `  ${printable(check.says)}`,
    ...(diagnosis ? [`  ${printable(diagnosisText(diagnosis))}`] : []),
    ...(SELF_EVIDENT.test(check.kind) ? [] : [row('must hold', check.title)]),
    ...(counterexample ? [row('smallest case', caseText(counterexample, dtype))] : []),
    ...(fault && isFault(check.verdict) ? allowance(fault, formula, dtype) : []),
    ...(check.replay === undefined ? [] : [row('replay', replay(check.replay))]),
  ];
}

function diagnosisText({ kind, says, who, cases }: NonNullable<JudgedCheck['diagnosis']>): string {
  const by = who === undefined ? '' : ` (${who})`;
  return `it matches the ${kind} "${says}"${by} on ${cases === 1 ? 'this case' : `all ${cases} cases`}`;
}

/** Why so much and no more is allowed. */
function allowance(
  { must, tolerance }: NonNullable<JudgedCheck['fault']>,
  formula: string,
  dtype: string,
): string[] {
  if (!(tolerance > 0 && tolerance < Infinity && Number.isFinite(must))) return [];
  const { precision, smallestNormal } = formats[dtype as 'f32'];
  const unit = 2 ** (Math.floor(Math.log2(Math.max(Math.abs(must), smallestNormal))) - precision + 1);
  const allowed = `${Number((tolerance / unit).toPrecision(2))} units in the last place of ${must}`;
  const why = `what rounding in ${dtype} may add up to: ${allowed}; see assay explain ${formula}`;
  return [row(`why ± ${Number(tolerance.toPrecision(2))}`, why)];
}

/** The worse one; of equals the one that is explained, else the one that comes first. */
function moreTelling(best: JudgedCheck, other: JudgedCheck): JudgedCheck {
  if (best.verdict !== other.verdict)
    return worse(best.verdict, other.verdict) === best.verdict ? best : other;
  return !best.diagnosis && other.diagnosis ? other : best;
}
