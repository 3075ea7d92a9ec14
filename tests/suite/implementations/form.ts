import type { Forward, Vjp } from '../../../backends/lib/contract.ts';
import type { Machine } from './machine.ts';

/** A way of computing a formula and its gradient on a machine. */
export type Form = (machine: Machine) => { readonly forward: Forward; readonly vjp: Vjp };

/** By what sets them apart. */
export type Forms = Readonly<Record<string, Form>>;
