import { ImplementationFailure } from '../lib/failure.ts';
import type { Settings } from './options.ts';

/** Counts the cases in a row that cost the process, and says when it is enough: of one formula, or of all. */
export class Strikes {
  readonly #settings: Settings;
  readonly #byFormula = new Map<string, number>();
  #inARow = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  answered(formula: string): void {
    this.#byFormula.delete(formula);
    this.#inARow = 0;
  }

  blame(formula: string): void {
    this.#byFormula.set(formula, (this.#byFormula.get(formula) ?? 0) + 1);
    this.#inARow++;
  }

  /** Why the formula's cases are no longer run; undefined while they are. */
  givenUp(formula: string, last: ImplementationFailure | undefined): ImplementationFailure | undefined {
    if (last === undefined) return undefined;
    const { giveUpFormulaAfter, giveUpAfter } = this.#settings;
    const ended = 'in a row ended the process, so';
    if (this.#inARow >= giveUpAfter) {
      const text = `${giveUpAfter} cases ${ended} the program was given up; nothing more is run. The last: `;
      return new ImplementationFailure(last.kind, text + last.message);
    }
    if ((this.#byFormula.get(formula) ?? 0) < giveUpFormulaAfter) return undefined;
    const text = `${giveUpFormulaAfter} cases of ${formula} ${ended} its other cases are not run. The last: `;
    return new ImplementationFailure(last.kind, text + last.message);
  }
}
