import type { CheckReport } from '../../../properties/lib/report.ts';
import type { AnyFormula } from '../../../spec/lib/algorithm.ts';
import type { Example, Expected, Variant } from '../../../spec/lib/formula.ts';
import type { Row, RowVerdict } from '../../../spec/lib/notes.ts';
import { caseText } from '../case-text.ts';
import type { Coverage, Executed } from '../rows/coverage.ts';
import { variantOf } from '../rows/kinds.ts';
import { checkId } from '../rows/mappings.ts';

/** A row of the notes whose own text does not hold as it stands, and how one knows. */
export interface Erratum extends Pick<Row, 'row' | 'title' | 'where' | 'latex'> {
  readonly verdict: Exclude<RowVerdict, 'correct'>;
  /** What the note has. */
  readonly asWritten: string;
  /** What is wrong with it, or what it leaves open. */
  readonly erratum: string;
  /** What the checks saw, in this run. */
  readonly evidence: readonly Evidence[];
  /** Why there is none. */
  readonly reason?: string;
}

export interface Evidence {
  /** `softmax:law C3` */
  readonly check: string;
  /** Did it hold, and what it saw. */
  readonly says: string;
}

/** Every row that is not simply correct, in the order of the notes. */
export function errata(
  rows: readonly Row[],
  specs: readonly AnyFormula[],
  { rows: statuses, executed }: Coverage,
): Erratum[] {
  const specOf = new Map(specs.map((spec) => [spec.name, spec]));
  const reasonOf = new Map(statuses.map(({ row, reason }) => [row, reason]));
  return rows.flatMap(({ row, title, where, latex, verdict, asWritten, erratum }) => {
    if (verdict === 'correct') return [];
    const evidence = (executed.get(row) ?? []).map((one) =>
      evidenceOf(specOf.get(one.mapping.formula)!, one),
    );
    const reason = reasonOf.get(row);
    return {
      row,
      title,
      where,
      verdict,
      ...(latex !== undefined && { latex }),
      asWritten: asWritten ?? 'the same words',
      erratum: erratum ?? 'see what holds',
      evidence,
      ...(evidence.length === 0 && reason !== undefined && { reason }),
    };
  });
}

/** What the checks that every formula has say. */
const GENERAL: Readonly<Record<string, string>> = {
  agreement: 'the plain JavaScript backend agrees with what holds',
  gradient: 'its hand-derived gradient agrees with that of what holds',
  audit: 'the definition is what its algorithms compute, and its laws hold of it',
};

function evidenceOf(spec: AnyFormula, { mapping, outcome }: Executed): Evidence {
  const check = checkId(mapping);
  if (!outcome.held) return { check, says: `does not hold: ${outcome.says}` };
  const variant = variantOf(mapping.check);
  if (variant !== undefined) return { check, says: variantText(spec, variant, outcome) };
  const [kind, ...rest] = mapping.check.split(' ');
  const of = rest.join(' ');
  if (kind === 'law') return { check, says: `${spec.laws[of]} (${outcome.says})` };
  if (kind === 'example' || kind === 'special') return { check, says: exampleText(exampleNamed(spec, of)!) };
  return { check, says: `${GENERAL[kind!] ?? kind} (${outcome.says})` };
}

/** What the variant gives on the smallest case found, and what it must give. */
function variantText(spec: AnyFormula, name: string, { caughtBy }: Executed['outcome']): string {
  const { says, kind, admitted }: Partial<Variant> = spec.variants[name]!;
  const what = kind === 'convention' ? `another convention: ${says}` : says;
  if (!caughtBy) return `${what}; taken for right all the same: ${admitted}`;
  const { counterexample } = caughtBy;
  const on = counterexample ? ` on ${caseText(counterexample, 'f32')}` : '';
  return `${what}. Told from it by ${caughtBy.kind}${on}: ${faultText(caughtBy)}`;
}

function faultText({ fault, says }: CheckReport): string {
  if (!fault) return says;
  return `${fault.output} has ${short(fault.got)} where ${short(fault.must)} belongs`;
}

const short = (x: number | string): string => String(typeof x === 'number' ? Number(x.toPrecision(6)) : x);

function exampleText({ says, outputs, printed }: Example): string {
  if (!printed) return `${says} (holds)`;
  const texts = Object.entries(printed).map(
    ([name, wrong]) => `${name} is ${expectedText(outputs[name]!)}, not ${expectedText(wrong)} as printed`,
  );
  return `${says}: ${texts.join('; ')}`;
}

const expectedText = (expected: Expected): string =>
  Array.isArray(expected) ? `[${expected.map(expectedText).join(', ')}]` : String(expected ?? 'anything');

function exampleNamed(spec: AnyFormula, says: string): Example | undefined {
  const special: readonly Example[] = ('special' in spec && spec.special) || [];
  return [...spec.examples, ...special].find((one) => one.says === says);
}
