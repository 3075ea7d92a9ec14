import { describe, expect, it } from 'vitest';
import { program, withProgram } from './lib/harness.ts';

const never = async () => {
  throw new Error('The program must not start.');
};

describe('a program that does not start is refused with the reason', () => {
  it.each([
    [['no-such-command-anywhere'], 'crash', /the command "no-such-command-anywhere" was not found/],
    [program('no-such-program'), 'crash', /exit code 1.*Cannot find module/],
    [program('crash-at-start'), 'crash', /exit code 7.*Run the command by hand.*«no such library: libfancy»/],
    [program('never-hello'), 'timeout', /did not say hello within 500 ms.*flush/],
    [program('banner'), 'garbage', /«Welcome to FancyLib 3.2».*print anything else to standard error/],
  ])('%j', async (command, kind, message) => {
    const started = withProgram(command, never, { helloTimeoutMs: 500 });
    await expect(started).rejects.toMatchObject({ kind, message: expect.stringMatching(message) });
  });

  it('in a folder that does not exist', async () => {
    const started = withProgram(program('echo'), never, { cwd: '/no/such/folder' });
    await expect(started).rejects.toThrow(/the folder \/no\/such\/folder does not exist/);
  });

  it.each(['', '   '])('an empty command «%s»', async (command) => {
    await expect(withProgram(command, never)).rejects.toThrow(/empty/);
  });
});

describe('a malformed hello is refused with the fault', () => {
  it.each([
    [{ hello: 2 }, /speaks protocol «2», this Assay speaks 1/],
    [{ dtypes: ['float32'] }, /\/dtypes\/0 must be equal to one of the allowed values/],
    [{ dtypes: [] }, /\/dtypes must NOT have fewer than 1 items/],
    [{ name: 3 }, /\/name must be string/],
    [{ formulas: ['softmax'] }, /\/formulas must be object/],
    [{ formulas: { softmax: {} } }, /\/formulas\/softmax must have required property 'gradient'/],
    [{ formulas: { softmax: { gradient: true, varient: 'x' } } }, /additional properties \("varient"\)/],
    [{ functionUlp: 0 }, /\/functionUlp must be > 0/],
  ])('%j', async (fields, message) => {
    const started = withProgram([...program('malformed-hello'), JSON.stringify(fields)], never);
    await expect(started).rejects.toMatchObject({
      kind: 'protocol',
      message: expect.stringMatching(message),
    });
  });
});

it('hello becomes the implementation', async () => {
  const fields = {
    ftz: true,
    functionUlp: 1.5,
    issues: 'https://example.org',
    formulas: {
      adagrad: { gradient: false, variant: 'eps-outside', supports: { eps: [1e-7] }, dtypes: ['f64'] },
    },
  };
  await withProgram(
    [...program('malformed-hello'), JSON.stringify(fields)],
    async ({ implementation }) => {
      expect(implementation).toMatchObject({ name: 'echo', version: '1', ftz: true, functionUlp: 1.5 });
      expect(implementation.issues).toBe('https://example.org');
      const { forward, ...adagrad } = implementation.formulas.adagrad ?? {};
      expect(forward).toBeTypeOf('function');
      expect(adagrad).toEqual({ variant: 'eps-outside', supports: { eps: [1e-7] }, dtypes: ['f64'] });
    },
    { byeTimeoutMs: 100 },
  );
});
