import type { Tensors } from '../../spec/lib/tensor.ts';
import type { Case } from './case.ts';
import type { Subject } from './subject.ts';

/** What a diagnosis says of a variant. */
export interface NamedVariant {
  readonly kind: 'convention' | 'mistake';
  readonly says: string;
  readonly who?: string;
}

/** Something that an implementation may be doing instead of what it should. */
export interface Explanation {
  /** A slip is one small mistake in the equations that nobody has declared. */
  readonly kind: NamedVariant['kind'] | 'slip';
  readonly says: string;
  readonly who?: string;
  /** The name of the variant that it is. */
  readonly variant?: string;
  /** Its outputs are the definition's: it explains none that failed. */
  readonly gradientOnly?: boolean;
  /** How much room it leaves the answer; undefined where it gives another. */
  fits(witness: Witness): number | undefined;
}

/** What gives the same answers as the implementation, right ones and wrong ones alike. */
export interface Diagnosis extends Omit<Explanation, 'fits' | 'gradientOnly'> {
  /** On how many cases it was compared. */
  readonly cases: number;
  /** Others that do too: the cases cannot tell which one it is. */
  readonly or?: readonly string[];
}

/** An answer of the implementation, to be explained. */
export interface Witness {
  readonly value: Case;
  readonly of: 'outputs' | 'gradients';
  readonly answer: Tensors;
}

/** Explanations that leave less than so many times the room of the best one are as good. */
const AS_GOOD = 16;
/** So many others are named. */
const OTHERS = 3;

/**
 * What explains every answer: a variant, and where none does, a slip. One that explains outputs and gradients together is
 * preferred to one that explains only those that failed.
 */
export function diagnose(
  subject: Subject,
  failed: readonly Witness[],
  others: readonly Witness[],
): Diagnosis | undefined {
  if (failed.length === 0) return undefined;
  const all = [...failed, ...others];
  const of = (explanations: readonly Explanation[]) =>
    closest(explanations, all) ?? closest(explanations, failed);
  const outputsFailed = failed.some((witness) => witness.of === 'outputs');
  const known = [...subject.known].filter(({ gradientOnly }) => !(gradientOnly && outputsFailed));
  return of(known) ?? of([...subject.slips]);
}

/** Of several the one that leaves the least room, and what else is as good. */
function closest(explanations: readonly Explanation[], witnesses: readonly Witness[]): Diagnosis | undefined {
  const fitting = explanations
    .flatMap((explanation) => {
      const room = roomOf(explanation, witnesses);
      return room === undefined ? [] : [{ room, explanation }];
    })
    .sort((a, b) => a.room - b.room);
  const [best, ...rest] = fitting;
  if (!best) return undefined;
  const { fits: _, gradientOnly: __, ...named } = best.explanation;
  const or = rest
    .filter(({ room }) => room <= AS_GOOD * best.room)
    .map(({ explanation }) => explanation.says)
    .slice(0, OTHERS);
  return { ...named, cases: witnesses.length, ...(or.length > 0 && { or }) };
}

/** An explanation that breaks down on a case, as a slip in a size may, explains nothing: the verdict stands without it. */
function widthOf({ fits }: Explanation, witness: Witness): number | undefined {
  try {
    return fits(witness);
  } catch {
    return undefined;
  }
}

/** The room that it leaves all answers; undefined where it gives another one. */
function roomOf(explanation: Explanation, witnesses: readonly Witness[]): number | undefined {
  let room = 0;
  for (const witness of witnesses) {
    const width = widthOf(explanation, witness);
    if (width === undefined) return undefined;
    room += width;
  }
  return room;
}
