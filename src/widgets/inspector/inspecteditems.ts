import type { ItemKey, Ref } from '../../analysis/document/index.js';
import type { JSONValue, NumberResult } from '../../analysis/steps/index.js';
import type { Failure, StepWarning } from '../../analysis/steps/part.js';
import type { AnalysisModel } from '../../model/index.js';
import { aboutItem, warningOfItem } from '../../analysis/titles.js';

/** One item of a result; labels have been inserted into its sentences. */
export interface IInspectedItem {
  key: ItemKey;
  label: string;
  numbers: Readonly<Record<string, NumberResult>>;
  details: JSONValue | null;
  warnings: readonly StepWarning[];
  error: Failure | null;
  isStale: boolean;
}

/** The items of a selected row, with labels inserted into their sentences. */
export function itemsOf(model: AnalysisModel, ref: Ref): IInspectedItem[] {
  return model.items(ref).map(({ key, numbers, details, warnings, error, isStale }) => {
    const inputs = inputKeysOf(model, ref);
    const say = (text: string) => aboutItem(model.document, text, key, inputs);
    const withLabels = <T extends StepWarning>(it: T) =>
      warningOfItem(model.document, it, key, inputs);
    return {
      key,
      label: model.labelOf(key),
      numbers,
      details: details === undefined ? null : withWords(details, say),
      warnings: warnings.map(withLabels),
      error: error && withLabels(error),
      isStale
    };
  });
}

/** Keys of the inputs that the step of a row worked on. */
export function inputKeysOf(model: AnalysisModel, { id }: Ref): readonly ItemKey[] {
  return model.outcome(id)?.inputs ?? [];
}

function withWords(value: JSONValue, say: (text: string) => string): JSONValue {
  if (typeof value === 'string') {
    return say(value);
  }
  if (Array.isArray(value)) {
    return value.map((entry: JSONValue) => withWords(entry, say));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withWords(one, say)]))
    : value;
}
