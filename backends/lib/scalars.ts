/** Integers by name, as arrays of one. */
export const scalars = <Name extends string>(
  values: Readonly<Record<Name, number>>,
): Record<Name, Int32Array> =>
  Object.fromEntries(
    Object.entries<number>(values).map(([name, value]) => [name, Int32Array.of(value)]),
  ) as Record<Name, Int32Array>;
