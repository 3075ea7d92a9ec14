/** Cases for each check. */
export const TIERS: Readonly<Record<string, number>> = { smoke: 20, default: 100, deep: 1000 };
