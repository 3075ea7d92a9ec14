import { ImplementationFailure } from '../lib/failure.ts';
import type { Settings } from './options.ts';

interface Row {
  readonly count: number;
  readonly last: ImplementationFailure;
}

/** Counts the cases in a row that cost the process, and says when it is enough: of one formula, or of all. */
export class Strikes {
  readonly #settings: Settings;
  readonly #byFormula = new Map<string, Row>();
  #all: Row | undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  answered(formula: string): void {
    this.#byFormula.delete(formula);
    this.#all = undefined;
  }

  blame(formula: string, last: ImplementationFailure): void {
    this.#byFormula.set(formula, { count: (this.#byFormula.get(formula)?.count ?? 0) + 1, last });
    this.#all = { count: (this.#all?.count ?? 0) + 1, last };
  }

  /** Why the formula's cases are no longer run; undefined while they are. */
  givenUp(formula: string): ImplementationFailure | undefined {
    const { giveUpFormulaAfter, giveUpAfter } = this.#settings;
    if (this.#all !== undefined && this.#all.count >= giveUpAfter) {
      return given(this.#all, `${giveUpAfter} cases`, 'the program was given up and nothing more is run');
    }
    const row = this.#byFormula.get(formula);
    if (row === undefined || row.count < giveUpFormulaAfter) return undefined;
    return given(row, `${giveUpFormulaAfter} cases of ${formula}`, 'its other cases are not run');
  }
}

function given({ last }: Row, cases: string, consequence: string): ImplementationFailure {
  const text = `${cases} in a row ended the process, so ${consequence}. The last one: ${last.message}`;
  return new ImplementationFailure(last.kind, text);
}
