import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openWasm } from '../../backends/wasm/open.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
};

/** Chromium, where the machine has it. */
const browser = ['chromium', 'chromium-browser', 'google-chrome'].find(
  (name) => spawnSync(name, ['--version']).status === 0,
);

const NUMBERS = 100_000;
/** Runs in the page, and sends back what came of it. */
const PAGE = `<!doctype html><script type="module">
  const results = {};
  try {
    const { openWasm } = await import('/dist/backends/wasm/open.js');
    const { openWorkers } = await import('/dist/backends/workers/open.js');
    const x = Float32Array.from({ length: ${NUMBERS} }, (_, n) => Math.fround(n / 1000));
    const run = ({ kernels, engine }) => engine.call(() => [...kernels.combine(0.3, x, 0.7, x)]);
    results.wasm = run(await openWasm({ build: 'plain' }));
    const workers = await openWorkers({ build: 'plain', threads: 2, alone: 0 });
    await new Promise((resolve) => setTimeout(resolve, 500));
    results.workers = run(workers);
    workers.engine.close();
  } catch (thrown) {
    results.error = String(thrown);
  }
  await fetch('/results', { method: 'POST', body: JSON.stringify(results) });
</script>`;

interface Results {
  readonly error?: string;
  readonly wasm: readonly number[];
  readonly workers: readonly number[];
}

it.skipIf(browser === undefined)('the kernels run in a browser, alone and on workers', async () => {
  const { kernels, engine } = await openWasm({ build: 'plain' });
  const x = Float32Array.from({ length: NUMBERS }, (_, n) => Math.fround(n / 1000));
  const expected = engine.call(() => [...kernels.combine(0.3, x, 0.7, x)]);
  const { error, wasm, workers } = await inPage();
  expect(error).toBeUndefined();
  expect(wasm).toEqual(expected);
  expect(workers).toEqual(expected);
});

/** Serves the package to a browser, isolated as shared memory asks, and gives what its page sends back. */
async function inPage(): Promise<Results> {
  const profile = mkdtempSync(join(tmpdir(), 'assay-browser-'));
  let resolve: (results: Results) => void;
  const sent = new Promise<Results>((kept) => {
    resolve = kept;
  });
  const server = createServer((request, response) => {
    const isolated = {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    };
    const path = join(ROOT, request.url!);
    if (request.method === 'POST') {
      const chunks: Buffer[] = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
      response.end();
    } else if (request.url === '/')
      response.writeHead(200, { ...isolated, 'Content-Type': 'text/html' }).end(PAGE);
    else if (path.startsWith(join(ROOT, 'dist')) && existsSync(path))
      response.writeHead(200, { ...isolated, 'Content-Type': TYPES[extname(path)] }).end(readFileSync(path));
    else response.writeHead(404).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-sync'];
  const quiet = [
    '--disable-background-networking',
    '--disable-component-update',
    `--user-data-dir=${profile}`,
  ];
  const page = `http://127.0.0.1:${port}/`;
  const child = spawn(browser!, [...flags, ...quiet, '--remote-debugging-port=0', page], {
    stdio: 'ignore',
    detached: true,
  });
  try {
    return await sent;
  } finally {
    // Its own processes too: they would go on writing to the profile.
    process.kill(-child.pid!, 'SIGKILL');
    await new Promise((ended) => child.once('exit', ended));
    server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 20 });
  }
}
