import type { Tensors } from '../../spec/lib/tensor.ts';
import type { Case } from './case.ts';
import type { Subject } from './subject.ts';

/** What a diagnosis says of a variant. */
export interface NamedVariant {
  readonly kind: 'convention' | 'mistake';
  readonly says: string;
  readonly who?: string;
}

/** A variant that gives the same answers as the implementation, right ones and wrong ones alike. */
export interface Diagnosis extends NamedVariant {
  readonly variant: string;
  /** On how many cases it was compared. */
  readonly cases: number;
}

/** An answer of the implementation, to be explained. */
export interface Witness {
  readonly value: Case;
  readonly of: 'outputs' | 'gradients';
  readonly answer: Tensors;
}

/**
 * The variant that explains every answer; of several, the one that leaves the least room. One that explains outputs and
 * gradients together is preferred to one that explains only those that failed.
 */
export function diagnose(
  subject: Subject,
  failed: readonly Witness[],
  others: readonly Witness[],
): Diagnosis | undefined {
  if (failed.length === 0) return undefined;
  return closest(subject, [...failed, ...others]) ?? closest(subject, failed);
}

function closest(subject: Subject, witnesses: readonly Witness[]): Diagnosis | undefined {
  let best: { room: number; name: string } | undefined;
  for (const name of Object.keys(subject.variants)) {
    if (name === subject.entry.variant) continue;
    const room = explains(subject, name, witnesses);
    if (room !== undefined && (!best || room < best.room)) best = { room, name };
  }
  if (!best) return undefined;
  const { kind, says, who } = subject.variants[best.name]!;
  return { variant: best.name, kind, says, ...(who !== undefined && { who }), cases: witnesses.length };
}

/** The room that the variant leaves all answers; undefined where it gives another one. */
function explains(subject: Subject, name: string, witnesses: readonly Witness[]): number | undefined {
  let room = 0;
  for (const witness of witnesses) {
    const width = subject.fits(name, witness);
    if (width === undefined) return undefined;
    room += width;
  }
  return room;
}
