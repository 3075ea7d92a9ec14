/** What the bench asks of the process of a library, one thing at a time, and what it answers. */

export interface Requests {
  readonly open: { readonly library: string; readonly threads: number; readonly peers: string | null };
  readonly prepare: { readonly case: string };
  /** Runs the prepared case for about so many milliseconds, or once. */
  readonly window: { readonly length: number };
}

export interface Answers {
  readonly open: { readonly version: string; readonly relaxed: boolean };
  /** `able` is false where the library cannot do the case; a probe has no result. */
  readonly prepare: { readonly able: boolean; readonly result: Float32Array | Float64Array | null };
  /** Milliseconds that one case took, on average over the window. */
  readonly window: { readonly time: number };
}

export type Ask = keyof Requests;
export type Request = { readonly [A in Ask]: { readonly ask: A } & Requests[A] }[Ask];
export type Answer = { readonly ok: unknown } | { readonly error: string };
