/**
 * The inexact flag, as IEEE 754 has it: every operation that rounds raises it, and nothing here lowers it. Whoever wants to
 * know whether an operation was exact lowers it first and looks at it afterwards.
 */
export const flag = { inexact: false };
