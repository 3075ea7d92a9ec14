import type { Kernels } from '../lib/kernels.ts';
import { attention } from './attention.ts';
import { axes } from './axes.ts';
import { cells } from './cells.ts';
import { convolution } from './convolution.ts';
import { elementwise } from './elementwise.ts';
import { gathering } from './gather.ts';
import { products } from './matmul.ts';
import { normalisation } from './normalisation.ts';
import { optimizers } from './optimizers.ts';
import { pooling } from './pooling.ts';
import { softmax } from './softmax.ts';

/** The kernels in plain JavaScript: arithmetic and sums in doubles, rounded once when stored. */
export const kernels: Kernels = {
  ...elementwise,
  ...axes,
  ...softmax,
  ...normalisation,
  ...gathering,
  ...cells,
  ...optimizers,
  ...products,
  ...attention,
  ...convolution,
  ...pooling,
};
