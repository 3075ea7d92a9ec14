import type { OptionReader } from './options.ts';

/** What a loss multiplies its sum by: 1 for `sum`, 1/count for `mean`. */
export const weightOf = (options: OptionReader, count: number): { readonly weight: number } => ({
  weight: options.choice('reduction', ['mean', 'sum']) === 'mean' ? 1 / count : 1,
});
