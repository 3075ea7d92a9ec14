import { formula } from '../lib/formula.ts';
import { scalars } from '../lib/scalars.ts';

/** A unit of each kind of layer has so many inputs and perhaps a bias; there are so many units. */
export default formula(
  'convolution-parameters() -> shared[] in Z, local[] in Z, dense[] in Z',
  (options) => {
    const size = (name: string) => options.integer(name, { least: 1 });
    return {
      image: [size('height'), size('width')],
      kernel: [size('kernel_h'), size('kernel_w')],
      channels: size('channels'),
      filters: size('filters'),
      stride: size('stride'),
      pad: options.integer('pad', { least: 0 }),
      more: options.flag('bias') ? 1 : 0,
    };
  },
  () => ({
    forward(_inputs, _sizes, { image, kernel, channels, filters, stride, pad, more }) {
      const room = image.map((size, axis) => size + 2 * pad - kernel[axis]);
      if (Math.min(...room) < 0) return scalars({ shared: -1, local: -1, dense: -1 });
      const places = (Math.floor(room[0] / stride) + 1) * (Math.floor(room[1] / stride) + 1);
      const shared = filters * (kernel[0] * kernel[1] * channels + more);
      return scalars({
        shared,
        local: places * shared,
        dense: places * filters * (image[0] * image[1] * channels + more),
      });
    },
  }),
);
