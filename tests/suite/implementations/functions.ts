import type { Dtype } from '../../../backends/lib/contract.ts';

/** Elementary functions of a number of the dtype, before they are rounded to it. */
export interface Functions {
  exp(x: number): number;
  log(x: number): number;
  tanh(x: number): number;
  sqrt(x: number): number;
}

/** In float32 right to the last bit once they are rounded; in float64 within 1 ulp, tanh of small numbers within 2.2. */
export const builtIn: Functions = { exp: Math.exp, log: Math.log, tanh: Math.tanh, sqrt: Math.sqrt };

/**
 * Off by up to so many units in the last place before rounding, as the functions of graphics processors are: always by the
 * same for the same argument. Zeros stay zeros, exp 0 stays 1 and the range is kept, as every library takes care to.
 */
export function wobbling(dtype: Dtype, seed: number, ulp = 1.5): Functions {
  const { word, unit } = layouts[dtype];
  const off = (x: number, y: number, most = ulp): number => {
    if (y === 0 || !Number.isFinite(y)) return y;
    const moved = y + unit(y) * (most * noise(word(x), seed));
    return y > 0 ? Math.max(0, moved) : moved;
  };
  // As a double it may be off by two units already.
  const ofTanh = (x: number) => (dtype === 'f64' && Math.abs(x) < 1 ? Math.max(0, ulp - 2) : ulp);
  return {
    exp: (x) => (x === 0 ? 1 : off(x, Math.exp(x))),
    log: (x) => off(x, Math.log(x)),
    tanh: (x) => Math.max(-1, Math.min(1, off(x, Math.tanh(x), ofTanh(x)))),
    sqrt: (x) => off(x, Math.sqrt(x)),
  };
}

/** How a number of the dtype is laid out in bits. */
interface Layout {
  /** 32 bits that all of the number's bits decide. */
  word(x: number): number;
  /** A unit in the last place of a number of this size. */
  unit(y: number): number;
}

const view = new DataView(new ArrayBuffer(8));

const float = (x: number): number => {
  view.setFloat32(0, x);
  return view.getInt32(0);
};

const leading = (x: number): number => {
  view.setFloat64(0, x);
  return view.getInt32(0);
};

const layouts: Readonly<Record<Dtype, Layout>> = {
  f32: { word: float, unit: (y) => 2 ** (Math.max(1, (float(y) >>> 23) & 0xff) - 150) },
  f64: {
    word: (x) => leading(x) ^ Math.imul(view.getInt32(4), 0x27d4eb2f),
    unit: (y) => 2 ** (Math.max(1, (leading(y) >>> 20) & 0x7ff) - 1075),
  },
};

/** Between −1 and 1, decided by the bits of the word. */
function noise(word: number, seed: number): number {
  let h = Math.imul(word ^ Math.imul(seed, 0x9e3779b1), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) / 2 ** 31;
}
