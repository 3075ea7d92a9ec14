/** Why an implementation gave no usable answer to one case. */
export type FailureKind =
  /** There is none of that name, or no such file. */
  | 'absent'
  /** Its process ended. */
  | 'crash'
  /** It did not answer in time. */
  | 'timeout'
  /** It wrote more than it was asked for. */
  | 'flood'
  /** It wrote something that is no message. */
  | 'garbage'
  /** A message or an answer breaks the contract: names, shapes, dtypes, ids. */
  | 'protocol'
  /** It said so itself, or its function threw. */
  | 'error'
  /** It knows that it cannot do this case, and said so. */
  | 'skipped';

/** One case without a verdict. The message says in one paragraph what was expected, what came and what to do. */
export class ImplementationFailure extends Error {
  override readonly name = 'ImplementationFailure';
  readonly kind: FailureKind;
  /** Where a skipped case is tracked, if the implementation says so. */
  readonly issue: string | undefined;

  constructor(kind: FailureKind, message: string, details: { cause?: unknown; issue?: string } = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : {});
    this.kind = kind;
    this.issue = details.issue;
  }
}

/** Says that the implementation knows it cannot do this case, and why; `issue` says where that is tracked. */
export function skip(reason: string, issue?: string): never {
  throw new ImplementationFailure('skipped', reason, issue === undefined ? {} : { issue });
}

/** By its name: a user's module may hold its own copy of the class, for which `instanceof` says no. */
export function isFailure(thrown: unknown): thrown is ImplementationFailure {
  return thrown instanceof Error && thrown.name === 'ImplementationFailure' && 'kind' in thrown;
}
