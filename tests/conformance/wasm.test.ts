import { test } from 'vitest';
import wasm from '../../backends/wasm/index.ts';
import { conformance } from '../../index.ts';

for (const { name, run } of conformance(wasm)) test(name, run);
