/**
 * Judging makes thousands of functions, one for each formula in each arithmetic, that live for some hundred cases. V8 spends
 * more on optimizing them than it wins back: so it waits sixteen times as long, until a function has shown that it stays.
 */
import { setFlagsFromString } from 'node:v8';

const BUDGET = 16 * 66 * 1024;

/** V8 complains of a flag that it does not know: it is known up to here. */
const LATEST = 24;

if (Number.parseInt(process.versions.node, 10) <= LATEST) setFlagsFromString(`--interrupt-budget=${BUDGET}`);
