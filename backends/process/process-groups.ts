/** Sees to it that no program outlives Assay, however Assay ends (short of SIGKILL, when programs see end of input). */
import { spawnSync } from 'node:child_process';

const live = new Set<number>();
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export function watchGroup(pid: number): void {
  if (live.size === 0) {
    process.on('exit', killAll);
    for (const signal of signals) process.on(signal, onSignal);
  }
  live.add(pid);
}

export function unwatchGroup(pid: number): void {
  if (live.delete(pid) && live.size === 0) {
    process.off('exit', killAll);
    for (const signal of signals) process.off(signal, onSignal);
  }
}

/** Kills a program and all that it started. */
export function killGroup(pid: number): void {
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left in the group.
  }
}

function killAll(): void {
  for (const pid of live) killGroup(pid);
}

/** A listener takes away the signal's default action, so the last one to listen repeats the signal. */
function onSignal(signal: NodeJS.Signals): void {
  killAll();
  if (process.listenerCount(signal) > 1) return;
  process.off(signal, onSignal);
  process.kill(process.pid, signal);
}
