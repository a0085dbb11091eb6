import type { JSONValue } from '../../document/json.js';
import type { ItemKey, StepEntry } from '../../document/types.js';
import type { Completed } from '../../steps/step.js';
import type { ItemFacts } from '../types.js';
import { notPlain, type Script } from './script.js';
import type { PlainInput, PlainNumber, PlainValue, Under } from './value.js';
import { stepTitle } from '../../titles.js';

/** What a step is written with. */
export interface StepContext {
  readonly entry: StepEntry;
  readonly parameters: Completed;
  readonly script: Script;
  /** What its item's result says; null where there is none. */
  readonly item: ItemFacts | 'unknown' | null;
}

/** What a step is in the code: an expression of its inputs, and what that is. */
export interface PlainResult {
  /** @param before what stands before it on its line */
  expression(before: string): string;
  readonly value: PlainValue;
  /** What it was taken off, and what was taken off it. */
  readonly under?: Under;
}

/** A step as plain Python. */
export interface PlainStep {
  /** Whether lines of its own stand before each of its expressions, or its facts differ from input to input. */
  readonly isOfEach?: boolean;
  /** As what it takes a scan; null: as what that is looked at as. */
  readonly takes?: 'spectrum' | 'map';
  /**
   * @param list all inputs as one argument, of a step that works on all of them together
   * @throws XESError `code/not-plain`
   */
  write(context: StepContext, inputs: readonly PlainInput[], list: string): PlainResult;
  /** Numbers beside its value. @param result what the code calls the value */
  numbers?(context: StepContext, result: string): readonly PlainNumber[];
}

export function refused({ entry }: Pick<StepContext, 'entry'>, why: string) {
  return notPlain(stepTitle(entry), why);
}

/** A range as two arguments; none where there is no range. */
export function rangeArguments(range: JSONValue): string[] {
  return Array.isArray(range) ? range.map(String) : [];
}

export type Facts = { readonly key: ItemKey };
