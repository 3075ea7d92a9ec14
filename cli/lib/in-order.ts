import type { FormulaReport } from '../../properties/lib/report.ts';
import { inOrder, type Unit } from './plan.ts';

/** Passes reports on in their order, each as soon as those before it are there. */
export class InOrder {
  private readonly waiting: Unit[];
  private readonly done = new Map<string, FormulaReport>();
  private readonly emit: (report: FormulaReport) => void;

  constructor(units: readonly Unit[], emit: (report: FormulaReport) => void) {
    this.waiting = [...units].sort(inOrder);
    this.emit = emit;
  }

  add(report: FormulaReport): void {
    this.done.set(`${report.name} ${report.dtype}`, report);
    while (this.waiting[0] && this.done.has(key(this.waiting[0]))) this.pass(this.waiting.shift()!);
  }

  /** No more will come: those that wait for others are passed on now. */
  end(): void {
    for (const unit of this.waiting.splice(0)) this.pass(unit);
  }

  private pass(unit: Unit): void {
    const report = this.done.get(key(unit));
    if (report) this.emit(report);
  }
}

const key = ({ formula, dtype }: Unit): string => `${formula} ${dtype}`;
