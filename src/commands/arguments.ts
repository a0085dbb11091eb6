import { XESError } from '../base/errors.js';
import type { Args, ArgumentSchema } from './registrar.js';

export const textSchema: ArgumentSchema = { type: 'string' };

/** The error for an argument that is missing, or of another type. */
export function argument(name: string, wanted: string): XESError {
  return new XESError('command/argument', `This command needs "${name}": ${wanted}.`);
}

/** An argument as text; '' for anything else. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** @throws XESError `command/argument` */
export function requireText(values: Args, name: string, wanted: string): string {
  const found = text(values[name]);
  if (found === '') {
    throw argument(name, wanted);
  }
  return found;
}
