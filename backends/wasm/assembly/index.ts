/**
 * The module's exports. A kernel is exported for both dtypes, as `<name>_f32` and `<name>_f64`; it takes the addresses of its
 * arrays and their sizes, and last the range of its pieces to do, none of which depends on another.
 */
export { heapBase, scratchBytes, useScratch } from './lib/scratch';
export * from './elementwise';
export * from './optimizers';
export * from './attention';
export * from './matmul';
export * from './axes';
export * from './gather';
export * from './normalisation';
export * from './pooling';
export * from './softmax';
export * from './convolution';
export * from './cells';
export * from './elementary';
