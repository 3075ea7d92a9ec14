/** Wrong usage. Its message is all that is printed, and the exit status is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
