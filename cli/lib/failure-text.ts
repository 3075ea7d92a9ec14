import { isFault, worse } from '../../properties/lib/verdict.ts';
import { formats } from '../../reference/arithmetic/dtype.ts';
import { caseText } from './case-text.ts';
import { LOOKS } from './formula-text.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import { failing, type JudgedCheck, type JudgedFormula } from './result.ts';
import { wrap } from './wrap.ts';

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
/** Of the other checks that fail, so many say how. */
const ALSO = 4;
const row = (label: string, text: string): string[] => wrap(text, `  ${label.padEnd(LABEL)}`);

/**
 * What does not conform in a formula, in each of its dtypes: the most telling check in full, and once where it is the
 * same in both. Nothing where all conforms or is waived.
 */
export function failureText(dtypes: readonly JudgedFormula[], context: FailureContext): string[] {
  const lines: string[] = [];
  let before: JudgedCheck | undefined;
  for (const formula of dtypes) {
    const checks = failing(formula);
    const lead = leadOf(checks);
    if (!lead) continue;
    if (before && isAlike(before, lead)) {
      lines.push(...row(`also in ${formula.dtype}`, lead.says), ...replayRow(lead, context));
    } else {
      if (lines.length > 0) lines.push('');
      lines.push(...checkText(lead, formula, context), ...alsoText(lead, checks));
    }
    before = lead;
  }
  return lines;
}

function alsoText(lead: JudgedCheck, checks: readonly JudgedCheck[]): string[] {
  // Where a fault was seen, nobody asks whether one would have been.
  const others = checks.filter(
    (check) => check !== lead && !(isFault(lead.verdict) && check.kind === 'guard'),
  );
  const said = new Set([outline(lead.says)]);
  const isNews = ({ says }: JudgedCheck) => !said.has(outline(says)) && said.add(outline(says));
  const telling = others.filter(isNews).slice(0, ALSO);
  const rest = others.filter((check) => !telling.includes(check)).map(({ kind }) => kind);
  return [
    ...telling.flatMap(({ kind, says }) => row('also', `${kind}: ${says}`)),
    ...(rest.length === 0 ? [] : row('also', rest.join(' · '))),
  ];
}

/** The check that says most about what is wrong. */
const leadOf = (checks: readonly JudgedCheck[]): JudgedCheck | undefined =>
  checks.length === 0 ? undefined : checks.reduce(moreTelling);

/** A sentence without its numbers: what says the same of another case adds nothing. */
const outline = (says: string): string => says.replace(/[-\d.e+]*\d|NaN|-?Infinity/gu, '#');

const isAlike = (a: JudgedCheck, b: JudgedCheck): boolean =>
  a.kind === b.kind && a.verdict === b.verdict && a.diagnosis?.variant === b.diagnosis?.variant;

const replayRow = ({ replay: token }: JudgedCheck, { replay }: FailureContext): string[] =>
  // On one line, however long: it is there to be copied.
  token === undefined ? [] : [`  ${'replay'.padEnd(LABEL)}${printable(replay(token))}`];

/** One check that does not conform, in full. */
export function checkText(
  check: JudgedCheck,
  { name: formula, dtype }: Pick<JudgedFormula, 'name' | 'dtype'>,
  context: FailureContext,
): string[] {
  const { name, paint } = context;
  const { mark, style } = LOOKS[check.verdict];
  const head = printable(`${formula} · ${check.kind} · ${name} ${dtype}`);
  const { diagnosis, counterexample, fault } = check;
  return [
    `${paint(style, mark)} ${paint('bold', head)}  ${paint(style, check.verdict)}`,
    ...wrap(check.says, '  '),
    ...(diagnosis ? wrap(diagnosisText(diagnosis), '  ') : []),
    ...(SELF_EVIDENT.test(check.kind) ? [] : row('must hold', check.title)),
    ...(counterexample ? row('smallest case', caseText(counterexample, dtype)) : []),
    ...(fault && isFault(check.verdict) ? allowance(fault, formula, dtype) : []),
    ...replayRow(check, context),
  ];
}

function diagnosisText({ kind, says, who, cases, or = [] }: NonNullable<JudgedCheck['diagnosis']>): string {
  const by = who === undefined ? '' : ` (${who})`;
  const what = kind === 'slip' ? `one slip in the equations, "${says}",` : `the ${kind} "${says}"${by}`;
  const on = cases === 1 ? 'this case' : `all ${cases} cases`;
  const others = or.map((other) => `"${other}"`).join(', ');
  return `it matches ${what} on ${on}${or.length === 0 ? '' : `, and so does ${others}: they cannot tell which`}`;
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
  return row(`why ± ${Number(tolerance.toPrecision(2))}`, why);
}

/** The worse one; of equals the one that is explained, else the one that comes first. */
function moreTelling(best: JudgedCheck, other: JudgedCheck): JudgedCheck {
  if (best.verdict !== other.verdict)
    return worse(best.verdict, other.verdict) === best.verdict ? best : other;
  return !best.diagnosis && other.diagnosis ? other : best;
}
