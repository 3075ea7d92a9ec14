import type { Case } from '../../properties/lib/case.ts';
import { differentiable } from '../../reference/lib/gradient.ts';
import type { Prepared } from '../../reference/lib/prepare.ts';
import { level } from '../../reference/lib/truth.ts';
import type { Variant } from '../../spec/lib/formula.ts';
import { cases } from '../lib/cases.ts';
import type { Audited } from '../lib/formula.ts';
import { apart, apartAndFinite, apartOrUndefined, partingOf } from '../lib/parting.ts';
import type { Of } from '../lib/readings.ts';
import { type KindReport, Tally } from '../lib/tally.ts';

const ELEMENTS = 60;
const { ball: A } = level(256);

/** Every variant is another function, exactly, or the same one where it is stated to be. */
export function variantsDiffer(audited: Audited): KindReport {
  const { prepared } = audited;
  const tally = new Tally('variants');
  const graded = differentiable(prepared).length > 0;
  for (const [name, variant] of Object.entries(prepared.spec.variants)) {
    if (variant.shows === undefined && variant.admitted !== undefined) {
      // It may be right in every way but in which of several right answers it gives.
      tally.skip('admitted as right');
      continue;
    }
    tally.compared();
    if (variant.shows === undefined) differs(audited, name, variant, 'outputs', tally);
    else staysEqual(audited, name, variant, 'outputs', tally);
    if (variant.shows === 'numerically' && graded) staysEqual(audited, name, variant, 'gradients', tally);
    if (variant.shows === 'in the gradient') differs(audited, name, variant, 'gradients', tally);
  }
  return tally.report('it has none');
}

function staysEqual(
  { prepared, tier, seed }: Audited,
  name: string,
  variant: Variant,
  of: Of,
  tally: Tally,
): void {
  for (const value of cases(prepared, seed, `variant ${name}`, tier.equal, { elements: ELEMENTS })) {
    if (!isExact(prepared, value)) continue;
    const parting = partingOf(prepared, name, value, of, apartAndFinite);
    // At a kink every subgradient is the definition's.
    if (parting === undefined || parting.kinked) continue;
    tally.fail(
      `the variant '${name}' shows ${variant.shows}, but ${parting.says}`,
      value,
      of === 'gradients',
    );
    return;
  }
}

function differs(
  { prepared, tier, seed }: Audited,
  name: string,
  variant: Variant,
  of: Of,
  tally: Tally,
): void {
  for (const value of cases(prepared, seed, `variant ${name}`, tier.differ, { elements: ELEMENTS })) {
    const differ = isModerate(value) ? apartOrUndefined : apart;
    if (partingOf(prepared, name, value, of, differ) !== undefined) return;
  }
  tally.fail(
    `the variant '${name}' (${variant.says}) is the definition on ${tier.differ} cases, in its ${of}`,
  );
}

const isModerate = ({ inputs }: Case): boolean =>
  Object.values(inputs).every(({ data }) => data.every((x) => Math.abs(x) < 2 ** 20));

/** Shares that add up to one, where they must: rounded ones leave a little for a variant to show. */
const isExact = ({ spec }: Prepared, { inputs }: Case): boolean =>
  Object.entries(inputs).every(([name, { shape, data }]) => {
    if (spec.inputs?.[name] !== 'distribution') return true;
    const lane = shape.at(-1) ?? 1;
    return Array.from({ length: data.length / lane }, (_, n) => n * lane).every((start) => {
      const total = A.sum(Array.from(data.slice(start, start + lane), (x) => A.number(x)));
      return A.equal(total, A.number(1)) === true;
    });
  });
