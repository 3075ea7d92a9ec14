import { isFault } from '../../properties/lib/verdict.ts';
import { caseText } from '../lib/case-text.ts';
import { printable } from '../lib/printable.ts';
import type { Output, Reporter } from '../lib/reporter.ts';
import type { JudgedFormula } from '../lib/result.ts';

/** The faults that were found, as a table for a README or a job's summary: one row a formula, by its worst check. */
export default function markdown({ write }: Output): Reporter {
  return {
    onEnd({ head, results }) {
      write(`Assay ${head.assay}, seed ${head.seed}, ${head.tier} tier.\n\n`);
      write(
        '| library | formula | verdict | smallest case | found | diagnosis |\n|---|---|---|---|---|---|\n',
      );
      for (const { implementation, formulas } of results)
        for (const formula of formulas)
          for (const row of rowsOf(formula, `${implementation?.name} ${implementation?.version}`)) write(row);
    },
  };
}

/** None where the formula has no fault. */
function rowsOf({ name, dtype, verdict, checks }: JudgedFormula, library: string): string[] {
  const worst = checks.find((check) => isFault(check.verdict) && check.verdict === verdict);
  if (!worst) return [];
  const smallest = worst.counterexample ? caseText(worst.counterexample, dtype) : '';
  const found = `${worst.kind}: ${worst.says}`;
  const cells = [library, `${name} ${dtype}`, verdict, code(smallest), found, worst.diagnosis?.says ?? ''];
  return [`| ${cells.map(cell).join(' | ')} |\n`];
}

const code = (text: string): string => (text === '' ? '' : `\`${text}\``);

const cell = (text: string): string => printable(text).replace(/\|/gu, '\\|');
