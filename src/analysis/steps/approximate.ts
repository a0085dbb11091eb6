import { sigmaApproximate } from '../../formats/sigmamark.js';
import { isCounted, type Spectrum } from '../../science/spectrum.js';
import { literally } from './labels.js';
import type { StepPart } from './part.js';
import { correlated } from './sharednoise.js';
import type { Value } from './values.js';

/** Why σ of a value is only approximately right: what it and those it was made of are marked with. */
export function approximateOf(value: Value): readonly string[] {
  return value.kind === 'scan' ? reasonsIn(value.scan.warnings) : (value.approximate ?? []);
}

/** The same among warnings. */
export function reasonsIn(warnings: readonly { code: string; message: string }[]): string[] {
  return warnings.filter(({ code }) => code === sigmaApproximate).map(({ message }) => message);
}

/** Where marks come from beside the inputs. */
interface Marking {
  /** What the step itself gives reason for, of what a part was made of. */
  reasons(inputs: readonly Value[], part: StepPart): readonly string[];
  /**
   * Whether its numbers are those of the inputs' points: what the points of its outputs alone give reason for is then
   * on these, and no warning beside numbers whose σ is right.
   */
  areNumbersOfInputs: boolean;
}

/**
 * A part with the marks of what it was made of and what its own step and its points give reason for, on each output
 * and as warnings. @param parts all parts that were made of these inputs.
 */
export function markedPart(
  part: StepPart,
  inputs: readonly Value[],
  parts: readonly StepPart[],
  { reasons: ownReasons, areNumbersOfInputs }: Marking
): StepPart {
  if (part.error) {
    return part;
  }
  const indexes = madeOf(part, inputs.length, parts);
  const from = indexes.map(i => inputs[i]);
  const before = [...from.flatMap(approximateOf), ...ownReasons(from, part)];
  const reasons = [...new Set([...before, ...reasonsOfPoints(from, part)])];
  const said = areNumbersOfInputs ? before : reasons;
  const marked = (values: StepPart['outputs']) =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, withMarks(value, reasons)])
    );
  return {
    ...part,
    outputs: marked(part.outputs),
    ...(part.aside ? { aside: marked(part.aside) } : {}),
    warnings: withWarnings(part.warnings, said.map(literally)).map(warning => ({
      inputs: indexes,
      ...warning
    }))
  };
}

/**
 * Indexes of the inputs that a part was made of: all of them, or one alone and those that all parts have in common.
 * Where there is a part of all of them, the others are about one of them among all.
 */
function madeOf({ input }: StepPart, count: number, parts: readonly StepPart[]): number[] {
  const all = Array.from({ length: count }, (_, i) => i);
  const alone = new Set(parts.map(part => part.input));
  return input === null || alone.has(null)
    ? all
    : [input, ...all.filter(i => i !== input && !alone.has(i))];
}

/** A part whose outputs have one more reason why σ is only approximately right. */
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

/** Warnings, and marks in the place of those that are among them. */
export function withWarnings<W extends { code: string; message: string }>(
  warnings: readonly W[],
  reasons: readonly string[]
) {
  const others = warnings.filter(({ code }) => code !== sigmaApproximate);
  const marks = [...new Set(reasons)].map(message => ({ code: sigmaApproximate, message }));
  return [...others, ...marks];
}

/** What the points themselves show, whichever step made them. */
function reasonsOfPoints(inputs: readonly Value[], { outputs }: StepPart): string[] {
  const spectra = spectraOf(Object.values(outputs));
  return [
    ...(spectra.some(({ isCorrelated }) => isCorrelated) ? [correlated] : []),
    ...(inputs.some(hasEmptyPoints) && spectra.some(one => !isCounted(one)) ? [uncounted] : [])
  ];
}

const uncounted =
  'The counts are not known any more, and some points had none: each of these weighs as one count, so that σ of sums over them is too large, and what is fitted to them is biased.';

/** Whether points without a count are known as such. */
function hasEmptyPoints(value: Value): boolean {
  const isEmpty = (counts: Float64Array | null | undefined) => counts?.includes(0) ?? false;
  switch (value.kind) {
    case 'scan':
      return value.scan.channels.some(({ counts }) => isEmpty(counts));
    case 'map':
      return isEmpty(value.map.counts);
    case 'spectrum':
      return isEmpty(value.spectrum.counts);
    case 'table':
      return false;
  }
}

/** The spectra among values. */
export function spectraOf(values: readonly Value[]): Spectrum[] {
  return values.flatMap(value => (value.kind === 'spectrum' ? [value.spectrum] : []));
}
