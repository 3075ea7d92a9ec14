import { styleText } from 'node:util';

export type Style = 'bold' | 'dim' | 'green' | 'yellow' | 'red' | 'magenta';

/** Text in a style, or as it is where nothing can show it. */
export type Paint = (style: Style, text: string) => string;

export const plain: Paint = (_, text) => text;

export const coloured: Paint = (style, text) => styleText(style, text, { validateStream: false });

/** By NO_COLOR and FORCE_COLOR, else whether it is a terminal that has colours. */
export function paintFor(stream: NodeJS.WriteStream, env = process.env): Paint {
  if (env.NO_COLOR) return plain;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR === '0' ? plain : coloured;
  return stream.isTTY && stream.hasColors() ? coloured : plain;
}
