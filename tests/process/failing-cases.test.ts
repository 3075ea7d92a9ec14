import { describe, expect, it } from 'vitest';
import type { Options } from '../../backends/lib/contract.ts';
import type { ProcessOptions } from '../../backends/process/options.ts';
import { program, sendAll, withProgram } from './lib/harness.ts';

interface Row {
  readonly program: string;
  readonly kind: string;
  readonly message: RegExp;
  /** How often the program had to be started. */
  readonly processes: number;
  readonly options?: Partial<ProcessOptions>;
}

const y: Partial<ProcessOptions> = { outputs: () => ({ y: { shape: [2], dtype: 'f32' } }) };
const shortLines = { maxLineBytes: 100_000 };
const impatient = { timeoutMs: 400 };

// A breakdown with several requests in flight takes two further processes: one finds the guilty, one goes on.
const rows: Row[] = [
  {
    program: 'crash',
    kind: 'crash',
    message: /exit code 3, instead of.*«about to divide by zero»/,
    processes: 3,
  },
  { program: 'crash-by-signal', kind: 'crash', message: /was ended by SIGSEGV/, processes: 3 },
  { program: 'half-line', kind: 'crash', message: /in the middle of the line «.*"dty»/, processes: 3 },
  {
    program: 'hang',
    kind: 'timeout',
    message: /did not answer within 400 ms.*endless loop/,
    processes: 3,
    options: impatient,
  },
  {
    program: 'never-answers',
    kind: 'timeout',
    message: /did not answer within 400 ms.*flush/,
    processes: 3,
    options: impatient,
  },
  {
    program: 'endless-line',
    kind: 'flood',
    message: /a line of more than 100000 bytes/,
    processes: 3,
    options: shortLines,
  },
  { program: 'endless-lines', kind: 'flood', message: /wrote \d{4,} lines at once.*«ha»/, processes: 3 },
  {
    program: 'garbage',
    kind: 'garbage',
    message: /«debug: the input.*print anything else to standard/i,
    processes: 3,
  },
  { program: 'unknown-id', kind: 'protocol', message: /12345.*whose id belongs to no request/, processes: 3 },
  { program: 'duplicate-id', kind: 'protocol', message: /answered the same request twice/, processes: 1 },
  {
    program: 'wrong-shape',
    kind: 'protocol',
    message: /"y" of echo has shape \[1,2\], must have \[2\]/,
    processes: 1,
    options: y,
  },
  {
    program: 'wrong-dtype',
    kind: 'protocol',
    message: /"y" of echo has dtype f64, must have f32/,
    processes: 1,
  },
  {
    program: 'wrong-length',
    kind: 'protocol',
    message: /has 6 bytes; shape \[2\] of f32 needs 8/,
    processes: 1,
  },
  {
    program: 'missing-output',
    kind: 'protocol',
    message: /lacks the output "y"; it has result/,
    processes: 1,
    options: y,
  },
  {
    program: 'misspelt-field',
    kind: 'protocol',
    message: /additional properties \("gradeint"\)/,
    processes: 1,
  },
  {
    program: 'error',
    kind: 'error',
    message: /failed on a case of echo: axis 7 is out of range/,
    processes: 1,
  },
  {
    program: 'skipped',
    kind: 'skipped',
    message: /skips this case of echo: only square inputs/,
    processes: 1,
  },
];

describe('one failing case among seven costs that case and no other', () => {
  const cases: Options[] = [{}, {}, {}, { bad: true }, {}, {}, {}];

  it.each(rows)('$program', async ({ program: name, kind, message, processes, options }) => {
    await withProgram(
      program(name),
      async ({ echo, pids }) => {
        const outcomes = await sendAll(echo, cases);
        expect(outcomes).toEqual([0, 1, 2, { kind, message: expect.stringMatching(message) }, 4, 5, 6]);
        expect(await sendAll(echo, [{}, {}])).toEqual([0, 1]);
        expect(pids()).toHaveLength(processes);
      },
      options,
    );
  });
});

describe('gradients', () => {
  const x = { shape: [2], data: Float32Array.of(1, 2) };

  it('missing ones fail the case and not its forward', async () => {
    await withProgram(program('missing-gradients'), async ({ echo }) => {
      await expect(echo.vjp?.({ x }, { bad: true }, { y: x }, { dtype: 'f32' })).rejects.toThrow(
        /without gradients/,
      );
      await expect(echo.vjp?.({ x }, {}, { y: x }, { dtype: 'f32' })).resolves.toEqual({ x });
    });
  });

  it('a skipped case says where it is tracked', async () => {
    await withProgram(program('skipped'), async ({ echo }) => {
      await expect(echo.forward({ x }, { bad: true }, { dtype: 'f32' })).rejects.toMatchObject({
        issue: 'https://example.org/1',
      });
    });
  });
});
