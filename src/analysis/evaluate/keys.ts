import { sha256Hex } from '../digest.js';

/** JSON with keys of objects sorted, so that equal values have equal texts. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    entries.sort(([item], [other]) => (item < other ? -1 : item > other ? 1 : 0));
    return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${canonical(item)}`).join(',')}}`;
  }
  // JSON has no −0, but 1/−0 differs from 1/0
  return Object.is(value, -0) ? '-0' : (JSON.stringify(value) ?? 'null');
}

/** The key of a step's result for inputs with these keys. */
export function stepKey(
  step: { name: string; version: number },
  parameters: Readonly<Record<string, unknown>>,
  inputs: readonly string[]
): string {
  return sha256Hex(canonical([step.name, step.version, parameters, inputs]));
}

/** The key of one part of a step's result. */
export function partKeyOf(key: string, part: number): string {
  return `${key}#${part}`;
}

/** The key of one value of a part. */
export function valueKeyOf(partKey: string, output: string): string {
  return `${partKey}.${output}`;
}

/** The memo key of the entry that holds a value. */
export function memoKeyOf(valueKey: string): string {
  return valueKey.split('#', 1)[0];
}

/** A single key derived from several. */
export function keyOfAll(keys: readonly string[]): string {
  return sha256Hex(canonical(keys));
}
