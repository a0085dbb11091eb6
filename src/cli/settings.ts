import { isRecord } from '../analysis/steps/parameters/index.js';
import type { Step } from '../analysis/steps/index.js';
import { XESError } from '../base/errors.js';

/**
 * Parameters of a step from `k=v` pairs. Entries of a parameter with several values may be set
 * individually (`set.center=9572`); repeated lists and records are extended.
 * @throws XESError `cli/usage` for a word that is no pair; values are validated by the step.
 */
export function settingsOf(step: Step, pairs: readonly string[]): Record<string, unknown> {
  const settings = new Map<string, unknown>(); // an object would treat `__proto__` specially
  for (const pair of pairs) {
    const match = /^\s*([A-Za-z_]\w*)(?:\.([A-Za-z_]\w*))?\s*=(.*)$/s.exec(pair);
    if (!match) {
      throw new XESError('cli/usage', `--set takes NAME=VALUE, not "${pair}".`);
    }
    const [, name, part, word] = match;
    const parameter = Object.hasOwn(step.parameters, name) ? step.parameters[name] : undefined;
    const value = parameter ? parameter.parse(part ? `${part}=${word}` : word) : word;
    settings.set(name, added(settings.get(name), value));
  }
  return Object.fromEntries(settings);
}

function added(before: unknown, value: unknown): unknown {
  if (isRecord(before) && isRecord(value)) {
    return { ...before, ...value };
  }
  return value;
}
