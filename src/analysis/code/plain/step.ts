import type { JSONValue } from '../../document/json.js';
import type { ItemKey, StepEntry } from '../../document/types.js';
import type { Completed } from '../../steps/step.js';
import type { ItemFacts } from '../types.js';
import { notPlain, type Script } from './script.js';
import type { PlainInput, PlainNumber, PlainValue, Subtraction } from './value.js';
import { stepTitle } from '../../titles.js';

/** The context in which a step is written. */
export interface StepContext {
  readonly entry: StepEntry;
  readonly parameters: Completed;
  readonly script: Script;
  /** Facts of the item's result; null if there is none. */
  readonly item: ItemFacts | 'unknown' | null;
}

/** A step in the code: an expression of its inputs, and facts about its value. */
export interface PlainResult {
  /** @param before the text before it on its line */
  expression(before: string): string;
  readonly value: PlainValue;
  /** The curve it was subtracted from, and the curve that was subtracted. */
  readonly under?: Subtraction;
}

/** A step as plain Python. */
export interface PlainStep {
  /** Whether each expression needs lines of code before it, or facts differ between inputs. */
  readonly isOfEach?: boolean;
  /** The kind that it takes a scan as; absent: the scan's displayed kind. */
  readonly takes?: 'spectrum' | 'map';
  /**
   * @param list all inputs as one argument, for a step that combines them
   * @throws XESError `code/not-plain`
   */
  write(context: StepContext, inputs: readonly PlainInput[], list: string): PlainResult;
  /** Numbers along with its value. @param result the variable of the value */
  numbers?(context: StepContext, result: string): readonly PlainNumber[];
}

export function refused({ entry }: Pick<StepContext, 'entry'>, why: string) {
  return notPlain(stepTitle(entry), why);
}

/** A range as two arguments; none without a range. */
export function rangeArguments(range: JSONValue): string[] {
  return Array.isArray(range) ? range.map(String) : [];
}

export type Facts = { readonly key: ItemKey };
