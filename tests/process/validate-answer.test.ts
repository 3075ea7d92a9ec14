import { expect, it } from 'vitest';
import { validateAnswer } from '../../backends/lib/validate-answer.ts';

const y = { shape: [2, 1], data: Float32Array.of(1, 2) };
const expected = { y: { shape: [2, 1], dtype: 'f32' as const } };

it('takes the expected tensors and leaves out others', () => {
  expect(validateAnswer('relu', 'output', { y, cache: 3 }, expected)).toEqual({ y });
});

it.each([
  [undefined, /relu returned undefined; it must return an object \{ y \}/],
  [{}, /lacks the output "y"; it is empty, must have y/],
  [{ Y: y }, /lacks the output "y"; it has Y, must have y/],
  [{ y: Float32Array.of(1, 2) }, /output "y" of relu is of type Float32Array; it must be a tensor/],
  [{ y: null }, /output "y" of relu is null; it must be a tensor/],
  [{ y: { ...y, shape: [2] } }, /has shape \[2\], must have \[2,1\]/],
  [{ y: { ...y, shape: [1, 2] } }, /has shape \[1,2\], must have \[2,1\]/],
  [{ y: { ...y, data: [1, 2] } }, /is of type Array, must be a Float32Array \(f32\)/],
  [{ y: { ...y, data: Float64Array.of(1, 2) } }, /is of type Float64Array, must be a Float32Array/],
  [{ y: { ...y, data: Float32Array.of(1) } }, /has 1 values; its shape \[2,1\] needs 2/],
])('%j is refused with the fault', (answer, message) => {
  expect(() => validateAnswer('relu', 'output', answer, expected)).toThrow(message);
});
