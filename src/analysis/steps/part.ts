import { asXESError, type ErrorCode } from '../../base/errors.js';
import type { JSONObject } from './json.js';
import { aboutInput, InputError, literally } from './labels.js';
import type { NumberResult, Value } from './values.js';

/** A warning to the user about a result. */
export interface StepWarning {
  code: string;
  message: string;
}

/** A warning of a part; `{0}` in the message is a placeholder for the label of input 0. */
export interface PartWarning extends StepWarning {
  /** Indices of the inputs that it is about. */
  inputs: readonly number[];
}

/** Why there is no result; `{0}` in the message is a placeholder for the label of input 0. */
export interface Failure {
  code: ErrorCode;
  message: string;
}

/** A step's result for one of its inputs, or for all together. It contains no names. */
export interface StepPart {
  /** Index of its input; null: all. */
  input: number | null;
  /** By output name, the main one first. */
  outputs: Readonly<Record<string, Value>>;
  /** By output name: shown next to the outputs, or used as input, but not written as a result. */
  aside?: Readonly<Record<string, Value>>;
  /** Results that are numbers, by name. */
  numbers: Readonly<Record<string, NumberResult>>;
  /** Structured facts that are neither curves nor single numbers, such as a fit's report; JSON. */
  details?: JSONObject;
  warnings: readonly PartWarning[];
  /** Null if there is a result; otherwise there are neither outputs nor numbers. */
  error: Failure | null;
}

/** Name of a step's only, or most important output. */
export const mainOutput = 'main';

/** A part with an error and no result. */
export function failedPart(input: number | null, reason: unknown): StepPart {
  const { code, message } = asXESError(reason);
  const sentence = reason instanceof InputError ? message : literally(message);
  return { input, outputs: {}, numbers: {}, warnings: [], error: { code, message: sentence } };
}

/** A part of one input, moved to another index. */
export function atInput(part: StepPart, index: number): StepPart {
  return {
    ...part,
    input: index,
    warnings: part.warnings.map(({ code, message }) => ({
      code,
      message: aboutInput(message, index),
      inputs: [index]
    })),
    error: part.error && { ...part.error, message: aboutInput(part.error.message, index) }
  };
}
