import type { EquationSubject } from '../equation-subject.ts';
import type { StatedLaw } from '../laws.ts';
import { adjoint } from './adjoint.ts';
import { agreement, large } from './agreement.ts';
import { batch } from './batch.ts';
import type { Check } from './check.ts';
import { differences } from './differences.ts';
import { example, special } from './examples.ts';
import { forgiving } from './forgiving.ts';
import { finiteGradient, gradient } from './gradient.ts';
import { influence } from './influence.ts';
import { law } from './law.ts';
import { purity } from './purity.ts';
import { supported } from './supported.ts';

/** Every check that applies to a formula with equations; nobody writes these down for a formula. */
export function checksFor(
  subject: EquationSubject,
  laws: Readonly<Record<string, StatedLaw>>,
): readonly Check[] {
  const checks = strictly(subject, laws);
  const { lenient } = subject;
  if (!lenient) return checks;
  const others = new Map(strictly(lenient, laws).map((check) => [check.kind, check]));
  return checks.map((check) => forgiving(check, others.get(check.kind)!));
}

function strictly(subject: EquationSubject, laws: Readonly<Record<string, StatedLaw>>): Check[] {
  const { spec } = subject.prepared;
  const hasGradient = subject.entry.vjp !== undefined && subject.differentiable.length > 0;
  const declaresOther = subject.entry.variant !== undefined;
  const checks: (Check | undefined)[] = [
    ...(spec.sampled ? [] : [agreement(subject), large(subject), batch(subject), influence(subject)]),
    ...(hasGradient && !spec.sampled
      ? [gradient(subject), finiteGradient(subject), differences(subject), adjoint(subject)]
      : []),
    // Laws and examples are sentences about the definition; another convention has its own.
    ...(declaresOther
      ? []
      : [
          ...Object.entries(laws)
            .filter(
              ([, { needsGradient }]) =>
                !needsGradient || (hasGradient && subject.entry.differentiates === undefined),
            )
            .map(([label, stated]) => law(subject, label, stated)),
          ...spec.examples
            .filter((one) => supported(subject, one.options))
            .map((one) => example(subject, one)),
          ...(spec.special ?? [])
            .filter((one) => supported(subject, one.options))
            .map((one) => special(subject, one)),
        ]),
    purity(subject),
  ];
  return checks.filter((check) => check !== undefined);
}
