import { COS, ERF, EXPM1, LOG, LOG1P, pullback, SIN, SOFTPLUS, value } from './elementary/each';
import { exp } from './elementary/exp';
import { narrow, narrowPullback } from './elementary/narrow';
import { sigmoid, sigmoidGradient } from './elementary/sigmoid';
import { far, joined, tanh, tanhGradient } from './elementary/tanh';
import { loadPart, storePart } from './lib/scratch';
import { at, LANES, splat } from './lib/vector';

/** The functions that are done vector by vector; those of `each.ts`, which come after them, in f32 only. */
const EXP: i32 = 0;
const RELU: i32 = 1;
const SIGMOID: i32 = 2;
const SQRT: i32 = 3;
const TANH: i32 = 4;

// @ts-ignore: decorator
@inline
function apply<T>(f: i32, x: v128): v128 {
  if (f == EXP) return exp<T>(x);
  if (f == RELU) return v128.max<T>(x, splat<T>(0));
  if (f == SIGMOID) return sigmoid<T>(x);
  if (f == SQRT) return v128.sqrt<T>(x);
  if (f == TANH) return tanh<T>(x);
  return narrow(f, x);
}

/** dy f′(x), with what `backends/lib/kernels.ts` promises of the slopes where they are not defined. */
// @ts-ignore: decorator
@inline
function pull<T>(f: i32, x: v128, dy: v128): v128 {
  const zero = splat<T>(0);
  if (f == EXP) return v128.mul<T>(dy, exp<T>(x));
  if (f == RELU) return v128.andnot(dy, v128.le<T>(x, zero));
  if (f == SIGMOID) return sigmoidGradient<T>(x, dy);
  if (f == SQRT)
    return v128.andnot(v128.div<T>(dy, v128.mul<T>(splat<T>(2), v128.sqrt<T>(x))), v128.eq<T>(x, zero));
  if (f == TANH) return tanhGradient<T>(x, dy);
  return narrowPullback(f, x, dy);
}

// @ts-ignore: decorator
@inline
function mapTwo<T>(f: i32, x: usize, y: usize): void {
  const first = apply<T>(f, v128.load(x));
  const second = apply<T>(f, v128.load(x, 16));
  v128.store(y, first);
  v128.store(y, second, 16);
}

// @ts-ignore: decorator
@inline
function mapThree<T>(f: i32, x: usize, y: usize): void {
  const first = apply<T>(f, v128.load(x));
  const second = apply<T>(f, v128.load(x, 16));
  const third = apply<T>(f, v128.load(x, 32));
  v128.store(y, first);
  v128.store(y, second, 16);
  v128.store(y, third, 32);
}

// @ts-ignore: decorator
@inline
function mapFour<T>(f: i32, x: usize, y: usize): void {
  const first = apply<T>(f, v128.load(x));
  const second = apply<T>(f, v128.load(x, 16));
  const third = apply<T>(f, v128.load(x, 32));
  const fourth = apply<T>(f, v128.load(x, 48));
  v128.store(y, first);
  v128.store(y, second, 16);
  v128.store(y, third, 32);
  v128.store(y, fourth, 48);
}

/** tanh in two steps: all of it at once would need more registers than there are. */
// @ts-ignore: decorator
@inline
function tanhFour(x: usize, y: usize): void {
  const first = far(v128.load(x));
  const second = far(v128.load(x, 16));
  const third = far(v128.load(x, 32));
  const fourth = far(v128.load(x, 48));
  v128.store(y, first);
  v128.store(y, second, 16);
  v128.store(y, third, 32);
  v128.store(y, fourth, 48);
  const firstJoined = joined(v128.load(x), v128.load(y));
  const secondJoined = joined(v128.load(x, 16), v128.load(y, 16));
  const thirdJoined = joined(v128.load(x, 32), v128.load(y, 32));
  const fourthJoined = joined(v128.load(x, 48), v128.load(y, 48));
  v128.store(y, firstJoined);
  v128.store(y, secondJoined, 16);
  v128.store(y, thirdJoined, 32);
  v128.store(y, fourthJoined, 48);
}

/** Vectors that do not wait for one another, as many at a time as registers allow. */
// @ts-ignore: decorator
@inline
function map<T>(f: i32, x: usize, y: usize, from: i32, to: i32): void {
  const short = f == EXP || f == RELU || f == SQRT || (f == TANH && sizeof<T>() == 4);
  const width = short ? 4 : ASC_FEATURE_RELAXED_SIMD ? 2 : 3;
  const stride = width * LANES<T>();
  let i = from;
  for (; f <= TANH && i + stride <= to; i += stride) {
    const source = at<T>(x, i), target = at<T>(y, i);
    if (f == TANH && sizeof<T>() == 4) tanhFour(source, target);
    else if (width == 2) mapTwo<T>(f, source, target);
    else if (width == 3) mapThree<T>(f, source, target);
    else mapFour<T>(f, source, target);
  }
  for (; i + LANES<T>() <= to; i += LANES<T>()) v128.store(at<T>(y, i), apply<T>(f, v128.load(at<T>(x, i))));
  if (i < to) storePart<T>(at<T>(y, i), to - i, apply<T>(f, loadPart<T>(at<T>(x, i), to - i)));
}

/** dx = dy f′(x), dy repeated every `period`. */
// @ts-ignore: decorator
@inline
function mapGradient<T>(f: i32, x: usize, dy: usize, dx: usize, period: i32, from: i32, to: i32): void {
  let i = from;
  while (i < to) {
    const inPeriod = i % period;
    const end = min(to, i + period - inPeriod);
    const shift = inPeriod - i;
    for (; i + LANES<T>() <= end; i += LANES<T>())
      v128.store(at<T>(dx, i), pull<T>(f, v128.load(at<T>(x, i)), v128.load(at<T>(dy, i + shift))));
    if (i < end) {
      const count = end - i;
      const given = loadPart<T>(at<T>(dy, i + shift), count);
      storePart<T>(at<T>(dx, i), count, pull<T>(f, loadPart<T>(at<T>(x, i), count), given));
      i = end;
    }
  }
}

// @ts-ignore: decorator
@inline
function mapEach<T>(f: i32, x: usize, y: usize, from: i32, to: i32): void {
  if (sizeof<T>() == 4) return map<T>(f, x, y, from, to);
  for (let i = from; i < to; i++) store<T>(at<T>(y, i), <T>value(f, <f64>load<T>(at<T>(x, i))));
}

// @ts-ignore: decorator
@inline
function mapEachGradient<T>(f: i32, x: usize, dy: usize, dx: usize, period: i32, from: i32, to: i32): void {
  if (sizeof<T>() == 4) return mapGradient<T>(f, x, dy, dx, period, from, to);
  for (let i = from; i < to; i++) {
    const given = <f64>load<T>(at<T>(dy, i % period));
    store<T>(at<T>(dx, i), <T>pullback(f, <f64>load<T>(at<T>(x, i)), given));
  }
}

export function exp_f32(x: usize, y: usize, from: i32, to: i32): void {
  map<f32>(EXP, x, y, from, to);
}
export function exp_f64(x: usize, y: usize, from: i32, to: i32): void {
  map<f64>(EXP, x, y, from, to);
}
export function expGradient_f32(x: usize, dy: usize, dx: usize, period: i32, from: i32, to: i32): void {
  mapGradient<f32>(EXP, x, dy, dx, period, from, to);
}
export function expGradient_f64(x: usize, dy: usize, dx: usize, period: i32, from: i32, to: i32): void {
  mapGradient<f64>(EXP, x, dy, dx, period, from, to);
}

export function relu_f32(x: usize, y: usize, from: i32, to: i32): void {
  map<f32>(RELU, x, y, from, to);
}
export function relu_f64(x: usize, y: usize, from: i32, to: i32): void {
  map<f64>(RELU, x, y, from, to);
}
export function reluGradient_f32(x: usize, dy: usize, dx: usize, period: i32, from: i32, to: i32): void {
  mapGradient<f32>(RELU, x, dy, dx, period, from, to);
}
export function reluGradient_f64(x: usize, dy: usize, dx: usize, period: i32, from: i32, to: i32): void {
  mapGradient<f64>(RELU, x, dy, dx, period, from, to);
}

export function sigmoid_f32(x: usize, y: usize, from: i32, to: i32): void {
  map<f32>(SIGMOID, x, y, from, to);
}
export function sigmoid_f64(x: usize, y: usize, from: i32, to: i32): void {
  map<f64>(SIGMOID, x, y, from, to);
}
export function sigmoidGradient_f32(x: usize, dy: usize, dx: usize, period: i32, from: i32, to: i32): void {
  mapGradient<f32>(SIGMOID, x, dy, dx, period, from, to);
}
export function sigmoidGradient_f64(x: usize, dy: usize, dx: usize, period: i32, from: i32, to: i32): void {
  mapGradient<f64>(SIGMOID, x, dy, dx, period, from, to);
}

export function sqrt_f32(x: usize, y: usize, from: i32, to: i32): void {
  map<f32>(SQRT, x, y, from, to);
}
export function sqrt_f64(x: usize, y: usize, from: i32, to: i32): void {
  map<f64>(SQRT, x, y, from, to);
}
export function sqrtGradient_f32(x: usize, dy: usize, dx: usize, period: i32, from: i32, to: i32): void {
  mapGradient<f32>(SQRT, x, dy, dx, period, from, to);
}
export function sqrtGradient_f64(x: usize, dy: usize, dx: usize, period: i32, from: i32, to: i32): void {
  mapGradient<f64>(SQRT, x, dy, dx, period, from, to);
}

export function tanh_f32(x: usize, y: usize, from: i32, to: i32): void {
  map<f32>(TANH, x, y, from, to);
}
export function tanh_f64(x: usize, y: usize, from: i32, to: i32): void {
  map<f64>(TANH, x, y, from, to);
}
export function tanhGradient_f32(x: usize, dy: usize, dx: usize, period: i32, from: i32, to: i32): void {
  mapGradient<f32>(TANH, x, dy, dx, period, from, to);
}
export function tanhGradient_f64(x: usize, dy: usize, dx: usize, period: i32, from: i32, to: i32): void {
  mapGradient<f64>(TANH, x, dy, dx, period, from, to);
}

export function cos_f32(x: usize, y: usize, from: i32, to: i32): void {
  mapEach<f32>(COS, x, y, from, to);
}
export function cos_f64(x: usize, y: usize, from: i32, to: i32): void {
  mapEach<f64>(COS, x, y, from, to);
}
export function cosGradient_f32(x: usize, dy: usize, dx: usize, period: i32, from: i32, to: i32): void {
  mapEachGradient<f32>(COS, x, dy, dx, period, from, to);
}
export function cosGradient_f64(x: usize, dy: usize, dx: usize, period: i32, from: i32, to: i32): void {
  mapEachGradient<f64>(COS, x, dy, dx, period, from, to);
}

export function erf_f32(x: usize, y: usize, from: i32, to: i32): void {
  mapEach<f32>(ERF, x, y, from, to);
}
export function erf_f64(x: usize, y: usize, from: i32, to: i32): void {
  mapEach<f64>(ERF, x, y, from, to);
}
export function erfGradient_f32(x: usize, dy: usize, dx: usize, period: i32, from: i32, to: i32): void {
  mapEachGradient<f32>(ERF, x, dy, dx, period, from, to);
}
export function erfGradient_f64(x: usize, dy: usize, dx: usize, period: i32, from: i32, to: i32): void {
  mapEachGradient<f64>(ERF, x, dy, dx, period, from, to);
}

export function expm1_f32(x: usize, y: usize, from: i32, to: i32): void {
  mapEach<f32>(EXPM1, x, y, from, to);
}
export function expm1_f64(x: usize, y: usize, from: i32, to: i32): void {
  mapEach<f64>(EXPM1, x, y, from, to);
}
export function expm1Gradient_f32(x: usize, dy: usize, dx: usize, period: i32, from: i32, to: i32): void {
  mapEachGradient<f32>(EXPM1, x, dy, dx, period, from, to);
}
export function expm1Gradient_f64(x: usize, dy: usize, dx: usize, period: i32, from: i32, to: i32): void {
  mapEachGradient<f64>(EXPM1, x, dy, dx, period, from, to);
}

export function log_f32(x: usize, y: usize, from: i32, to: i32): void {
  mapEach<f32>(LOG, x, y, from, to);
}
export function log_f64(x: usize, y: usize, from: i32, to: i32): void {
  mapEach<f64>(LOG, x, y, from, to);
}
export function logGradient_f32(x: usize, dy: usize, dx: usize, period: i32, from: i32, to: i32): void {
  mapEachGradient<f32>(LOG, x, dy, dx, period, from, to);
}
export function logGradient_f64(x: usize, dy: usize, dx: usize, period: i32, from: i32, to: i32): void {
  mapEachGradient<f64>(LOG, x, dy, dx, period, from, to);
}

export function log1p_f32(x: usize, y: usize, from: i32, to: i32): void {
  mapEach<f32>(LOG1P, x, y, from, to);
}
export function log1p_f64(x: usize, y: usize, from: i32, to: i32): void {
  mapEach<f64>(LOG1P, x, y, from, to);
}
export function log1pGradient_f32(x: usize, dy: usize, dx: usize, period: i32, from: i32, to: i32): void {
  mapEachGradient<f32>(LOG1P, x, dy, dx, period, from, to);
}
export function log1pGradient_f64(x: usize, dy: usize, dx: usize, period: i32, from: i32, to: i32): void {
  mapEachGradient<f64>(LOG1P, x, dy, dx, period, from, to);
}

export function sin_f32(x: usize, y: usize, from: i32, to: i32): void {
  mapEach<f32>(SIN, x, y, from, to);
}
export function sin_f64(x: usize, y: usize, from: i32, to: i32): void {
  mapEach<f64>(SIN, x, y, from, to);
}
export function sinGradient_f32(x: usize, dy: usize, dx: usize, period: i32, from: i32, to: i32): void {
  mapEachGradient<f32>(SIN, x, dy, dx, period, from, to);
}
export function sinGradient_f64(x: usize, dy: usize, dx: usize, period: i32, from: i32, to: i32): void {
  mapEachGradient<f64>(SIN, x, dy, dx, period, from, to);
}

export function softplus_f32(x: usize, y: usize, from: i32, to: i32): void {
  mapEach<f32>(SOFTPLUS, x, y, from, to);
}
export function softplus_f64(x: usize, y: usize, from: i32, to: i32): void {
  mapEach<f64>(SOFTPLUS, x, y, from, to);
}
export function softplusGradient_f32(x: usize, dy: usize, dx: usize, period: i32, from: i32, to: i32): void {
  mapEachGradient<f32>(SOFTPLUS, x, dy, dx, period, from, to);
}
export function softplusGradient_f64(x: usize, dy: usize, dx: usize, period: i32, from: i32, to: i32): void {
  mapEachGradient<f64>(SOFTPLUS, x, dy, dx, period, from, to);
}
