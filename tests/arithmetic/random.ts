/** Repeatable randomness (mulberry32): the same seed gives the same cases. */
export interface Random {
  /** Uniform on [0, 1). */
  unit(): number;
  between(low: number, high: number): number;
  /** Uniform on 0 … n − 1. */
  below(n: number): number;
  chance(probability: number): boolean;
}

export function random(seed: number): Random {
  let state = seed | 0;
  const unit = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    unit,
    between: (low, high) => low + (high - low) * unit(),
    below: (n) => Math.floor(n * unit()),
    chance: (probability) => unit() < probability,
  };
}
