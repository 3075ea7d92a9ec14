import type { TierName } from '../../audit/lib/tiers.ts';

/** Cases for each check. */
export const TIERS: Readonly<Record<TierName, number>> = { smoke: 10, default: 100, deep: 1000 };

/** As many as the deepest, and functions of one number at every number of the small types. */
export const EXHAUSTIVE = 'exhaustive';
