import { loadLaws, loadSuite } from '../../properties/lib/listing.ts';
import { loadReference } from '../../reference/lib/listing.ts';
import { prepare } from '../../reference/lib/prepare.ts';
import { isAlgorithm } from '../../spec/lib/algorithm.ts';
import { loadSpec } from '../../spec/lib/listing.ts';
import { algorithmExamplesHold, algorithmLawsHold, algorithmVariantsDiffer } from '../checks/algorithm.ts';
import { againstAlgorithms } from '../checks/algorithms.ts';
import { ballsHold } from '../checks/balls.ts';
import { againstDerivative } from '../checks/derivative.ts';
import { againstDifferences } from '../checks/differences.ts';
import { examplesHold } from '../checks/examples.ts';
import { functionHolds } from '../checks/functions.ts';
import { lawsHold } from '../checks/laws.ts';
import { againstMathjs } from '../checks/mathjs.ts';
import { variantsDiffer } from '../checks/variants.ts';
import { FUNCTIONS } from './arguments.ts';
import type { Task } from './crew.ts';
import type { Unit } from './plan.ts';
import { type KindReport, Tally } from './tally.ts';
import { TIERS, type TierName } from './tiers.ts';

export interface Settings {
  readonly tier: TierName;
  readonly seed: number;
}

const OF_EQUATIONS = {
  mathjs: againstMathjs,
  derivative: againstDerivative,
  differences: againstDifferences,
  algorithms: againstAlgorithms,
  balls: ballsHold,
  laws: lawsHold,
  variants: variantsDiffer,
  examples: examplesHold,
};

const OF_ALGORITHMS = {
  laws: algorithmLawsHold,
  variants: algorithmVariantsDiffer,
  examples: algorithmExamplesHold,
};

/** One kind of check of one formula, or of one elementary function. A check that breaks down has failed. */
async function auditUnit({ name, kind }: Unit, settings: Settings): Promise<KindReport> {
  try {
    return await run(name, kind, settings);
  } catch (thrown) {
    const tally = new Tally(kind);
    tally.fail(`it breaks down: ${thrown instanceof Error ? thrown.stack : thrown}`);
    return tally.report();
  }
}

async function run(name: string, kind: string, { tier: tierName, seed }: Settings): Promise<KindReport> {
  const tier = TIERS[tierName];
  const f = FUNCTIONS.find((one) => name === `arithmetic/${one}`);
  if (f) return functionHolds(f, tier, seed);
  const spec = await loadSpec(name);
  if (isAlgorithm(spec)) {
    const [suite, reference] = await Promise.all([loadSuite(name), loadReference(name)]);
    const check = OF_ALGORITHMS[kind as keyof typeof OF_ALGORITHMS];
    return check({ spec, suite, reference, tier, seed });
  }
  const check = OF_EQUATIONS[kind as keyof typeof OF_EQUATIONS];
  return check({ prepared: prepare(spec), laws: await loadLaws(name), tier, seed });
}

function broken({ kind }: Unit, { message }: Error): KindReport {
  const tally = new Tally(kind);
  tally.fail(`it breaks down: ${message}`);
  return tally.report();
}

export default { run: auditUnit, broken } satisfies Task<Unit, Settings, KindReport>;
