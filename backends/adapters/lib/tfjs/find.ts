import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Tf } from './api.ts';

const version = '4.22.0';
const packages = {
  cpu: '@tensorflow/tfjs',
  wasm: '@tensorflow/tfjs-backend-wasm',
} as const;

export type Backend = keyof typeof packages;

/**
 * TensorFlow.js as the user has installed it: looked for from the current folder, then from here.
 * @throws Error that says what to install
 */
export async function findTensorFlow(backend: Backend): Promise<Tf> {
  const tf = require(packages.cpu) as Tf;
  if (backend !== 'cpu') require(packages[backend]);
  if (!(await tf.setBackend(backend)))
    throw new Error(`TensorFlow.js could not start its backend ${backend}.`);
  await tf.ready();
  return tf;
}

function require(name: string): unknown {
  const places = [createRequire(join(process.cwd(), 'here.js')), createRequire(import.meta.url)];
  for (const place of places) {
    const path = resolved(place, name);
    if (path !== undefined) return place(path);
  }
  const looked = `was looked for from ${process.cwd()} and from Assay's own folder`;
  throw new Error(
    `The package ${name} is not installed (${looked}). Install it: npm install ${name}@${version}`,
  );
}

function resolved(place: NodeJS.Require, name: string): string | undefined {
  try {
    return place.resolve(name);
  } catch {
    return undefined;
  }
}

/**
 * The adapters of several backends may run in one process and share the library's state, so each says which one it
 * means before it computes; for a backend that has been started this takes effect at once.
 */
export function useBackend(tf: Tf, backend: Backend): void {
  if (tf.getBackend() !== backend) void tf.setBackend(backend);
}
