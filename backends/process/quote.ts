/** A piece of somebody else's output for a message: on one line, short, its middle left out if need be. */
export function quote(text: string, limit = 160): string {
  const line = text
    .trim()
    .replace(/\s*\n\s*/g, ' ⏎ ')
    .replace(/\p{Cc}/gu, '·');
  if (line.length <= limit) return `«${line}»`;
  const half = Math.floor(limit / 2);
  return `«${line.slice(0, half)} … ${line.slice(-half)}» (${text.length} characters)`;
}
