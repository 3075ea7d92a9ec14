/** A program that keeps the protocol: `echo` gives back its input. Cases with the option `bad` go to `misbehave`. */
import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

export const hello = {
  hello: 1,
  name: 'echo',
  version: '1',
  language: 'JavaScript',
  dtypes: ['f32', 'f64'],
  formulas: { echo: { gradient: true } },
};

export function say(message) {
  process.stdout.write(JSON.stringify(message) + '\n');
}

export function answer({ id, inputs, cotangents }) {
  say({ id, outputs: { y: inputs.x }, ...(cotangents ? { gradients: { x: cotangents.y } } : {}) });
}

export function serve(misbehave, onBye = () => process.exit()) {
  recordPid();
  createInterface({ input: process.stdin }).on('line', (line) => {
    const request = JSON.parse(line);
    if (request.cmd === 'hello') say(hello);
    else if (request.cmd === 'bye') onBye();
    else if (request.options.bad) misbehave(request);
    else answer(request);
  });
}

/** So that a test can see which processes there were, and that none is left. */
export function recordPid() {
  appendFileSync(process.env.PIDS, `${process.pid}\n`);
}
