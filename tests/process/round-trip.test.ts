import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Tensor } from '../../backends/lib/contract.ts';
import { decodeTensor, encodeTensor } from '../../backends/process/tensor-codec.ts';
import { program, withProgram } from './lib/harness.ts';

const special = [
  -0,
  0,
  Number.NaN,
  Infinity,
  -Infinity,
  1e-45,
  -1e-45,
  2 ** -126,
  3.4028234663852886e38,
  0.1,
];

function bits({ data }: Tensor): number[] {
  return [...new Uint8Array(data.buffer, data.byteOffset, data.byteLength)];
}

describe('every value comes back from a program bit for bit', () => {
  it.each([
    ['f32', Float32Array.from(special)],
    ['f64', Float64Array.from([...special, 5e-324, Number.MAX_VALUE])],
    ['i32', Int32Array.of(0, -1, 2 ** 31 - 1, -(2 ** 31))],
    ['an empty f32', Float32Array.of()],
  ] as const)('%s', async (_, data) => {
    const x = { shape: [data.length], data };
    await withProgram(program('echo'), async ({ echo }) => {
      const dtype = (data as unknown) instanceof Float64Array ? 'f64' : 'f32';
      const { y } = await echo.forward({ x }, {}, { dtype });
      expect(bits(y as Tensor)).toEqual(bits(x));
      expect((y as Tensor).data.constructor).toBe(data.constructor);
      const gradients = await echo.vjp?.({ x }, {}, { y: x }, { dtype });
      expect(bits(gradients?.x as Tensor)).toEqual(bits(x));
    });
  });

  it('a view into a larger array', () => {
    const data = Float64Array.of(9, 1, 2, 9).subarray(1, 3);
    expect(decodeTensor(encodeTensor({ shape: [2], data }))).toEqual({
      shape: [2],
      data: Float64Array.of(1, 2),
    });
  });

  it('any bytes, by the codec alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (words) => {
        const floats = new Float32Array(Int32Array.from(words).buffer);
        const back = decodeTensor(encodeTensor({ shape: [words.length], data: floats }));
        expect(bits(back)).toEqual(bits({ shape: [], data: Int32Array.from(words) }));
      }),
    );
  });

  it('the wire has little-endian bytes', () => {
    expect(encodeTensor({ shape: [1], data: Int32Array.of(1) }).data).toBe(btoa('\x01\0\0\0'));
  });
});

it('a case without floating-point inputs is asked for in the dtype that its outputs need', async () => {
  const data = Int32Array.of(1, 2);
  const outputs = () => ({ y: { shape: [2], dtype: 'f64' as const } });
  await withProgram(
    program('echo'),
    async ({ echo }) => {
      const answer = echo.forward({ x: { shape: [2], data } }, {}, { dtype: 'f64' });
      await expect(answer).rejects.toThrow(/"y" of echo is of type Int32Array, must be a Float64Array/);
    },
    { outputs },
  );
});
