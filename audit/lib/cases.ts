import type { Case, Judged } from '../../properties/lib/case.ts';
import { type CaseOptions, drawCase } from '../../properties/lib/draw-case.ts';
import { hash, Random } from '../../properties/lib/random.ts';
import type { PreparedSignature } from '../../reference/lib/prepare.ts';
import type { Tally } from './tally.ts';

/** How often a smaller case is drawn in the place of one that is too large. */
const TRIES = 12;

export interface Wanted extends Partial<CaseOptions> {
  /** At most so many numbers go in, where such a case is found soon. */
  readonly elements?: number;
}

/** The cases of a kind of check, as the engine draws them; doubles and float32 numbers by turns. The same for a seed. */
export function* cases(
  prepared: PreparedSignature,
  seed: number,
  kind: string,
  count: number,
  { elements = Infinity, ...options }: Wanted = {},
): Generator<Case> {
  for (let run = 0; run < count; run++) {
    const dtype: Judged = run % 2 === 0 ? 'f64' : 'f32';
    const random = new Random(hash(`${seed} ${prepared.spec.name} ${kind} ${run}`));
    yield drawSmall(prepared, { dtype, ...options }, random, elements);
  }
}

/** The cases until so many were compared: a kink or an overflow leaves nothing to compare. */
export function* until(tally: Tally, count: number, drawn: Iterable<Case>): Generator<Case> {
  const start = tally.count;
  for (const value of drawn) {
    if (tally.count >= start + count) return;
    yield value;
  }
}

/** The first of a few that is small enough, or the smallest of them. */
function drawSmall(
  prepared: PreparedSignature,
  options: CaseOptions,
  random: Random,
  elements: number,
): Case {
  let best: Case | undefined;
  for (let tries = 0; tries < TRIES; tries++) {
    const drawn = drawCase(prepared, options, random.integer(-(2 ** 31), 2 ** 31 - 1));
    if (!best || size(drawn) < size(best)) best = drawn;
    if (size(best) <= elements) break;
  }
  return best!;
}

const size = ({ inputs, cotangents }: Case): number =>
  [...Object.values(inputs), ...Object.values(cotangents)].reduce((sum, { data }) => sum + data.length, 0);
