import type { StatedLaw } from '../../properties/lib/laws.ts';
import type { Prepared } from '../../reference/lib/prepare.ts';
import type { Tier } from './tiers.ts';

/** One formula under audit. */
export interface Audited {
  readonly prepared: Prepared;
  readonly laws: Readonly<Record<string, StatedLaw>>;
  readonly tier: Tier;
  readonly seed: number;
}
