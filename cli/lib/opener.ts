import type { Judge, Settings } from './judge.ts';
import type { Source } from './source.ts';
import type { Terminal } from './terminal.ts';

/** Starts judges: each in a thread of its own, or in this one, where a debugger finds it. */
export async function opener(
  source: Source,
  settings: Settings,
  threads: boolean,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<() => Judge> {
  if (!threads) {
    const { LocalJudge } = await import('./local-judge.ts');
    return () => new LocalJudge(source, settings, signal);
  }
  const { ThreadJudge } = await import('./thread-judge.ts');
  return () => new ThreadJudge(source, settings, (text) => terminal.note(text));
}
