import type { Verdict } from '../../properties/lib/verdict.ts';
import type { Paint, Style } from './paint.ts';
import { printable } from './printable.ts';
import type { JudgedFormula } from './result.ts';

interface Look {
  readonly mark: string;
  readonly style: Style;
}

export const LOOKS: Readonly<Record<Verdict, Look>> = {
  conforming: { mark: '✓', style: 'green' },
  imprecise: { mark: '~', style: 'yellow' },
  unstable: { mark: '!', style: 'red' },
  wrong: { mark: '✗', style: 'red' },
  inconclusive: { mark: '?', style: 'magenta' },
};

/** The longest name of a formula, the longest verdict, and a number with three digits. */
const WIDTHS = { name: 30, verdict: 12, ulp: 8 };

/** A formula on one line; undefined where it is absent. */
export function formulaText(formula: JudgedFormula, paint: Paint): string | undefined {
  const { name, dtype, verdict, quality, gradient } = formula;
  if (verdict === 'absent') return undefined;
  const { mark, style } = LOOKS[verdict];
  const ulp = (x: number | null) => (x === null ? '–' : String(x)).padStart(WIDTHS.ulp);
  const line = [
    paint(style, mark),
    printable(name).padEnd(WIDTHS.name),
    dtype,
    paint(style, verdict.padEnd(WIDTHS.verdict)),
    paint('dim', `worst${ulp(quality.worstUlp)} ulp`),
    paint('dim', `p99${ulp(quality.p99Ulp)} ulp`),
    paint('dim', gradient ? 'gradient' : 'no gradient'),
  ].join('  ');
  const waived = formula.checks.filter(({ waived }) => waived !== undefined);
  return waived.length === 0 ? line : `${line}  ${waived.length} waived: ${printable(waived[0]!.waived!)}`;
}
