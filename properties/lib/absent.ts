import type { FormulaReport } from './report.ts';

/** A formula that an implementation does not have: never a pass. */
export const absent = (name: string, dtype: string): FormulaReport => ({
  name,
  dtype,
  verdict: 'absent',
  quality: { worstUlp: null, p99Ulp: null },
  checks: [],
  regimes: {},
});
