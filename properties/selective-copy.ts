import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/selective-copy.ts';
import { algorithmLaws } from './lib/algorithm-laws.ts';
import { wordsOf } from './lib/counted.ts';

const of = (letters: readonly number[]): Record<'letters', Tensor> => ({
  letters: { shape: [letters.length], data: Int32Array.from(letters) },
});

const read = ({ input, output }: Tensors) => ({ input: [...input!.data], output: [...output!.data] });

export default algorithmLaws(spec, {
  C1: async ({ inputs, run, that }) => {
    const { input, output } = read(await run(inputs));
    that(input.length === output.length, `${input.length} symbols in, ${output.length} out`);
    input.forEach((symbol, t) => {
      that(symbol === 0 || output[t] === 0, `at ${t} the letter ${symbol} is read and ${output[t]} given`);
    });
  },
  C2: async ({ inputs, options, run, that }) => {
    const { output } = read(await run(inputs));
    const letters = [...inputs.letters!.data];
    letters.forEach((_, t) => {
      that(output[t] === 0, `${output[t]} is given at ${t}, while letters are read`);
    });
    for (let k = 0; k < Number(options.keep); k++)
      that(output[letters.length + k] === (letters[k] ?? 0), `answer ${k} is ${output[letters.length + k]}`);
  },
  C3: async ({ inputs, options, run, that }) => {
    const keep = Number(options.keep);
    const letters = [...inputs.letters!.data, 1, 2];
    const changed = letters.map((letter, t) => (t < keep ? letter : letter + 1));
    const [before, after] = [read(await run(of(letters))), read(await run(of(changed)))];
    that(String(before.output) === String(after.output), `other later letters: ${after.output}`);
  },
  C4: async ({ options, run, that }) => {
    const keep = Number(options.keep);
    const texts = wordsOf(2, keep).map((word) => [...word.map((letter) => letter + 1), 1, 1]);
    const outputs = new Set<string>();
    for (const letters of texts) outputs.add(String(read(await run(of(letters))).output));
    that(outputs.size === 2 ** keep, `${texts.length} texts have ${outputs.size} outputs`);
  },
  C5: async ({ inputs, options, run, that }) => {
    const { input, output } = read(await run(inputs));
    const machine = new Machine(Number(options.keep));
    const given = input.map((symbol) => machine.step(symbol));
    that(String(given) === String(output), `the machine gives ${given}, the output is ${output}`);
  },
});

/** Remembers the first letters, and counts the answers that it has given. */
class Machine {
  private readonly memory: number[] = [];
  private readonly room: number;
  private given = 0;

  constructor(room: number) {
    this.room = room;
  }

  step(symbol: number): number {
    if (symbol === 0) return this.memory[this.given++] ?? 0;
    if (this.memory.length < this.room) this.memory.push(symbol);
    return 0;
  }
}
