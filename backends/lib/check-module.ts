import { type Implementation, type ImplementationModule, implementation } from './contract.ts';
import { ImplementationFailure } from './failure.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The default export of a user's module as an Implementation.
 * @param where named in the messages: the module's path
 * @throws ImplementationFailure of kind 'protocol' with the first thing that breaks the contract
 */
export function checkModule(where: string, module: Fields): Implementation {
  const require = (holds: boolean, what: string, instead: unknown): void => {
    if (holds) return;
    const text = `${where}: ${what}, not ${describe(instead)}. See backends/lib/contract.ts for the contract.`;
    throw new ImplementationFailure('protocol', text);
  };
  const { default: exported } = module;
  if (exported === undefined) {
    const others = Object.keys(module).join(', ') || 'nothing';
    const text = `${where} has no default export (it exports ${others}).`;
    const remedy = 'Write `export default implementation({ name, dtypes, formulas })`.';
    throw new ImplementationFailure('protocol', `${text} ${remedy}`);
  }
  require(isFields(exported), 'the default export must be an object { name, dtypes, formulas }', exported);
  const { name, version, dtypes, ftz, functionUlp, issues, formulas, close } = exported as Fields;
  require(isText(name), 'name must be a text', name);
  require(version === undefined || isText(version), 'version must be a text', version);
  require(isDtypes(dtypes), "dtypes must be a list of 'f32' and 'f64'", dtypes);
  require(ftz === undefined || typeof ftz === 'boolean', 'ftz must be true or false', ftz);
  require(isUlp(functionUlp), 'functionUlp must be a positive number', functionUlp);
  require(issues === undefined || isText(issues), 'issues must be an address', issues);
  require(close === undefined || typeof close === 'function', 'close must be a function', close);
  require(isFields(formulas), 'formulas must be an object { softmax: …, … }', formulas);
  for (const [formula, entry] of Object.entries(formulas as Fields)) {
    if (typeof entry === 'function') continue;
    const of = `formulas['${formula}']`;
    require(isFields(entry), `${of} must be a function or an object { forward, vjp? }`, entry);
    const { forward, vjp, variant, supports, requires, differentiates, dtypes: some } = entry as Fields;
    require(typeof forward === 'function', `${of}.forward must be a function`, forward);
    require(vjp === undefined || typeof vjp === 'function', `${of}.vjp must be a function`, vjp);
    require(variant === undefined || isText(variant), `${of}.variant must be a text`, variant);
    require(isSupports(supports), `${of}.supports must be lists of values by option name`, supports);
    require(isTexts(requires), `${of}.requires must be a list of conditions`, requires);
    require(isTexts(differentiates), `${of}.differentiates must be a list of inputs`, differentiates);
    require(some === undefined || isDtypes(some), `${of}.dtypes must be a list of 'f32' and 'f64'`, some);
  }
  return implementation(exported as unknown as ImplementationModule);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isTexts(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.every(isText));
}

function isUlp(value: unknown): boolean {
  return value === undefined || (typeof value === 'number' && value > 0);
}

function isDtypes(value: unknown): boolean {
  return (
    Array.isArray(value) && value.length > 0 && value.every((dtype) => dtype === 'f32' || dtype === 'f64')
  );
}

function isSupports(value: unknown): boolean {
  return (
    value === undefined || (isFields(value) && Object.values(value).every((list) => Array.isArray(list)))
  );
}

function describe(value: unknown): string {
  if (value === undefined) return 'absent';
  if (typeof value === 'function') return 'a function';
  return JSON.stringify(value) ?? String(value);
}
