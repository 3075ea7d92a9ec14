import { expect, it } from 'vitest';
import { splitCommand } from '../../backends/process/split-command.ts';

it.each([
  ['python mine.py', ['python', 'mine.py']],
  ['  a   b\t c ', ['a', 'b', 'c']],
  [`sh -c "cd x && ./go '1 2'"`, ['sh', '-c', "cd x && ./go '1 2'"]],
  [`a 'b "c"' d`, ['a', 'b "c"', 'd']],
  ['my\\ program \\"x\\"', ['my program', '"x"']],
  ['C:\\tools\\py.exe a\\b', ['C:\\tools\\py.exe', 'a\\b']],
  [`a '' ""`, ['a', '', '']],
  ['a$HOME *.py', ['a$HOME', '*.py']],
])('%s', (command, words) => {
  expect(splitCommand(command)).toEqual(words);
});

it.each(['a "b', "a 'b"])('the open quote of %s is refused', (command) => {
  expect(() => splitCommand(command)).toThrow(/open/);
});
