import { readFileSync } from 'node:fs';
import { fits } from './glob.ts';
import type { Unit } from './plan.ts';
import type { JudgedFormula } from './result.ts';
import { schemaFault } from './schema.ts';
import { UsageError } from './usage-error.ts';

/** A fault that is known and accepted, for a reason and perhaps for a time. */
export interface Waiver {
  /** A formula's name, or a pattern. */
  readonly formula: string;
  /** A check's kind, or a pattern. */
  readonly check: string;
  readonly dtype?: 'f32' | 'f64';
  /** The name of one implementation; any unless stated. */
  readonly implementation?: string;
  readonly reason: string;
  /** The last day on which it holds, as 2026-12-31. */
  readonly until?: string;
  readonly issue?: string;
}

/** Throws a UsageError where the file cannot be read or is no list of waivers. */
export async function readWaivers(file: string): Promise<Waiver[]> {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (thrown) {
    throw new UsageError(`Cannot read the waivers '${file}': ${(thrown as Error).message}`);
  }
  const fault = await schemaFault('waivers', content);
  if (fault === undefined) return content as Waiver[];
  throw new UsageError(`Cannot use the waivers '${file}': ${fault}. See schemas/waivers.schema.json`);
}

/** The waivers of a run: what they excuse, and whether each is still needed. */
export class Waivers {
  private readonly waivers: readonly Waiver[];
  private readonly today: string;
  /** That have excused something. */
  private readonly used = new Set<Waiver>();
  /** Whose checks have run. */
  private readonly tried = new Set<Waiver>();
  private readonly judged = new Set<string>();

  /** @param today as 2026-12-31 */
  constructor(waivers: readonly Waiver[], today: string) {
    this.waivers = waivers;
    this.today = today;
  }

  /** The same formula with its excused checks marked. */
  excuse(implementation: string, formula: JudgedFormula): JudgedFormula {
    const { name, dtype } = formula;
    const concerned = this.waivers.filter((waiver) => concerns(waiver, implementation, name, dtype));
    this.judged.add(key(implementation, name, dtype));
    for (const waiver of concerned)
      if (formula.checks.some(({ kind }) => fits(waiver.check, kind))) this.tried.add(waiver);
    const checks = formula.checks.map((check) => {
      if (check.verdict === 'conforming' || check.skipped) return check;
      const matching = concerned.filter((waiver) => fits(waiver.check, check.kind));
      for (const waiver of matching) this.used.add(waiver);
      const valid = matching.find((waiver) => !this.hasExpired(waiver));
      return valid ? { ...check, waived: valid.reason } : check;
    });
    return { ...formula, checks };
  }

  /**
   * Waivers that have expired, and those that excuse nothing although all that they could excuse was judged.
   * @param units of each implementation, whatever this run was restricted to
   * @param allChecks were all of a formula's checks run?
   */
  faults(units: ReadonlyMap<string, readonly Unit[]>, allChecks: boolean): string[] {
    return this.waivers.flatMap((waiver) => {
      if (this.hasExpired(waiver)) return [`${named(waiver)} expired on ${waiver.until}: ${waiver.reason}`];
      if (this.used.has(waiver) || !this.wasTried(waiver, units, allChecks)) return [];
      return [`${named(waiver)} is no longer needed: remove it (${waiver.reason})`];
    });
  }

  private wasTried(waiver: Waiver, units: ReadonlyMap<string, readonly Unit[]>, allChecks: boolean): boolean {
    const concerned = [...units].flatMap(([implementation, all]) =>
      all
        .filter(({ formula, dtype }) => concerns(waiver, implementation, formula, dtype))
        .map(({ formula, dtype }) => key(implementation, formula, dtype)),
    );
    const complete = concerned.length > 0 && concerned.every((unit) => this.judged.has(unit));
    return complete && (allChecks || this.tried.has(waiver));
  }

  private hasExpired({ until }: Waiver): boolean {
    return until !== undefined && this.today > until;
  }
}

const concerns = (waiver: Waiver, implementation: string, formula: string, dtype: string): boolean =>
  fits(waiver.formula, formula) &&
  (waiver.dtype ?? dtype) === dtype &&
  (waiver.implementation ?? implementation) === implementation;

const key = (...parts: readonly string[]): string => JSON.stringify(parts);

const named = ({ formula, check, dtype, implementation }: Waiver): string =>
  `the waiver for ${[formula, check, dtype, implementation].filter((part) => part !== undefined).join(' · ')}`;
