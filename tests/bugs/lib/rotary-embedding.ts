import { formula, type OverKernels } from '../../../backends/lib/formula.ts';
import { zeros } from '../../../backends/lib/kernels.ts';

type Layout = 'interleaved' | 'half';

/** The place of a feature in its pair: which pair of H it is of, and whether it leads. */
export const pairOf = (
  layout: Layout,
  c: number,
  H: number,
): { readonly pair: number; readonly leads: boolean } =>
  layout === 'half' ? { pair: c % H, leads: c < H } : { pair: Math.floor(c / 2), leads: c % 2 === 0 };

interface Steps {
  /** The layout of the pairs, and of the tables, where that which was asked for is not kept to. */
  readonly pairs: (layout: Layout) => Layout;
  readonly tables: (layout: Layout) => Layout;
  /** Where feature c of 2·H reads in tables of full width. */
  readonly column: (c: number, H: number) => number;
}

/** Rotary embedding, forward, from tables of full width, with some of its steps done otherwise. */
export const rotaryEmbedding = ({
  pairs = (layout) => layout,
  tables = (layout) => layout,
  column = (c) => c,
}: Partial<Steps>): OverKernels =>
  formula(
    'rotary-embedding(x[B,T,D]) -> y[B,T,D]',
    (options) => ({
      base: options.number('base'),
      offset: options.integer('offset'),
      layout: options.choice('layout', ['interleaved', 'half']),
    }),
    () => ({
      forward({ x }, { B, T, D }, { base, offset, layout }) {
        const H = D / 2;
        const angles = Float64Array.from({ length: T * D }, (_, n) => {
          const { pair } = pairOf(tables(layout), n % D, H);
          return (offset + Math.floor(n / D)) / base ** (pair / H);
        });
        const [cosines, sines] = [zeros(x, T * D), zeros(x, T * D)];
        cosines.set(angles.map(Math.cos));
        sines.set(angles.map(Math.sin));

        const y = zeros(x, B * T * D);
        const apart = pairs(layout) === 'half' ? H : 1;
        for (let n = 0; n < y.length; n++) {
          const c = n % D;
          const turned = pairOf(pairs(layout), c, H).leads ? -x[n + apart] : x[n - apart];
          const at = (n % (T * D)) - c + column(c, H);
          y[n] = x[n] * cosines[at] + turned * sines[at];
        }
        return { y };
      },
    }),
  );
