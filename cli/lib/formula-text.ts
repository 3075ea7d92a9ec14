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

/** The longest name of a formula, the longest verdict, and a number with three digits: 0.123, 12300, 1.23e+5. */
const WIDTHS = { name: 30, verdict: 12, ulp: 9 };

/** A formula on one line; undefined where it is absent. */
export function formulaText(formula: JudgedFormula, paint: Paint): string | undefined {
  const { name, dtype, verdict, quality, gradient } = formula;
  if (verdict === 'absent') return undefined;
  const { mark, style } = LOOKS[verdict];
  const line = [
    paint(style, mark),
    printable(name).padEnd(WIDTHS.name),
    dtype,
    paint(style, verdict.padEnd(WIDTHS.verdict)),
    paint('dim', `worst${ulps(quality.worstUlp)}`),
    paint('dim', `p99${ulps(quality.p99Ulp)}`),
    paint('dim', gradient ? 'gradient' : 'no gradient'),
  ].join('  ');
  const waived = formula.checks.filter(({ waived }) => waived !== undefined);
  return waived.length === 0 ? line : `${line}  ${waived.length} waived: ${printable(waived[0]!.waived!)}`;
}

function ulps(x: number | null): string {
  const digits = x === null ? '–' : x >= 1e5 ? x.toExponential() : String(x);
  return `${digits.padStart(WIDTHS.ulp)} ulp`;
}
