import type { Domain, Expected, Nested } from '../../../spec/lib/formula.ts';
import type { Option } from '../../../spec/lib/options.ts';

/** What an option may be, and what it is where nobody says. */
export function optionText(option: Option): string {
  switch (option.type) {
    case 'int':
      return `whole number from ${option.min} to ${option.max}; ${option.default} unless stated`;
    case 'real':
      return `real number; ${option.default} unless stated (cases draw ${option.values.join(', ')})`;
    case 'choice':
      return `${option.values.map((value) => `'${value}'`).join(' or ')}; '${option.default}' unless stated`;
    case 'flag':
      return `true or false; ${option.default} unless stated`;
  }
}

export const DOMAINS: Readonly<Record<Domain, string>> = {
  real: 'real numbers',
  positive: 'positive numbers, bounded away from 0',
  'non-negative': 'non-negative numbers',
  distribution: 'non-negative numbers that sum to one along the last axis',
  mask: 'zeros and ones, with a one in every lane of the last axis',
};

/** `x=[4, 1, -4]`, `axis=0` */
export const assignments = (values: Readonly<Record<string, Nested | Expected | boolean>>): string[] =>
  Object.entries(values).map(([name, value]) => `${name}=${valueText(value)}`);

function valueText(value: Nested | Expected | boolean): string {
  if (value === null) return 'any';
  if (typeof value === 'object') return `[${value.map((part) => valueText(part as Expected)).join(', ')}]`;
  return typeof value === 'number' ? numberText(value) : String(value);
}

/** Powers of two far from one as such: their digits say nothing. */
function numberText(x: number): string {
  if (Object.is(x, -0)) return '-0';
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 'NaN' : x > 0 ? '∞' : '-∞';
  const exponent = Math.log2(Math.abs(x));
  if (x === 0 || Math.abs(exponent) < 20 || 2 ** exponent !== Math.abs(x)) return String(x);
  return `${x < 0 ? '-' : ''}2^${exponent}`;
}
