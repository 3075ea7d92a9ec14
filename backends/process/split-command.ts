/**
 * Splits a command into its words as a shell would, without one: spaces separate, single and double quotes hold
 * together, a backslash takes the next quote, backslash or space as it is. Nothing is expanded.
 *
 * There is no shell because one would stand between Assay and the program: quoting would depend on the system, a
 * missing command would look like a crash. Who needs a shell asks for it: `sh -c "cd here && ./program"`.
 * @throws SyntaxError for an empty command or an open quote.
 */
export function splitCommand(command: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (let i = 0; i < command.length; i++) {
    const char = command[i];
    const next = command[i + 1];
    if (char === '\\' && quote !== "'" && next !== undefined && /["'\\\s]/.test(next)) {
      word = (word ?? '') + next;
      i++;
    } else if (quote !== undefined) {
      if (char === quote) quote = undefined;
      else word += char;
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= '';
    } else if (/\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + char;
    }
  }
  if (quote !== undefined) throw new SyntaxError(`The command ${command} has an open ${quote}.`);
  if (word !== undefined) words.push(word);
  if (words.length === 0) throw new SyntaxError('The command is empty.');
  return words;
}
