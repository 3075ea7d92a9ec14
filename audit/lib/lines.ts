import type { AuditedReport, AuditReport } from './report.ts';
import type { KindReport } from './tally.ts';

/** What was audited as one line: of each kind the cases and the worst disagreement; and below it what failed. */
export function lines({ name, kinds, complete }: AuditedReport, width: number): string[] {
  const failed = kinds.some((kind) => kind.failed > 0);
  const parts = kinds.map(kindText);
  const line = `${failed ? '✗' : '✓'} ${name.padEnd(width)}  ${parts.join(' · ')}`;
  const failures = kinds.flatMap((kind) => [
    ...kind.failures.flatMap(({ says, input }) => [
      `  ✗ ${name} · ${kind.kind}`,
      ...says.split('\n').map((text) => `    ${text}`),
      ...(input === undefined ? [] : [`    ${input}`]),
    ]),
    ...(kind.failed > kind.failures.length
      ? [`  ✗ ${name} · ${kind.kind}: ${kind.failed - kind.failures.length} more`]
      : []),
  ]);
  return [complete ? line : `${line} · interrupted`, ...failures];
}

function kindText({ kind, cases, worst, failed }: KindReport): string {
  const { bits, units, f64, f32 } = worst;
  const figures = [
    bits !== undefined ? [`2^${Math.ceil(bits)}`] : [],
    units !== undefined ? [`${round(units)}·2^-p`] : [],
    f64 !== undefined ? [`f64 ${round(f64)}`] : [],
    f32 !== undefined ? [`f32 ${round(f32)}`] : [],
  ].flat();
  const failures = failed > 0 ? [`${failed} failed`] : [];
  return [kind, cases === 0 && failed === 0 ? '–' : String(cases), ...figures, ...failures].join(' ');
}

/** Rounded up: a bound that is attained to 0.999 is not held to be attained. */
const round = (x: number): string => (Math.ceil(x * 1000) / 1000).toFixed(3);

/** What the figures are, once. */
export const LEGEND = `after each check: cases, then the worst disagreement
  2^-k      relative, of two routes to one number (mathjs in 64 digits and more, differences, another algorithm)
  u·2^-p    of an elementary function in p = 128 and 256 bits
  f64 f32   error of doubles, and of plain float32 computations, as a share of the ball that must hold it`;

/** What was left out, and the sum. */
export function closing({ audited, summary }: AuditReport): string[] {
  const left = new Map<string, number>();
  for (const { kinds } of audited)
    for (const { kind, skipped } of kinds)
      for (const [reason, count] of Object.entries(skipped)) {
        const text = `${kind}: ${reason}`;
        left.set(text, (left.get(text) ?? 0) + count);
      }
  const { cases, failed, complete } = summary;
  const outcome = failed === 0 ? 'no failure' : `${failed} ${failed === 1 ? 'failure' : 'failures'}`;
  return [
    ...(left.size > 0
      ? ['left out', ...[...left].sort().map(([text, count]) => `  ${count} × ${text}`)]
      : []),
    `${summary.audited} audited, ${cases} cases: ${outcome}${complete ? '' : '; interrupted before the end'}`,
  ];
}
