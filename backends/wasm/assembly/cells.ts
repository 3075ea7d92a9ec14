import { sigmoid, sigmoidGradient } from './elementary/sigmoid';
import { tanh, tanhGradient } from './elementary/tanh';
import { loadPart, storePart } from './lib/scratch';
import { at, LANES } from './lib/vector';

// A piece is a row of the batch; its units are done a vector at a time.

// @ts-ignore: decorator
@inline
function get<T>(array: usize, index: i32, count: i32): v128 {
  const from = at<T>(array, index);
  return count == LANES<T>() ? v128.load(from) : loadPart<T>(from, count);
}

// @ts-ignore: decorator
@inline
function put<T>(array: usize, index: i32, count: i32, x: v128): void {
  const to = at<T>(array, index);
  if (count == LANES<T>()) v128.store(to, x);
  else storePart<T>(to, count, x);
}

/** From z[N, 4, H] and c[N, H]: the gates i f g o after their activations, c1 = f∘c + i∘g and h1 = o∘tanh c1. */
function lstmGates<T>(
  z: usize, c: usize, gates: usize, c1: usize, h1: usize, H: i32, from: i32, to: i32,
): void {
  for (let n = from; n < to; n++)
    for (let u = 0; u < H; u += LANES<T>()) {
      const count = min(LANES<T>(), H - u);
      const unit = n * H + u;
      const first = 4 * n * H + u;
      const i = sigmoid<T>(get<T>(z, first, count));
      const f = sigmoid<T>(get<T>(z, first + H, count));
      const g = tanh<T>(get<T>(z, first + 2 * H, count));
      const o = sigmoid<T>(get<T>(z, first + 3 * H, count));
      put<T>(gates, first, count, i);
      put<T>(gates, first + H, count, f);
      put<T>(gates, first + 2 * H, count, g);
      put<T>(gates, first + 3 * H, count, o);
      const cell = v128.add<T>(v128.mul<T>(f, get<T>(c, unit, count)), v128.mul<T>(i, g));
      put<T>(c1, unit, count, cell);
      put<T>(h1, unit, count, v128.mul<T>(o, tanh<T>(cell)));
    }
}

/** dc̃ = dc1 + dh1∘o / cosh² c1; di, df, dg, do = dc̃∘g, dc̃∘c, dc̃∘i, dh1∘tanh c1, each through its activation; dc = dc̃∘f. */
function lstmGatesGradient<T>(
  z: usize, c: usize, gates: usize, c1: usize, dc1: usize, dh1: usize, dz: usize, dc: usize,
  H: i32, from: i32, to: i32,
): void {
  for (let n = from; n < to; n++)
    for (let u = 0; u < H; u += LANES<T>()) {
      const count = min(LANES<T>(), H - u);
      const unit = n * H + u;
      const first = 4 * n * H + u;
      const cell = get<T>(c1, unit, count);
      const arriving = get<T>(dh1, unit, count);
      const o = get<T>(gates, first + 3 * H, count);
      const toCell = v128.add<T>(get<T>(dc1, unit, count), tanhGradient<T>(cell, v128.mul<T>(arriving, o)));
      const ofI = v128.mul<T>(toCell, get<T>(gates, first + 2 * H, count));
      const ofF = v128.mul<T>(toCell, get<T>(c, unit, count));
      const ofG = v128.mul<T>(toCell, get<T>(gates, first, count));
      const ofO = v128.mul<T>(arriving, tanh<T>(cell));
      put<T>(dz, first, count, sigmoidGradient<T>(get<T>(z, first, count), ofI));
      put<T>(dz, first + H, count, sigmoidGradient<T>(get<T>(z, first + H, count), ofF));
      put<T>(dz, first + 2 * H, count, tanhGradient<T>(get<T>(z, first + 2 * H, count), ofG));
      put<T>(dz, first + 3 * H, count, sigmoidGradient<T>(get<T>(z, first + 3 * H, count), ofO));
      put<T>(dc, unit, count, v128.mul<T>(toCell, get<T>(gates, first + H, count)));
    }
}

/** u = σ(a_r)∘h, from a[N, 2, H] and h[N, H]. */
function gruReset<T>(a: usize, h: usize, u: usize, H: i32, from: i32, to: i32): void {
  for (let n = from; n < to; n++)
    for (let j = 0; j < H; j += LANES<T>()) {
      const count = min(LANES<T>(), H - j);
      const r = sigmoid<T>(get<T>(a, 2 * n * H + j, count));
      put<T>(u, n * H + j, count, v128.mul<T>(r, get<T>(h, n * H + j, count)));
    }
}

/** da_r = du∘h through σ, da_z beside it; dh = du∘σ(a_r). */
function gruResetGradient<T>(
  a: usize, h: usize, daz: usize, du: usize, da: usize, dh: usize, H: i32, from: i32, to: i32,
): void {
  for (let n = from; n < to; n++)
    for (let j = 0; j < H; j += LANES<T>()) {
      const count = min(LANES<T>(), H - j);
      const unit = n * H + j;
      const ofR = get<T>(a, 2 * n * H + j, count);
      const arriving = get<T>(du, unit, count);
      const toR = v128.mul<T>(arriving, get<T>(h, unit, count));
      put<T>(da, 2 * n * H + j, count, sigmoidGradient<T>(ofR, toR));
      put<T>(da, (2 * n + 1) * H + j, count, get<T>(daz, unit, count));
      put<T>(dh, unit, count, v128.mul<T>(arriving, sigmoid<T>(ofR)));
    }
}

/** h1 = σ(a_z)∘h + σ(−a_z)∘tanh s. */
function gruState<T>(a: usize, s: usize, h: usize, h1: usize, H: i32, from: i32, to: i32): void {
  for (let n = from; n < to; n++)
    for (let j = 0; j < H; j += LANES<T>()) {
      const count = min(LANES<T>(), H - j);
      const unit = n * H + j;
      const ofZ = get<T>(a, (2 * n + 1) * H + j, count);
      const kept = v128.mul<T>(sigmoid<T>(ofZ), get<T>(h, unit, count));
      const made = v128.mul<T>(sigmoid<T>(v128.neg<T>(ofZ)), tanh<T>(get<T>(s, unit, count)));
      put<T>(h1, unit, count, v128.add<T>(kept, made));
    }
}

/** da_z = dh1∘(h − tanh s) through σ; ds = dh1∘σ(−a_z) through tanh; dh = dh1∘σ(a_z). */
function gruStateGradient<T>(
  a: usize, s: usize, h: usize, dh1: usize, daz: usize, ds: usize, dh: usize, H: i32, from: i32, to: i32,
): void {
  for (let n = from; n < to; n++)
    for (let j = 0; j < H; j += LANES<T>()) {
      const count = min(LANES<T>(), H - j);
      const unit = n * H + j;
      const ofZ = get<T>(a, (2 * n + 1) * H + j, count);
      const ofS = get<T>(s, unit, count);
      const arriving = get<T>(dh1, unit, count);
      const difference = v128.sub<T>(get<T>(h, unit, count), tanh<T>(ofS));
      put<T>(daz, unit, count, sigmoidGradient<T>(ofZ, v128.mul<T>(arriving, difference)));
      put<T>(ds, unit, count, tanhGradient<T>(ofS, v128.mul<T>(arriving, sigmoid<T>(v128.neg<T>(ofZ)))));
      put<T>(dh, unit, count, v128.mul<T>(arriving, sigmoid<T>(ofZ)));
    }
}

export function lstmGates_f32(
  z: usize, c: usize, gates: usize, c1: usize, h1: usize, H: i32, from: i32, to: i32,
): void {
  lstmGates<f32>(z, c, gates, c1, h1, H, from, to);
}
export function lstmGates_f64(
  z: usize, c: usize, gates: usize, c1: usize, h1: usize, H: i32, from: i32, to: i32,
): void {
  lstmGates<f64>(z, c, gates, c1, h1, H, from, to);
}

export function lstmGatesGradient_f32(
  z: usize, c: usize, gates: usize, c1: usize, dc1: usize, dh1: usize, dz: usize, dc: usize, H: i32, from: i32, to: i32,
): void {
  lstmGatesGradient<f32>(z, c, gates, c1, dc1, dh1, dz, dc, H, from, to);
}
export function lstmGatesGradient_f64(
  z: usize, c: usize, gates: usize, c1: usize, dc1: usize, dh1: usize, dz: usize, dc: usize, H: i32, from: i32, to: i32,
): void {
  lstmGatesGradient<f64>(z, c, gates, c1, dc1, dh1, dz, dc, H, from, to);
}

export function gruReset_f32(a: usize, h: usize, u: usize, H: i32, from: i32, to: i32): void {
  gruReset<f32>(a, h, u, H, from, to);
}
export function gruReset_f64(a: usize, h: usize, u: usize, H: i32, from: i32, to: i32): void {
  gruReset<f64>(a, h, u, H, from, to);
}

export function gruResetGradient_f32(
  a: usize, h: usize, daz: usize, du: usize, da: usize, dh: usize, H: i32, from: i32, to: i32,
): void {
  gruResetGradient<f32>(a, h, daz, du, da, dh, H, from, to);
}
export function gruResetGradient_f64(
  a: usize, h: usize, daz: usize, du: usize, da: usize, dh: usize, H: i32, from: i32, to: i32,
): void {
  gruResetGradient<f64>(a, h, daz, du, da, dh, H, from, to);
}

export function gruState_f32(a: usize, s: usize, h: usize, h1: usize, H: i32, from: i32, to: i32): void {
  gruState<f32>(a, s, h, h1, H, from, to);
}
export function gruState_f64(a: usize, s: usize, h: usize, h1: usize, H: i32, from: i32, to: i32): void {
  gruState<f64>(a, s, h, h1, H, from, to);
}

export function gruStateGradient_f32(
  a: usize, s: usize, h: usize, dh1: usize, daz: usize, ds: usize, dh: usize, H: i32, from: i32, to: i32,
): void {
  gruStateGradient<f32>(a, s, h, dh1, daz, ds, dh, H, from, to);
}
export function gruStateGradient_f64(
  a: usize, s: usize, h: usize, dh1: usize, daz: usize, ds: usize, dh: usize, H: i32, from: i32, to: i32,
): void {
  gruStateGradient<f64>(a, s, h, dh1, daz, ds, dh, H, from, to);
}
