import type { Averaging, Floats, Kernels, Pooling } from '../lib/kernels.ts';
import type { Engine } from './engine.ts';

export function pooling(engine: Engine) {
  const { heap } = engine;

  const sizesOf = ({ H, W, P, Q, kernel, stride, pad }: Pooling) => [H, W, P, Q, kernel, stride, pad];
  const paddingOf = ({ countPad }: Averaging) => (countPad ? 1 : 0);

  /** Runs `kernel` by rows of y. */
  function pool<F extends Floats>(kernel: string, x: F, sizes: Pooling, ...options: number[]): F {
    const { planes, P, Q } = sizes;
    const y = heap.reserve(x, planes * P * Q);
    const args = [heap.addressOf(x), y.byteOffset, ...sizesOf(sizes), ...options];
    engine.run(kernel, x, args, planes * P, y.length * sizes.kernel ** 2);
    return y;
  }

  /** Runs `kernel` by planes. Where windows overlap, cells are summed up in doubles and rounded once. */
  function unpool<F extends Floats>(
    kernel: string,
    inputs: readonly F[],
    sizes: Pooling,
    ...options: number[]
  ): F {
    const { planes, H, W, P, Q, stride } = sizes;
    const dx = heap.reserve(inputs[0], planes * H * W);
    heap.scope(() => {
      const isOwn = dx instanceof Float64Array || stride >= sizes.kernel;
      const sums = isOwn ? dx : heap.reserve(new Float64Array(), dx.length);
      const at = inputs.map((input) => heap.addressOf(input));
      const args = [...at, dx.byteOffset, sums.byteOffset, ...sizesOf(sizes), ...options];
      engine.run(kernel, dx, args, planes, dx.length + 2 * planes * P * Q * sizes.kernel ** 2);
    });
    return dx;
  }

  return {
    maxPool: (x, sizes) => pool('maxPool', x, sizes),
    maxPoolGradient: (x, dy, sizes) => unpool('maxPoolGradient', [x, dy], sizes),
    averagePool: (x, sizes) => pool('averagePool', x, sizes, paddingOf(sizes)),
    averagePoolGradient: (dy, sizes) => unpool('averagePoolGradient', [dy], sizes, paddingOf(sizes)),
  } satisfies Partial<Kernels>;
}
