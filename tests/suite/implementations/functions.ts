/** Elementary functions of a float32 argument, before they are rounded to float32. */
export interface Functions {
  exp(x: number): number;
  log(x: number): number;
  tanh(x: number): number;
  sqrt(x: number): number;
}

/** Right to the last bit. */
export const rounded: Functions = { exp: Math.exp, log: Math.log, tanh: Math.tanh, sqrt: Math.sqrt };

/**
 * Off by up to so many units in the last place before rounding, as the functions of graphics processors are: always by the
 * same for the same argument. Zeros stay zeros, exp 0 stays 1 and the range is kept, as every library takes care to.
 */
export function wobbling(seed: number, ulp = 1.5): Functions {
  const off = (x: number, y: number): number => {
    if (y === 0 || !Number.isFinite(y)) return y;
    const moved = y + ulp * unit(y) * noise(x, seed);
    return y > 0 ? Math.max(0, moved) : moved;
  };
  return {
    exp: (x) => (x === 0 ? 1 : off(x, Math.exp(x))),
    log: (x) => off(x, Math.log(x)),
    tanh: (x) => Math.max(-1, Math.min(1, off(x, Math.tanh(x)))),
    sqrt: (x) => off(x, Math.sqrt(x)),
  };
}

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

const bitsOf = (x: number): number => {
  float[0] = x;
  return bits[0];
};

/** A unit in the last place of a float32 of this size. */
const unit = (y: number): number => 2 ** (Math.max(1, (bitsOf(y) >>> 23) & 0xff) - 150);

/** Between −1 and 1, decided by the bits of x. */
function noise(x: number, seed: number): number {
  let h = Math.imul(bitsOf(x) ^ Math.imul(seed, 0x9e3779b1), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) / 2 ** 31;
}
