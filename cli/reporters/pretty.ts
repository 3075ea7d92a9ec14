import { failureText } from '../lib/failure-text.ts';
import { formulaText } from '../lib/formula-text.ts';
import { printable } from '../lib/printable.ts';
import type { Output, Reporter } from '../lib/reporter.ts';
import type { Outcome, Result } from '../lib/result.ts';
import { replayCommand } from '../lib/source.ts';
import { summaryText } from '../lib/summary-text.ts';

/** For people: a line for each formula as it is done, then what does not conform, then the count. */
export default function pretty({ write, paint }: Output): Reporter {
  const print = (lines: readonly string[]) => write(lines.map((line) => `${line}\n`).join(''));
  return {
    onImplementation({ implementation }, { seed, tier, runs }) {
      const { name, version } = implementation!;
      const how = paint('dim', `· seed ${seed} · ${tier}, ${runs} cases a check`);
      print([`${paint('bold', printable(`${name} ${version}`))} ${how}`]);
    },
    onFormula(formula) {
      const line = formulaText(formula, paint);
      if (line !== undefined) print([line]);
    },
    onResult(result) {
      const lines = failures(result, paint);
      print([...lines, ...(result.implementation ? [''] : []), ...summaryText(result, paint)]);
    },
    onEnd({ waiverFaults, interrupted }: Outcome) {
      print(waiverFaults.map((fault) => `${paint('red', '✗')} ${printable(fault)}`));
      if (interrupted) print([paint('magenta', 'Interrupted: this is what was judged so far.')]);
    },
  };
}

function failures({ source, implementation, formulas }: Result, paint: Output['paint']): string[] {
  const name = implementation?.name ?? '';
  const replay = (token: string) => replayCommand(source, token);
  const names = [...new Set(formulas.map((formula) => formula.name))];
  return names
    .map((own) => formulas.filter((formula) => formula.name === own))
    .map((dtypes) => failureText(dtypes, { name, replay, paint }))
    .flatMap((lines) => (lines.length === 0 ? [] : ['', ...lines]));
}
