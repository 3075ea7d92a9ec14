import type { KindReport } from './tally.ts';

/** What the audit found of one formula, or of one elementary function. */
export interface AuditedReport {
  readonly name: string;
  readonly kinds: readonly KindReport[];
  /** False where it was interrupted before all kinds were done. */
  readonly complete: boolean;
}

export interface AuditReport {
  readonly assay: string;
  readonly seed: number;
  readonly tier: string;
  readonly audited: readonly AuditedReport[];
  readonly summary: {
    readonly audited: number;
    readonly cases: number;
    readonly failed: number;
    readonly complete: boolean;
  };
}

export function summed(
  head: Pick<AuditReport, 'assay' | 'seed' | 'tier'>,
  audited: readonly AuditedReport[],
  wanted: number,
): AuditReport {
  const kinds = audited.flatMap((one) => one.kinds);
  const sum = (count: (kind: KindReport) => number) => kinds.reduce((total, kind) => total + count(kind), 0);
  return {
    ...head,
    audited,
    summary: {
      audited: audited.length,
      cases: sum(({ cases }) => cases),
      failed: sum(({ failed }) => failed),
      complete: audited.length === wanted && audited.every(({ complete }) => complete),
    },
  };
}
