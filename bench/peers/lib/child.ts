/** The process of one library: it answers what `messages.ts` asks. */
import { caseNamed } from './cases.ts';
import { finder } from './find.ts';
import { inputsOf } from './inputs.ts';
import { loadLibrary } from './libraries.ts';
import type { Opened, Ready } from './library.ts';
import type { Answer, Answers, Request } from './messages.ts';
import { warm, windowOf } from './window.ts';

let opened: Opened;
let ready: Ready;

async function answer(request: Request): Promise<Answers[keyof Answers]> {
  switch (request.ask) {
    case 'open': {
      const library = await loadLibrary(request.library);
      opened = await library.open({ threads: request.threads, find: finder(request.peers) });
      return { version: opened.version, relaxed: opened.relaxed ?? false };
    }
    case 'prepare': {
      const one = caseNamed(request.case);
      const prepare = opened.runs[one.kind] as ((...call: unknown[]) => Ready | Promise<Ready>) | undefined;
      if (!prepare) return { able: false, result: null };
      ready = await prepare(one, inputsOf(one));
      const result = (await ready.result?.()) ?? null;
      await warm(ready);
      return { able: true, result };
    }
    case 'window':
      return { time: await windowOf(ready, request.length) };
  }
}

process.on('message', async (request: Request) => {
  const reply = (message: Answer) => process.send!(message);
  try {
    reply({ ok: await answer(request) });
  } catch (thrown) {
    reply({ error: thrown instanceof Error ? thrown.message : String(thrown) });
  }
});
process.on('disconnect', () => process.exit());
// Ctrl-C reaches every process of the terminal; the bench decides when this one ends.
process.on('SIGINT', () => {});
