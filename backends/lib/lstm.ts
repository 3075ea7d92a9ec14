import { addAll, concatenate } from './arrays.ts';
import { dense, denseGradient } from './dense.ts';
import type { Floats, Kernels } from './kernels.ts';
import type { Gate } from './recurrent.ts';
import type { Sizes } from './signature.ts';

/** What one step leaves for the way back. */
interface Step {
  readonly x: Floats;
  readonly before: { readonly h: Floats; readonly c: Floats };
  /** The sums and values of the gates in the order i f g o. */
  readonly z: readonly Floats[];
  readonly gates: readonly Floats[];
  readonly c: Floats;
  readonly t: Floats;
  readonly h: Floats;
}

const ofInput = ({ N, D, H }: Sizes) => ({ rows: N, inner: D, columns: 4 * H });
const ofState = ({ N, H }: Sizes) => ({ rows: N, inner: H, columns: 4 * H });

/** A long short-term memory over steps x_t[N,D] from h0, c0[N,H]: all four gates of a step in one product. */
export function runLstm(
  k: Kernels,
  { W, U, b }: Gate,
  xs: readonly Floats[],
  h0: Floats,
  c0: Floats,
  sizes: Sizes,
): Step[] {
  const { N, H } = sizes;
  const steps: Step[] = [];
  for (const x of xs) {
    const before = steps.at(-1) ?? { h: h0, c: c0 };
    const sums = dense(k, before.h, U, ofState(sizes), dense(k, x, W, ofInput(sizes), b));
    const slots = k.swapAxes(sums, 1, N, 4, H);
    const z = [0, 1, 2, 3].map((q) => slots.subarray(q * N * H, (q + 1) * N * H));
    const gates = z.map((sum, q) => k.map(q === 2 ? 'tanh' : 'sigmoid', sum));
    const [i, f, g, o] = gates;
    const c = k.combine(1, k.multiply(f, before.c), 1, k.multiply(i, g));
    const t = k.map('tanh', c);
    steps.push({ x, before, z, gates, c, t, h: k.multiply(o, t) });
  }
  return steps;
}

/**
 * From dh_t of every step and dc of the last, backwards: dc += dh∘o / cosh² c; di = dc∘g, df = dc∘c_{t−1}, dg = dc∘i,
 * do = dh∘tanh c, each through its activation and in one product to x_t and h_{t−1}; dc_{t−1} = dc∘f.
 */
export function runLstmBack(
  k: Kernels,
  { W, U }: Gate,
  steps: readonly Step[],
  dh: readonly Floats[],
  dcLast: Floats,
  sizes: Sizes,
) {
  const { N, H } = sizes;
  const back: (Gate & { x: Floats })[] = [];
  let toState: Floats | undefined;
  let toCell = dcLast;
  for (const [n, { x, before, z, gates, c, t }] of [...steps.entries()].reverse()) {
    const [i, f, g, o] = gates;
    const arriving = toState === undefined ? dh[n] : k.combine(1, dh[n], 1, toState);
    const dc = k.combine(1, toCell, 1, k.mapGradient('tanh', c, k.multiply(arriving, o)));
    const outer = [k.multiply(dc, g), k.multiply(dc, before.c), k.multiply(dc, i), k.multiply(arriving, t)];
    const inner = outer.map((d, q) => k.mapGradient(q === 2 ? 'tanh' : 'sigmoid', z[q], d));
    const dz = k.swapAxes(concatenate(inner), 1, 4, N, H);
    const input = denseGradient(k, x, W, dz, ofInput(sizes));
    const state = denseGradient(k, before.h, U, dz, ofState(sizes));
    back.unshift({ x: input.x, W: input.W, U: state.W, b: k.sum(dz, 1, N, 4 * H) });
    toState = state.x;
    toCell = k.multiply(dc, f);
  }
  const total = (name: 'W' | 'U' | 'b') =>
    addAll(
      k,
      back.map((step) => step[name]),
    );
  return {
    xs: back.map(({ x }) => x),
    h0: toState as Floats,
    c0: toCell,
    W: total('W'),
    U: total('U'),
    b: total('b'),
  };
}
