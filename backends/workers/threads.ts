import { inNode } from '../lib/platform.ts';
import { threadUrl } from '../lib/thread-url.ts';

/** What a worker is told before it begins. */
export interface Start {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Of the board. */
  readonly buffer: SharedArrayBuffer;
  readonly workers: number;
  /** Which of them it is, from 0. */
  readonly worker: number;
}

/** A worker's thread, which does not keep the process alive once it has begun. */
export interface Thread {
  /** Resolved when it looks for jobs, or has ended. */
  readonly ready: Promise<void>;
  end(): void;
}

/** Starts a worker; `onEnd` is called when it is no more. */
export type StartThread = (start: Start, onEnd: () => void) => Thread;

/** How threads are started here: in Node, or in a browser that isolates the page (COOP and COEP headers). */
export async function threadStarter(): Promise<StartThread> {
  const url = threadUrl('thread', import.meta.url);
  if (inNode) {
    const { Worker } = await import('node:worker_threads');
    return (start, onEnd) => {
      const worker = new Worker(url);
      worker.on('error', onEnd).on('exit', onEnd);
      const ready = new Promise<void>((resolve) => {
        worker.once('message', () => resolve()).once('exit', () => resolve());
      });
      worker.once('message', () => worker.unref());
      worker.postMessage(start);
      return { ready, end: () => void worker.off('exit', onEnd).terminate() };
    };
  }
  const { Worker } = globalThis as unknown as { readonly Worker: typeof BrowserWorker };
  return (start, onEnd) => {
    const worker = new Worker(url, { type: 'module' });
    worker.addEventListener('error', onEnd);
    const ready = new Promise<void>((resolve) => {
      worker.addEventListener('message', resolve);
      worker.addEventListener('error', resolve);
    });
    worker.postMessage(start);
    return { ready, end: () => worker.terminate() };
  };
}

/** What is used of a browser's own. */
declare class BrowserWorker {
  constructor(url: URL, options: { readonly type: 'module' });
  addEventListener(event: 'error' | 'message', listener: () => void): void;
  postMessage(message: unknown): void;
  terminate(): void;
}
