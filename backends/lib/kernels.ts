/**
 * The kernels a backend writes; every formula's forward and backward is made of them (`backends/formulas`).
 *
 * Arrays are row major and of one dtype throughout a call; a shape is written `x[rows, columns]` and given by the
 * arguments, never by the array. Every kernel returns new arrays of its arguments' dtype and leaves its arguments as
 * they were. Scalars (slopes, rates, scales) are doubles and are not rounded to the dtype first. Kernels check nothing:
 * shapes and indices have been checked by the formula. NaN and ±∞ go through as IEEE 754 arithmetic takes them, so no
 * product with zero may be skipped. A kernel returns when it is done; a backend on threads waits for them.
 *
 * Sums may run in any order and at any precision not below the dtype's, and are rounded once on being stored.
 */

export type Floats = Float32Array | Float64Array;

/**
 * expm1 eˣ − 1 · log1p ln(1 + x) · relu max(0, x) · sigmoid 1/(1 + e⁻ˣ) · softplus ln(1 + eˣ) · the others as they are
 * called. All without overflow on the way or cancellation, over the whole range.
 */
export type Elementary =
  | 'cos'
  | 'erf'
  | 'exp'
  | 'expm1'
  | 'log'
  | 'log1p'
  | 'relu'
  | 'sigmoid'
  | 'sin'
  | 'softplus'
  | 'sqrt'
  | 'tanh';

/** C = plus + scale · A B, `batch` times. */
export interface Product {
  /** How many matrices each of A and B holds; 1 unless stated. */
  readonly batch?: number;
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  /** A is stored [inner, rows] instead of [rows, inner]. */
  readonly transposeA?: boolean;
  /** B is stored [columns, inner] instead of [inner, columns]. */
  readonly transposeB?: boolean;
  /** 1 unless stated. */
  readonly scale?: number;
  /** Accumulated into, before the one rounding; repeated over the leading axes of C when shorter. 0 unless stated. */
  readonly plus?: Floats;
}

/** Sizes of a convolution of x[N, G·D, H, W] with w[G·E, D, R, S] into y[N, G·E, P, Q]; tap r of p reads row p·stride − pad + r·dilation. */
export interface Convolution {
  readonly N: number;
  readonly G: number;
  readonly D: number;
  readonly E: number;
  readonly H: number;
  readonly W: number;
  readonly R: number;
  readonly S: number;
  readonly P: number;
  readonly Q: number;
  readonly stride: number;
  readonly pad: number;
  readonly dilation: number;
}

/** The numbers of a step with moments: how fast they forget, what of them and of g itself the step takes, and its rate. */
export interface MomentStep {
  readonly beta1: number;
  readonly beta2: number;
  readonly ofM: number;
  readonly ofG: number;
  readonly ofV: number;
  readonly lr: number;
  readonly eps: number;
}

/** Sizes of an attention of Q[batch, N, D] to K[batch, M, D], which weighs V[batch, M, E]. */
export interface Attention {
  readonly batch: number;
  readonly N: number;
  readonly M: number;
  readonly D: number;
  readonly E: number;
}

/** What a step of a long short-term memory makes: the gates i f g o after their activations, [N, 4, H], c1 and h1. */
export interface Gated<F extends Floats> {
  readonly gates: F;
  readonly c1: F;
  readonly h1: F;
}

/** Sizes of a pooling of x[planes, H, W] into y[planes, P, Q]; window p starts at row p·stride − pad. */
export interface Pooling {
  readonly planes: number;
  readonly H: number;
  readonly W: number;
  readonly P: number;
  readonly Q: number;
  readonly kernel: number;
  readonly stride: number;
  readonly pad: number;
}

/** The average divides by the cells of the window inside the padded input if `countPad`, else by those inside the input. */
export interface Averaging extends Pooling {
  readonly countPad: boolean;
}

export interface Kernels {
  // Elementwise. A second operand shorter than the first is repeated over the leading axes.

  /** f(x). */
  map<F extends Floats>(f: Elementary, x: F): F;
  /** dy ∘ f′(x), f′ to full relative accuracy; relu′(0) = 0, relu′(NaN) = 1, and √′(0) = 0 where the slope is infinite. */
  mapGradient<F extends Floats>(f: Elementary, x: F, dy: F): F;
  /** scale · x + shift. */
  affine<F extends Floats>(scale: number, x: F, shift: number): F;
  /** α x + β y. */
  combine<F extends Floats>(alpha: number, x: F, beta: number, y: F): F;
  /** x ∘ y. */
  multiply<F extends Floats>(x: F, y: F): F;
  /** x / y. */
  divide<F extends Floats>(x: F, y: F): F;
  /** mask = 0 ? otherwise : x. */
  select<F extends Floats>(mask: Int32Array, x: F, otherwise: number): F;

  // Along an axis.

  /** x[outer, length, inner] -> Σ over the middle axis [outer, inner]. */
  sum<F extends Floats>(x: F, outer: number, length: number, inner: number): F;
  /** x[outer, inner] -> y[outer, length, inner], the adjoint of `sum`. */
  repeat<F extends Floats>(x: F, outer: number, length: number, inner: number): F;
  /** x[a, b, c, d] -> y[a, c, b, d]. */
  swapAxes<F extends Floats>(x: F, a: number, b: number, c: number, d: number): F;
  /** ‖x‖ = √Σx², without overflow or underflow of the squares. */
  norm(x: Floats): number;

  // Rows of x[…, columns].

  /** exp(x − max) / Σ exp(x − max). */
  softmax<F extends Floats>(x: F, columns: number): F;
  /** From y = softmax(x): dx = y ∘ (dy − Σ dy∘y). */
  softmaxGradient<F extends Floats>(y: F, dy: F, columns: number): F;
  /** (x − max) − log Σ exp(x − max). */
  logSoftmax<F extends Floats>(x: F, columns: number): F;
  /** From p = softmax(x), dy the cotangent of log-softmax(x): dx = dy − p Σ dy. */
  logSoftmaxGradient<F extends Floats>(p: F, dy: F, columns: number): F;
  /** Mean and biased variance of each row, in two passes. */
  moments<F extends Floats>(x: F, columns: number): { mean: F; variance: F };
  /** y = (x − mean) · scale, scale[…] = 1/√(variance + eps) of each row. */
  normalise<F extends Floats>(x: F, columns: number, eps: number): { y: F; scale: F };
  /** From what `normalise` gave: dx = scale (dy − mean(dy) − y mean(dy∘y)). */
  normaliseGradient<F extends Floats>(y: F, scale: F, dy: F, columns: number): F;
  /** gamma ∘ (x − mean)/√(variance + eps) + beta of each row. */
  layerNorm<F extends Floats>(x: F, gamma: F, beta: F, columns: number, eps: number): F;
  /** y[n, :] = x[indices[n], :]. */
  gather<F extends Floats>(x: F, indices: Int32Array, columns: number): F;
  /** y[rows, columns] with y[indices[n], :] = Σ x[n, :], the adjoint of `gather`. */
  scatterAdd<F extends Floats>(x: F, indices: Int32Array, rows: number, columns: number): F;

  // Cells.

  /** From the sums z[N, 4, H] of the gates and c[N, H]: i, f, g, o = σ, σ, tanh, σ of them; c1 = f∘c + i∘g; h1 = o∘tanh c1. */
  lstmGates<F extends Floats>(z: F, c: F, N: number, H: number): Gated<F>;
  /** From what `lstmGates` was given and gave: dz[N, 4, H] and dc[N, H], each slope to full relative accuracy. */
  lstmGatesGradient<F extends Floats>(
    z: F,
    c: F,
    made: Gated<F>,
    dc1: F,
    dh1: F,
    N: number,
    H: number,
  ): { readonly dz: F; readonly dc: F };

  /** u = σ(a_r)∘h, from the sums a[N, 2, H] of the gates r z of a gated recurrent unit. */
  gruReset<F extends Floats>(a: F, h: F, N: number, H: number): F;
  /** From da_z and du[N, H]: da[N, 2, H], and what u passes on to h. */
  gruResetGradient<F extends Floats>(
    a: F,
    h: F,
    daz: F,
    du: F,
    N: number,
    H: number,
  ): { readonly da: F; readonly dh: F };
  /** h1 = σ(a_z)∘h + σ(−a_z)∘tanh s. */
  gruState<F extends Floats>(a: F, s: F, h: F, N: number, H: number): F;
  /** What dh1 gives a_z, s and h, [N, H] each. */
  gruStateGradient<F extends Floats>(
    a: F,
    s: F,
    h: F,
    dh1: F,
    N: number,
    H: number,
  ): { readonly daz: F; readonly ds: F; readonly dh: F };

  // Optimizers.

  /** m1 = β₁ m + (1 − β₁) g, v1 = β₂ v + (1 − β₂) g², θ1 = θ − lr (ofM m1 + ofG g)/(√(ofV v1) + eps), in one pass. */
  momentStep<F extends Floats>(
    theta: F,
    m: F,
    v: F,
    g: F,
    numbers: MomentStep,
  ): { readonly theta: F; readonly m: F; readonly v: F };

  // Products and windows.

  /** y[batch, N, E] = softmax(Q Kᵀ / √D) V, the softmax over the keys whose mask[batch, N, M] is not 0. */
  attend<F extends Floats>(Q: F, K: F, V: F, sizes: Attention, mask?: Int32Array): F;

  /** C[batch, rows, columns] = plus + scale · A B. */
  matmul<F extends Floats>(a: F, b: F, sizes: Product): F;
  /** y = plus + the cross-correlation of x with w; plus[G·E] is one number a channel. */
  convolve<F extends Floats>(x: F, w: F, plus: F, sizes: Convolution): F;
  /** The gradient in x[N, G·D, H, W]: the adjoint of `convolve` for a given w. */
  convolveInputGradient<F extends Floats>(dy: F, w: F, sizes: Convolution): F;
  /** The gradient in w[G·E, D, R, S]: the adjoint of `convolve` for a given x. */
  convolveWeightGradient<F extends Floats>(x: F, dy: F, sizes: Convolution): F;
  /** The largest cell of each window; padding is −∞. */
  maxPool<F extends Floats>(x: F, sizes: Pooling): F;
  /** Each dy goes to the first of the largest cells of its window (row by row), or to the first NaN. */
  maxPoolGradient<F extends Floats>(x: F, dy: F, sizes: Pooling): F;
  /** The mean over each window; padding is 0. */
  averagePool<F extends Floats>(x: F, sizes: Averaging): F;
  /** The adjoint of `averagePool`. */
  averagePoolGradient<F extends Floats>(dy: F, sizes: Averaging): F;
}

/** Zeros of the dtype of `like`. */
export function zeros<F extends Floats>(like: F, length: number): F {
  return (like instanceof Float32Array ? new Float32Array(length) : new Float64Array(length)) as F;
}
