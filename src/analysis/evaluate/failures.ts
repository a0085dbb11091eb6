import type { Failure, StepPart } from '../steps/part.js';
import { asXESError, type ErrorCode } from '../../base/errors.js';
import type { Id } from '../document/types.js';
import type { Step } from '../steps/step.js';
import type { ValueKind } from '../steps/values.js';
import { furtherOutputs } from './parts.js';

/** Anything thrown, as plain data. */
export function failureOf(reason: unknown): Failure {
  const { code, message } = asXESError(reason);
  return { code, message };
}

/** Whether the same inputs would fail again in the same way, so that the failure can be cached. */
export function isLasting({ code }: Failure): boolean {
  return code !== 'compute/out-of-memory' && code !== 'internal/error';
}

/** Why a step is not done: an input failed, or is disabled. */
export function skipped(id: Id, source: Id, isOff: boolean): Failure {
  const why = isOff ? 'which is switched off' : 'which failed';
  return { code: 'step/skipped', message: `Step "${id}" works on "${source}", ${why}.` };
}

/**
 * Why there is no output of this name.
 * @param part the step's part; null if the step is disabled.
 */
export function noSuchOutput(id: Id, output: string, part: StepPart | null): Failure {
  const names = part ? furtherOutputs(part).map(({ name }) => name) : [];
  const remedy =
    names.length > 0
      ? `name one of its outputs (${names.join(', ')}), or none for its result`
      : 'name none, for its result';
  return { code: 'step/input', message: `Step "${id}" gives no "${output}": ${remedy}.` };
}

/** Why inputs are not combined: one of them is missing. @param index of its label. */
export function inputFailed(id: Id, index: number, cause: Failure | null): Failure {
  const why = cause ? `: ${cause.message.replaceAll('{0}', `{${index}}`)}` : '.';
  return {
    code: 'step/input-failed',
    message: `Step "${id}" works on several inputs, and "{${index}}" failed. Leave it out, or mend it${why}`
  };
}

/** Why a scan that is given by id is not accepted by a step. */
export function rejectedScan({ name, takes }: Step, kind: string): Failure {
  return {
    code: codeOf(takes),
    message: `The step "${name}" works on a ${takes.join(' or a ')}; "{0}" is a ${kind}.`
  };
}

/** Why a step has no inputs. */
export function noAcceptedInputs(id: Id, { takes }: Step): Failure {
  return {
    code: codeOf(takes),
    message: `None of the scans is a ${takes.join(' or a ')}, which step "${id}" works on.`
  };
}

/** A scan that should have been a map has a separate error code. */
function codeOf(takes: readonly ValueKind[]): ErrorCode {
  return takes.every(kind => kind === 'map') ? 'scan/not-a-map' : 'step/input';
}

/** Why a step of an analysis without scans does nothing. */
export function nothingToDo(id: Id): Failure {
  return { code: 'step/input', message: `Step "${id}" has nothing to work on: add a scan.` };
}

/** Why the evaluation stops computing values. */
export function tooManyValues(id: Id, inputs: number, limit: number, made: number): Failure {
  return {
    code: 'analysis/too-large',
    message: `Step "${id}" would work on ${inputs} values, and this run can make ${limit}, of which ${made} are made: let it work on fewer steps ("from"), or on fewer scans at a time.`
  };
}
