import { test } from 'vitest';
import js from '../../backends/js/index.ts';
import { conformance } from '../../index.ts';

for (const { name, run } of conformance(js)) test(name, run);
