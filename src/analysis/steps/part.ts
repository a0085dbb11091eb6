import { asXESError, type ErrorCode } from '../../base/errors.js';
import type { JSONObject } from './json.js';
import { aboutInput, InputError, literally } from './labels.js';
import type { NumberResult, Value } from './values.js';

/** Something the user should know about a result. */
export interface StepWarning {
  code: string;
  message: string;
}

/** The same of a part; `{0}` in the message stands for what input 0 is called. */
export interface PartWarning extends StepWarning {
  /** Indexes of the inputs that it is about. */
  inputs: readonly number[];
}

/** Why there is no result; `{0}` in the message stands for what input 0 is called. */
export interface Failure {
  code: ErrorCode;
  message: string;
}

/** What a step made of one of its inputs, or of all together. It names nothing. */
export interface StepPart {
  /** Index of the input that it was made of; null: of all. */
  input: number | null;
  /** By output name, the main one first. */
  outputs: Readonly<Record<string, Value>>;
  /** By output name: what is looked at beside the outputs, or worked on, and is no result of its own to be written. */
  aside?: Readonly<Record<string, Value>>;
  /** Results that are numbers, by name. */
  numbers: Readonly<Record<string, NumberResult>>;
  /** Tables of facts that are neither curves nor single numbers, such as a fit's report; JSON. */
  details?: JSONObject;
  warnings: readonly PartWarning[];
  /** Null where there is a result; with one there are neither outputs nor numbers. */
  error: Failure | null;
}

/** Name of a step's only, or most important output. */
export const mainOutput = 'main';

/** A part that is nothing but the reason why there is no result. */
export function failedPart(input: number | null, reason: unknown): StepPart {
  const { code, message } = asXESError(reason);
  const sentence = reason instanceof InputError ? message : literally(message);
  return { input, outputs: {}, numbers: {}, warnings: [], error: { code, message: sentence } };
}

/** A part that was made of one input alone, as that of the input at another index. */
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
