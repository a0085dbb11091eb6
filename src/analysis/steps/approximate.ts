import { sigmaApproximate } from '../../formats/sigmamark.js';
import { uncertaintyOfMap } from '../../science/uncertainty/cells.js';
import { uncertaintyOf } from '../../science/uncertainty/curve.js';
import type { RXESMap } from '../../science/map.js';
import type { Spectrum } from '../../science/spectrum.js';
import { shareMergedCounts, mostSeparateScans } from '../../science/uncertainty/merged.js';
import { literally } from './labels.js';
import type { StepPart } from './part.js';
import type { Value } from './values.js';

/** Why σ of a value is approximate: the marks of the value and its sources. */
export function approximateOf(value: Value): readonly string[] {
  return value.kind === 'scan' ? reasonsIn(value.scan.warnings) : (value.approximate ?? []);
}

/** Such reasons among warnings. */
export function reasonsIn(warnings: readonly { code: string; message: string }[]): string[] {
  return warnings
    .filter(({ code }) => code === sigmaApproximate || code === mergedCode)
    .map(({ message }) => message);
}

/**
 * A part with the marks of its inputs and of its own step, on each output and as warnings.
 * @param parts all parts computed from these inputs.
 * @param ownReasons added by the step itself.
 */
export function markedPart(
  part: StepPart,
  inputs: readonly Value[],
  parts: readonly StepPart[],
  ownReasons: (inputs: readonly Value[], part: StepPart) => readonly string[]
): StepPart {
  if (part.error) {
    return part;
  }
  const indexes = madeOf(part, inputs.length, parts);
  const from = indexes.map(i => inputs[i]);
  const reasons = [...new Set([...from.flatMap(approximateOf), ...ownReasons(from, part)])];
  const marked = (values: StepPart['outputs']) =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, withMarks(value, reasons)])
    );
  return {
    ...part,
    outputs: marked(part.outputs),
    ...(part.aside ? { aside: marked(part.aside) } : {}),
    warnings: withWarnings(part.warnings, reasons.map(literally)).map(warning => ({
      inputs: indexes,
      ...warning
    }))
  };
}

/**
 * Indices of the inputs that a part was computed from: all of them, or one alone and those that all
 * parts have in common. If there is a part of all of them, the others are about one of them among
 * all.
 */
function madeOf({ input }: StepPart, count: number, parts: readonly StepPart[]): number[] {
  const all = Array.from({ length: count }, (_, i) => i);
  const alone = new Set(parts.map(part => part.input));
  return input === null || alone.has(null)
    ? all
    : [input, ...all.filter(i => i !== input && !alone.has(i))];
}

/** A part with one more reason why σ of its outputs is approximate. */
export function withReason(part: StepPart, reason: string): StepPart {
  const outputs = Object.fromEntries(
    Object.entries(part.outputs).map(([name, value]) => [
      name,
      withMarks(value, [...new Set([...approximateOf(value), reason])])
    ])
  );
  return { ...part, outputs };
}

function withMarks<V extends Value>(value: V, reasons: readonly string[]): V {
  if (reasons.length === 0) {
    return value;
  }
  if (value.kind !== 'scan') {
    return { ...value, approximate: reasons };
  }
  const { scan } = value;
  return { ...value, scan: { ...scan, warnings: withWarnings(scan.warnings, reasons) } };
}

/** Warnings, with those that are marks replaced by marks. */
export function withWarnings<W extends { code: string; message: string }>(
  warnings: readonly W[],
  reasons: readonly string[]
) {
  const others = warnings.filter(({ code }) => code !== sigmaApproximate);
  const isReported = (reason: string) =>
    others.some(({ code, message }) => code === mergedCode && message === reason);
  const marks = [...new Set(reasons)]
    .filter(reason => !isReported(reason))
    .map(message => ({ code: sigmaApproximate, message }));
  return [...others, ...marks];
}

/** Reasons for a poorly known divisor, which apply to all results derived from the quotient. */
export function divisorReasons({ warnings }: Pick<StepPart, 'warnings'>): string[] {
  return warnings.some(({ code }) => code === 'normalise/faint') ? [badDivisor] : [];
}

const badDivisor =
  'It was divided by a value hardly larger than its own noise: σ of such a quotient is only approximately right.';

/**
 * Reasons for an average of many scans combined with one of these, or with another average of them.
 */
export function mergedReasons(inputs: readonly Value[]): string[] {
  const all = inputs.flatMap((value): (Spectrum | RXESMap)[] =>
    value.kind === 'spectrum' ? [value.spectrum] : value.kind === 'map' ? [value.map] : []
  );
  const own = (item: Spectrum | RXESMap) =>
    'energy' in item ? uncertaintyOf(item) : uncertaintyOfMap(item);
  return all.length > 1 && shareMergedCounts(all, own) ? [merged] : [];
}

/**
 * A part with the code for such a warning where it arises; results derived from it have the mark.
 */
export function withMergedCode(part: StepPart): StepPart {
  const message = literally(merged);
  return {
    ...part,
    warnings: part.warnings.map(warning =>
      warning.message === message && warning.code === sigmaApproximate
        ? { ...warning, code: mergedCode }
        : warning
    )
  };
}

const mergedCode = 'uncertainty/merged';

const merged = `Some of these were computed from the same counts, but which ones is no longer recorded (one was read from a table, or is an average of more than ${mostSeparateScans} scans): they are treated as independent, so σ may be too large or too small.`;
