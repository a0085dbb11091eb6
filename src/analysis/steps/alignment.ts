import { numberColumn } from '../../formats/columns.js';
import { align, type Alignment, type AlignmentOptions } from '../../science/alignment/index.js';
import { commonAxisOf } from './average.js';
import { estimate, plain } from './numbers.js';
import { number } from './parameters/index.js';
import { failedPart } from './part.js';
import { estimateColumns, inputColumn, where } from './series.js';
import { defineStep, singleOutput, type OutputOfInput } from './step.js';
import type { SpectrumValue } from './values.js';

/** Shifts of spectra relative to the first of them. */
export const alignmentStep = defineStep({
  name: 'alignment',
  version: 2,
  title:
    'Energy shift of each spectrum relative to the first, the reference: shift ± σ, scale and χ²/dof. Nothing is moved.',
  takes: ['spectrum'],
  gives: 'table',
  inputs: { atLeast: 2 },
  parameters: {
    range: where,
    within: number({
      description: 'How far to look; never further than a third of the range',
      unit: 'eV',
      min: 0,
      isOpen: true,
      default: 5
    })
  },
  all(inputs, options) {
    commonAxisOf(inputs);
    const [{ spectrum: reference }, ...others] = inputs;
    const found = others.map((value, k) => aligned(value, reference, k + 1, options));
    const rows: readonly Alignment[] = [
      itself,
      ...found.map(({ alignment }) => alignment ?? nothing)
    ];
    return [
      {
        input: null,
        ...singleOutput({
          kind: 'table',
          columns: [
            inputColumn(inputs.length),
            ...estimateColumns(
              'shift',
              rows.map(({ shift }) => shift),
              'eV'
            ),
            ...estimateColumns(
              'scale',
              rows.map(({ scale }) => scale)
            ),
            numberColumn(
              'redchi',
              rows.map(({ redchi }) => redchi)
            ),
            numberColumn(
              'redchi_shifted',
              rows.map(({ redchiShifted }) => redchiShifted)
            )
          ]
        })
      },
      ...found.map(({ part }) => part)
    ];
  },
  describe: labels => `alignment to ${labels[0]}`
});

const unknown = { value: NaN, sigma: NaN };

/** Values of a spectrum that could not be aligned. */
const nothing: Alignment = {
  shift: unknown,
  scale: unknown,
  redchi: NaN,
  redchiShifted: NaN,
  dof: 0,
  warnings: []
};

/** The reference relative to itself: exact values. */
const itself: Alignment = {
  ...nothing,
  shift: { value: 0, sigma: 0 },
  scale: { value: 1, sigma: 0 }
};

/** A spectrum that can't be aligned does not affect the others. */
function aligned(
  { spectrum }: SpectrumValue,
  reference: SpectrumValue['spectrum'],
  input: number,
  options: AlignmentOptions
): { alignment: Alignment | null; part: OutputOfInput } {
  try {
    const alignment = align(spectrum, reference, options);
    const { shift, scale, redchi, redchiShifted, warnings } = alignment;
    return {
      alignment,
      part: {
        input,
        numbers: {
          shift: estimate(shift, 'eV'),
          scale: estimate(scale),
          redchi: plain(redchi),
          ...(Number.isFinite(redchiShifted) ? { redchiShifted: plain(redchiShifted) } : {})
        },
        warnings
      }
    };
  } catch (reason) {
    return { alignment: null, part: failedPart(input, reason) };
  }
}
