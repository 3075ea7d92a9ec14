import type { Options, Tensors } from '../../../backends/lib/contract.ts';
import type { Form } from './form.ts';
import { like } from './like.ts';
import type { Machine, Row } from './machine.ts';

/** One parameter with its moments, and its gradient and the rate at every step. */
export interface Coordinate {
  readonly theta: number;
  readonly mean: number;
  readonly square: number;
  readonly g: Row;
  readonly lr: Row;
}

/** Of theta and the moments. */
export type State = Readonly<Pick<Coordinate, 'theta' | 'mean' | 'square'>>;

/** How one coordinate takes its steps; the cotangents of the state after them give those of the state before and of g. */
export interface Steps {
  forward(coordinate: Coordinate): State;
  reverse(coordinate: Coordinate, after: State): State & { readonly g: Row };
}

const NAMES = { theta: 'theta', mean: 'm', square: 'v' } as const;

/** An optimizer of theta[n] with moments m[n] and v[n], gradients g[T,n] and rates lr[T], coordinate by coordinate. */
export function onCoordinates(m: Machine, steps: (options: Options) => Steps): ReturnType<Form> {
  const coordinatesOf = (inputs: Tensors): Coordinate[] => {
    const [theta, mean, square, g, lr] = ['theta', 'm', 'v', 'g', 'lr'].map((name) =>
      m.load(inputs[name].data),
    );
    const n = theta.length;
    return Array.from({ length: n }, (_, k) => ({
      ...{ theta: theta[k], mean: mean[k], square: square[k], lr },
      g: m.row(lr.length, (t) => g[t * n + k]),
    }));
  };
  const row = (states: readonly State[], name: keyof State) => m.row(states.length, (k) => states[k][name]);

  return {
    forward(inputs, options) {
      const { forward } = steps(options);
      const after = coordinatesOf(inputs).map(forward);
      const { shape } = inputs.theta;
      return Object.fromEntries(
        (['theta', 'mean', 'square'] as const).map((name) => [
          `${NAMES[name]}1`,
          { shape, data: row(after, name) },
        ]),
      );
    },

    vjp(inputs, options, { theta1, m1, v1 }) {
      const { reverse } = steps(options);
      const [theta, mean, square] = [theta1, m1, v1].map(({ data }) => m.load(data));
      const before = coordinatesOf(inputs).map((coordinate, k) =>
        reverse(coordinate, { theta: theta[k], mean: mean[k], square: square[k] }),
      );
      const n = before.length;
      return like(inputs, {
        theta: row(before, 'theta'),
        m: row(before, 'mean'),
        v: row(before, 'square'),
        g: m.row(inputs.g.data.length, (at) => before[at % n].g[Math.floor(at / n)]),
      });
    },
  };
}
