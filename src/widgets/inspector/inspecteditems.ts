import type { ItemKey, Ref } from '../../analysis/document/index.js';
import type { JSONValue, NumberResult } from '../../analysis/steps/index.js';
import type { Failure, StepWarning } from '../../analysis/steps/part.js';
import { saidOnce } from '../../analysis/steps/sharednoise.js';
import type { AnalysisModel } from '../../model/index.js';
import { aboutItem } from '../../model/labels.js';

/** One item of a result; sentences have labels in them. */
export interface IInspectedItem {
  key: ItemKey;
  label: string;
  numbers: Readonly<Record<string, NumberResult>>;
  details: JSONValue | null;
  warnings: readonly StepWarning[];
  error: Failure | null;
  isStale: boolean;
}

/** The items of a selected row, with labels in their sentences. */
export function itemsOf(model: AnalysisModel, ref: Ref): IInspectedItem[] {
  return model.items(ref).map(({ key, numbers, details, warnings, error, isStale }) => {
    const say = (text: string) => inWords(model, ref, key, { code: '', message: text }).message;
    return {
      key,
      label: model.labelOf(key),
      numbers,
      details: details === undefined ? null : withWords(details, say),
      warnings: saidOnce(warnings).map(({ code, message }) => ({ code, message: say(message) })),
      error: error && { code: error.code, message: say(error.message) },
      isStale
    };
  });
}

/** A sentence with labels in the place of what it was made of. */
export function inWords<T extends StepWarning>(
  model: AnalysisModel,
  { id }: Ref,
  key: ItemKey,
  it: T
): T {
  const inputs = model.outcome(id)?.inputs ?? [];
  return { ...it, message: aboutItem(model.document, it.message, key, inputs) };
}

function withWords(value: JSONValue, say: (text: string) => string): JSONValue {
  if (typeof value === 'string') {
    return say(value);
  }
  if (Array.isArray(value)) {
    return value.map((one: JSONValue) => withWords(one, say));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withWords(one, say)]))
    : value;
}
