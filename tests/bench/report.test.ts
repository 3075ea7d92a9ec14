import { describe, expect, it } from 'vitest';
import { chart } from '../../bench/peers/lib/chart.ts';
import { report } from '../../bench/peers/lib/report.ts';
import type { Result } from '../../bench/peers/lib/result.ts';
import { resultOf } from './result.ts';

const result = resultOf({ wasm: [50, 52, 60], quick: [20], slow: [], machine: [50, 40] });

describe('the report', () => {
  const text = report(result);

  it('has the medians, and how ours stand to the best peer', () => {
    expect(text).toMatch(/^matmul +52 +20 +failed$/mu);
    expect(text).toMatch(/^matmul +0\.38× +quick$/mu);
  });

  it('has the speed and the share of the peak, which is what the machine reached in its best window', () => {
    expect(text).toMatch(/^matmul +GFLOP\/s +38\.5 +77 % +100 200 % +– +50\.0$/mu);
  });

  it('says why a cell is empty', () => {
    expect(text).toContain('slow failed at matmul: it broke');
  });

  it('names who is missing, and the command that helps', () => {
    const absent: Result = {
      ...result,
      libraries: { ...result.libraries, quick: { role: 'peer', absent: 'not installed: quick@1.0.0' } },
      install: 'npm install quick@1.0.0',
    };
    expect(report(absent)).toContain('quick took no part: not installed: quick@1.0.0');
    expect(report(absent)).toContain('npm install quick@1.0.0');
  });

  it('says so when nothing was measured', () => {
    expect(report({ ...result, cases: [] })).toContain('Nothing was measured.');
  });
});

it('the chart has a bar for each time, longer where it took longer', () => {
  const widths = [...chart(result).matchAll(/width="([\d.]+)" height="9"/gu)].map(([, width]) =>
    Number(width),
  );
  expect(widths).toHaveLength(2);
  expect(widths[0]).toBeGreaterThan(widths[1]);
});
