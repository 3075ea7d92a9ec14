import type { CheckReport, FormulaReport } from '../../properties/lib/report.ts';
import { isFault } from '../../properties/lib/verdict.ts';
import type { Unit } from './plan.ts';
import type { Listener } from './pool.ts';
import { printable } from './printable.ts';
import type { Terminal } from './terminal.ts';

/** Shows what is in work, as one line: `12 of 76 · gru-cell f32 gradient · 2 faults`; hands reports on. */
export class Progress implements Listener {
  private readonly terminal: Terminal;
  private readonly total: number;
  private readonly report: (report: FormulaReport) => void;
  private readonly working = new Map<string, string>();
  private done = 0;
  private faults = 0;

  constructor(terminal: Terminal, total: number, report: (report: FormulaReport) => void) {
    this.terminal = terminal;
    this.total = total;
    this.report = report;
  }

  onUnit(unit: Unit): void {
    this.working.set(key(unit), '');
    this.show();
  }

  onCheck(unit: Unit, { kind, verdict }: CheckReport): void {
    this.working.set(key(unit), ` ${kind}`);
    if (isFault(verdict)) this.faults++;
    this.show();
  }

  onReport(report: FormulaReport): void {
    this.working.delete(`${report.name} ${report.dtype}`);
    this.done++;
    this.report(report);
    this.show();
  }

  private show(): void {
    const now = [...this.working].map(([unit, kind]) => unit + kind).join(', ');
    const faults = this.faults === 0 ? '' : ` · ${this.faults} ${this.faults === 1 ? 'fault' : 'faults'}`;
    this.terminal.status(printable(`${this.done} of ${this.total}${faults} · ${now}`));
  }
}

const key = ({ formula, dtype }: Unit): string => `${formula} ${dtype}`;
