import type { Fallible } from './falsify.ts';

const HOW: Readonly<Record<Fallible['by'], string>> = {
  variant: 'a declared variant',
  mutant: 'a mutant of the equations',
  perturbation: 'answers spoilt on purpose',
  opposite: 'the claim turned into its opposite',
  truth: 'the right formula in the place of a variant',
};

/** How many checks each way of being wrong made fail, and those that nothing did. */
export function falsifiedText(falsified: ReadonlyMap<string, Fallible | undefined>): string[] {
  const all = [...falsified];
  const counts = Object.entries(HOW).map(([by, how]) => {
    const count = all.filter(([, one]) => one?.by === by).length;
    return `  ${String(count).padStart(4)}  by ${how}`;
  });
  const never = all.filter(([, by]) => by === undefined);
  return [
    '',
    `${all.length - never.length} of ${all.length} checks that rows count on were made to fail`,
    ...counts,
    ...never.map(([check]) => `  nothing made ${check} fail`),
  ];
}
