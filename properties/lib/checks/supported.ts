import type { Subject } from '../subject.ts';

/** Can the implementation do these options, or the defaults in their place? */
export function supported(
  { entry, prepared }: Subject,
  options: Readonly<Record<string, unknown>> = {},
): boolean {
  return Object.entries(entry.supports ?? {}).every(([name, values]) =>
    values.includes((options[name] ?? prepared.options[name]?.default) as string),
  );
}
