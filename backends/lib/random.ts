/**
 * Philox2x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as
 * 1, 2, 3" (SC 2011): ten rounds of a keyed bijection of the counter. Element i of a stream needs no other element.
 */
export function philox(low: number, high: number, key: number): [number, number] {
  let [x, y, k] = [low >>> 0, high >>> 0, key >>> 0];
  for (let round = 0; round < 10; round++) {
    [x, y] = [(upperProduct(0xd256d193, x) ^ k ^ y) >>> 0, Math.imul(0xd256d193, x) >>> 0];
    k = (k + 0x9e3779b9) >>> 0;
  }
  return [x, y];
}

/** The upper 32 bits of the 64-bit product of two 32-bit numbers, by halves that stay exact in a double. */
function upperProduct(a: number, b: number): number {
  const [aHigh, aLow] = [a >>> 16, a & 0xffff];
  const low = aLow * b;
  return Math.floor((aHigh * b + Math.floor(low / 2 ** 16)) / 2 ** 16);
}

/** `length` independent draws, 1 with probability 1 − p, else 0. The seed is an integer; draw i is the block at counter i. */
export function keepMask(seed: number, p: number, length: number): Int32Array {
  const mask = new Int32Array(length);
  const upperSeed = Math.floor(seed / 2 ** 32);
  for (let i = 0; i < length; i++) {
    const [x, y] = philox(i, upperSeed, seed);
    const uniform = ((x >>> 5) * 2 ** 26 + (y >>> 6)) / 2 ** 53;
    mask[i] = uniform >= p ? 1 : 0;
  }
  return mask;
}
