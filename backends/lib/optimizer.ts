import { formula, type OverKernels, type ReadParameters } from './formula.ts';
import { type Floats, type Kernels, zeros } from './kernels.ts';
import type { Sizes } from './signature.ts';

/** The parameters theta and whatever the optimizer remembers, by name: [n] each. */
export type State = Readonly<Record<string, Floats>>;

/** One step t = 1, 2, … with gradient g[n] and rate lr. */
export interface Optimizer<P> {
  step(state: State, g: Floats, lr: number, parameters: P, t: number): State;
  /** From the state before the step and the cotangents of the state after it: those of the state before, and of g. */
  reverse(
    before: State,
    g: Floats,
    lr: number,
    parameters: P,
    t: number,
    cotangents: State,
  ): { readonly before: State; readonly g: Floats };
}

/**
 * T steps with the gradients g[T,n] and rates lr[T], the state in by its names and out by the names with a 1 behind.
 * Backward runs the steps in reverse from the remembered states; there is no gradient in lr.
 */
export function optimizer<P extends object>(
  text: string,
  parameters: ReadParameters<P>,
  build: (kernels: Kernels) => Optimizer<P>,
): OverKernels {
  return formula(text, parameters, (k) => {
    const { step, reverse } = build(k);

    /** The states before each step, and the one after the last. */
    const trajectory = ({ g, lr, ...initial }: State, { T, n }: Sizes, parameters: P): State[] => {
      const states: State[] = [mapValues(initial, (value) => value.slice())];
      for (let t = 1; t <= T; t++) states.push(step(states[t - 1], row(g, t, n), lr[t - 1], parameters, t));
      return states;
    };

    return {
      forward(inputs: State, sizes: Sizes, parameters: P): State {
        const final = trajectory(inputs, sizes, parameters)[sizes.T];
        return Object.fromEntries(Object.entries(final).map(([name, value]) => [`${name}1`, value]));
      },

      vjp(inputs: State, cotangents: State, { T, n }: Sizes, parameters: P): State {
        const states = trajectory(inputs, { T, n }, parameters);
        const dg = zeros(inputs.g, T * n);
        let d: State = mapValues(states[T], (_, name) => cotangents[`${name}1`].slice());
        for (let t = T; t >= 1; t--) {
          const back = reverse(states[t - 1], row(inputs.g, t, n), inputs.lr[t - 1], parameters, t, d);
          dg.set(back.g, (t - 1) * n);
          d = back.before;
        }
        return { ...d, g: dg };
      },
    };
  });
}

const row = (g: Floats, t: number, n: number): Floats => g.subarray((t - 1) * n, t * n);

const mapValues = (state: State, f: (value: Floats, name: string) => Floats): State =>
  Object.fromEntries(Object.entries(state).map(([name, value]) => [name, f(value, name)]));
