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

/** `x=[4, 1, -4] axis=0` */
export const assignments = (values: Readonly<Record<string, Nested | Expected | boolean>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${valueText(value)}`)
    .join(' ');

function valueText(value: Nested | Expected | boolean): string {
  if (value === null) return 'any';
  if (typeof value === 'object') return `[${value.map((part) => valueText(part as Expected)).join(', ')}]`;
  if (typeof value !== 'number' || Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '-∞';
}
