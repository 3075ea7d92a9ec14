import { lawOfReference } from '../../properties/lib/checks/law.ts';
import { cases } from '../lib/cases.ts';
import type { Audited } from '../lib/formula.ts';
import { referenceSubject } from '../lib/subject.ts';
import { type KindReport, Tally } from '../lib/tally.ts';

/** Every law on the reference itself, in high precision: a sentence that is false is found here. */
export async function lawsHold({ prepared, laws, tier, seed }: Audited): Promise<KindReport> {
  const tally = new Tally('laws');
  // What a law says of a draw, the mean over all draws need not keep.
  if (prepared.spec.sampled) return tally.report('they are about draws, not about their mean');
  const subject = referenceSubject(prepared);
  for (const label of Object.keys(prepared.spec.laws)) {
    const stated = laws[label];
    if (!stated) {
      tally.fail(`law ${label} is stated and not checked`);
      continue;
    }
    const { try: check, title } = lawOfReference(subject, label, stated);
    const regime = stated.regime === 'any' ? {} : { regime: stated.regime };
    for (const value of cases(prepared, seed, `law ${label}`, tier.laws, regime)) {
      try {
        const { verdict, says } = await check(value);
        if (verdict !== 'conforming') tally.fail(`law ${label} (${title}): ${says}`, value);
      } catch (thrown) {
        tally.fail(`law ${label} breaks down: ${(thrown as Error).message}`, value);
      }
      tally.compared();
    }
  }
  return tally.report('it has none');
}
