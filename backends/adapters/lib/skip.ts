/** Skips a case that a library cannot do; only the name and kind count, so nothing of Assay is needed at run time. */
export function skip(reason: string): never {
  throw Object.assign(new Error(reason), { name: 'ImplementationFailure', kind: 'skipped' });
}
