import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tools/wasm.mjs',
    testTimeout: 120_000,
    // All cores: whoever waits for the tests does nothing else.
    maxWorkers: '100%',
  },
});
