import type { ResultColumn } from '../formats/columns.js';
import { distinct } from '../formats/distinct.js';
import { sigmaApproximate } from '../formats/sigmamark.js';
import { XESError } from '../base/errors.js';
import { reasonsIn, withWarnings } from './steps/approximate.js';
import type {
  JSONObject,
  JSONValue,
  NumberResult,
  Step,
  StepPart,
  StepWarning,
  Value
} from './steps/index.js';
import { withLabels, wordWithLabel } from './steps/labels.js';
import { isRecord } from './steps/parameters/index.js';

/** A value with its displayed name. */
export type Named<V extends Value = Value> = V & { name: string };

/** The results of a step as displayed, with the labels of its inputs. */
export interface NamedOutput {
  values: Named[];
  numbers: Record<string, NumberResult>;
  details?: JSONObject;
  warnings: StepWarning[];
}

/** The same for one input; null: for all. */
export interface NamedItem extends Omit<NamedOutput, 'warnings'> {
  input: number | null;
}

/**
 * The results of a step for each input, or for all of them. A part about single inputs is merged
 * into the part of all, its numbers as `LABEL.number`.
 * @param labels of the inputs, in order.
 * @throws XESError the failure of the first part that has one.
 */
export function namedItems(
  step: Step,
  parts: readonly StepPart[],
  labels: readonly string[]
): NamedItem[] {
  const own = uniqueLabels(step, labels);
  requireMade(parts, own);
  const ofAll = parts.find(({ input }) => input === null);
  if (!ofAll) {
    return parts.map(part => namedPart(step, part, own));
  }
  const all = parts.map(part => namedPart(step, part, own));
  return [
    {
      input: null,
      values: all.flatMap(({ values }) => values),
      numbers: joined(all, own, item => item.numbers),
      ...(ofAll.details ? { details: joined(all, own, item => item.details) } : {})
    }
  ];
}

/** Numbers or facts of parts, those about one input as `LABEL.name`. */
function joined<T>(
  items: readonly NamedItem[],
  labels: readonly string[],
  pick: (item: NamedItem) => Readonly<Record<string, T>> | undefined
): Record<string, T> {
  return Object.fromEntries(
    items.flatMap(item =>
      Object.entries(pick(item) ?? {}).map(([key, candidate]) => [
        item.input === null ? key : `${labels[item.input]}.${key}`,
        candidate
      ])
    )
  );
}

/**
 * All results of a step merged; with several inputs each number and fact is `LABEL.name`.
 * @param count number of parts, failed and excluded ones included, so that a failure renames no
 * other part.
 * @throws as `namedItems`
 */
export function namedOutput(
  step: Step,
  parts: readonly StepPart[],
  labels: readonly string[],
  count = parts.length
): NamedOutput {
  const items = namedItems(step, parts, labels);
  const values = items.flatMap(item => item.values);
  const own = uniqueLabels(step, labels);
  if (items.length === 1 && (count === 1 || items[0].input === null)) {
    const { numbers, details } = items[0];
    const warnings = marksLast(parts, warning => withLabels(warning.message, own));
    return { values, numbers, ...(details ? { details } : {}), warnings };
  }
  // of several items each is of one input
  const each = distinct(own);
  const names = items.map(({ input }) => each[input ?? 0]);
  const named = <T>(pick: (item: NamedItem) => Readonly<Record<string, T>> | undefined) => {
    const entries = items.flatMap((item, i) =>
      Object.entries(pick(item) ?? {}).map(([key, value]) => [`${names[i]}.${key}`, value] as const)
    );
    const keys = distinct(entries.map(([key]) => key));
    return Object.fromEntries(entries.map(([, value], i) => [keys[i], value]));
  };
  return {
    values,
    numbers: named(item => item.numbers),
    details: named(item => item.details),
    warnings: marksLast(parts, ({ message }, i) => `${names[i]}: ${withLabels(message, own)}`)
  };
}

/** @throws XESError */
function requireMade(parts: readonly StepPart[], labels: readonly string[]): void {
  const failure = parts.find(({ error }) => error)?.error;
  if (failure) {
    throw new XESError(failure.code, withLabels(failure.message, labels));
  }
}

/** Labels of the inputs; made unique if inputs are combined. */
function uniqueLabels(step: Step, labels: readonly string[]) {
  return step.inputs === 'each' ? labels : distinct(labels);
}

function namedPart(step: Step, part: StepPart, labels: readonly string[]): NamedItem {
  const { input, numbers, details } = part;
  const name = input === null ? step.describe(labels) : labels[input];
  const values = Object.values(part.outputs);
  return {
    input,
    values: values.map(value => ({
      ...(input === null ? withLabelsOf(value, labels) : value),
      name
    })),
    numbers: { ...numbers },
    ...(details ? { details: input === null ? labelledObject(details, labels) : details } : {})
  };
}

/** A table with placeholders in its cells and verdict replaced by the labels of inputs. */
export function withLabelsOf<V extends Value>(value: V, labels: readonly string[]): V {
  const column = (column: ResultColumn): ResultColumn =>
    column.values instanceof Float64Array
      ? column
      : { ...column, values: column.values.map(word => wordWithLabel(word, labels)) };
  if (value.kind !== 'table') {
    return value;
  }
  const verdict = value.verdict?.map(sentence => withLabels(sentence, labels));
  return { ...value, columns: value.columns.map(column), ...(verdict ? { verdict } : {}) };
}

function labelledFacts(facts: JSONValue, labels: readonly string[]): JSONValue {
  if (typeof facts === 'string') {
    return wordWithLabel(facts, labels);
  }
  if (Array.isArray(facts)) {
    return (facts as readonly JSONValue[]).map(value => labelledFacts(value, labels));
  }
  return isRecord(facts) ? labelledObject(facts, labels) : facts;
}

/** Facts with placeholders replaced by the labels of inputs, also in the sentences of a verdict. */
export function labelledObject(facts: JSONObject, labels: readonly string[]): JSONObject {
  const entries = Object.entries(facts).map(([key, value]) => [
    key,
    key === 'verdict' && Array.isArray(value)
      ? value.map(sentence => withLabels(String(sentence), labels))
      : labelledFacts(value, labels)
  ]);
  return Object.fromEntries(entries) as JSONObject;
}

/** The warnings of parts as displayed, then each reason why σ is approximate, once. */
function marksLast(
  parts: readonly StepPart[],
  sentence: (warning: StepWarning, part: number) => string
): StepWarning[] {
  const all = parts.flatMap(({ warnings }, i) =>
    warnings
      .filter(({ code }) => code !== sigmaApproximate)
      .map(warning => ({ code: warning.code, message: sentence(warning, i) }))
  );
  return withWarnings(
    all,
    parts.flatMap(({ warnings }) => reasonsIn(warnings).map(reason => withLabels(reason, [])))
  );
}
