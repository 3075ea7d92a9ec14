import type { TierName } from '../../audit/lib/tiers.ts';

/** Cases for each check. */
export const TIERS: Readonly<Record<TierName, number>> = { smoke: 20, default: 100, deep: 1000 };
