import { printable } from './printable.ts';

/** Text that Markdown shows as it is, on one line. */
export const plainMarkdown = (text: string): string =>
  printable(text.replace(/\s*\n\s*/gu, ' '))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*_[\]|$~#]/gu, '\\$&');
