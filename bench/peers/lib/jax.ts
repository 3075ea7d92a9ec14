/** What is used of jax-js; its own types come only with the package, which is optional. */

export interface JaxArray {
  /** The same array, to be used up once more. */
  readonly ref: JaxArray;
  reshape(shape: readonly number[]): JaxArray;
  add(other: JaxArray): JaxArray;
  mul(other: JaxArray | number): JaxArray;
  blockUntilReady(): Promise<JaxArray>;
  data(): Promise<unknown>;
  dispose(): void;
}

type One = (x: JaxArray) => JaxArray;
type Pairs = readonly (readonly [number, number])[];

export interface Jax {
  jit<F>(f: F): F;
  readonly numpy: {
    array(x: ArrayLike<number>): JaxArray;
    matmul(a: JaxArray, b: JaxArray): JaxArray;
    split(x: JaxArray, parts: number, axis: number): JaxArray[];
    transpose(x: JaxArray, axes?: readonly number[]): JaxArray;
    readonly tanh: One;
    readonly exp: One;
    readonly max: One;
  };
  readonly nn: {
    readonly sigmoid: One;
    softmax(x: JaxArray, axis: number): JaxArray;
    standardize(x: JaxArray, axis: number, options: { readonly epsilon: number }): JaxArray;
  };
  readonly lax: {
    convGeneralDilated(x: JaxArray, w: JaxArray, strides: readonly number[], padding: Pairs): JaxArray;
    reduceWindow(x: JaxArray, f: One, size: readonly number[], strides: readonly number[]): JaxArray;
  };
}
