import { isFault, type Verdict } from '../verdict.ts';
import type { Check } from './check.ts';

/**
 * What fails only for want of digits that a known form gives up on purpose is imprecise, and nothing worse: `lenient` is the
 * same check with room for those. An answer that changes from one call to the next is forgiven nothing.
 */
export const forgiving = (check: Check, lenient: Check): Check => ({
  ...check,
  async try(value) {
    const finding = await check.try(value);
    if (!isGrave(finding.verdict)) return finding;
    const { verdict } = await lenient.try(value);
    if (verdict !== 'conforming' && verdict !== 'imprecise') return finding;
    const again = await check.try(value);
    if (again.verdict !== finding.verdict) return finding;
    const { fault } = finding;
    return { ...finding, verdict: 'imprecise', ...(fault && { fault: { ...fault, verdict: 'imprecise' } }) };
  },
});

const isGrave = (verdict: Verdict): boolean => isFault(verdict) && verdict !== 'imprecise';
