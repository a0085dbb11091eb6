import { sigmaApproximate } from '../../formats/sigmamark.js';
import { isCounted, type Spectrum } from '../../science/spectrum.js';
import type { StepOutput, StepPart } from './step.js';
import type { Value } from './values.js';

/** What a step made of some inputs, as those who look for what its σ leaves out see it. */
export type Made = Pick<StepPart, 'values' | 'details'>;

/** Why σ of a value is only approximately right: what it and those it was made of are marked with. */
export function approximateOf(value: Value): readonly string[] {
  return value.kind === 'scan' ? reasonsIn(value.scan.warnings) : (value.approximate ?? []);
}

/** The same among warnings. */
export function reasonsIn(warnings: readonly { code: string; message: string }[]): string[] {
  return warnings.filter(({ code }) => code === sigmaApproximate).map(({ message }) => message);
}

/**
 * An output with the marks of its inputs and what its own step and its points give reason for, on each value and
 * as warnings. A value made of one input alone has the marks of that input, and of those that all have in common.
 * @param ownReasons of the step, for a part of its output and what this was made of.
 * @param areNumbersOfInputs whether its numbers are those of the inputs' points: what the points of its values alone
 * give reason for is then on these values, and no warning beside numbers whose σ is right.
 */
export function marked(
  inputs: readonly Value[],
  output: StepOutput,
  ownReasons: (inputs: readonly Value[], made: Made) => readonly string[],
  areNumbersOfInputs = false
): StepOutput {
  const reasonsOf = (from: readonly Value[], made: Made) => {
    const before = [...from.flatMap(approximateOf), ...ownReasons(from, made)];
    const reasons = [...new Set([...before, ...reasonsOfPoints(from, made)])];
    return { reasons, said: areNumbersOfInputs ? before : reasons };
  };
  if (!output.parts) {
    const { reasons, said } = reasonsOf(inputs, output);
    const values = output.values.map(value => withMarks(value, reasons));
    return { ...output, values, warnings: withWarnings(output.warnings, said) };
  }
  const alone = new Set(output.parts.map(({ input }) => input));
  const common = inputs.filter((_, i) => !alone.has(i));
  const parts = output.parts.map(part => {
    const from = part.input === null ? inputs : [inputs[part.input], ...common];
    const { reasons, said } = reasonsOf(from, part);
    return { said, part: { ...part, values: part.values.map(one => withMarks(one, reasons)) } };
  });
  return {
    ...output,
    values: parts.flatMap(({ part }) => part.values),
    parts: parts.map(({ part }): StepPart => part),
    warnings: withWarnings(
      output.warnings,
      parts.flatMap(({ said }) => said)
    )
  };
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

function withWarnings<W extends { code: string; message: string }>(
  warnings: readonly W[],
  reasons: readonly string[]
) {
  const others = warnings.filter(({ code }) => code !== sigmaApproximate);
  const marks = [...new Set(reasons)].map(message => ({ code: sigmaApproximate, message }));
  return [...others, ...marks];
}

/** What the points themselves show, whichever step made them. */
function reasonsOfPoints(inputs: readonly Value[], { values }: Made): string[] {
  const spectra = values.flatMap(value => (value.kind === 'spectrum' ? [value.spectrum] : []));
  return [
    ...(spectra.some(({ isCorrelated }) => isCorrelated) ? [correlated] : []),
    ...(inputs.some(hasEmptyPoints) && spectra.some(one => !isCounted(one)) ? [uncounted] : [])
  ];
}

const correlated =
  'Points share noise that no account is kept of (they were smoothed or interpolated, a background was taken off, or what they shared was lost on the way): σ is each point’s own, and that of areas, moments and fits over them is wrong, mostly too small.';

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
