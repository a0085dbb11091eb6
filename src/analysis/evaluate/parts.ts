import { columnUnit } from '../../formats/furthercolumns.js';
import { unknownSigma } from '../../science/unknownsigma.js';
import type { StepPart } from '../steps/part.js';
import type { SpectrumValue, Value, ValueKind } from '../steps/values.js';

/** An output that is not the main one. */
export interface FurtherOutput {
  readonly name: string;
  readonly kind: ValueKind;
}

/** The main output of a part, its first; null for one that has numbers only. */
export function mainOutput({ outputs }: StepPart): { name: string; value: Value } | null {
  const [first] = Object.entries(outputs);
  return first ? { name: first[0], value: first[1] } : null;
}

/**
 * Outputs of a part other than the main one: named outputs, values aside, and further columns of
 * its spectrum.
 */
export function furtherOutputs(part: StepPart): readonly FurtherOutput[] {
  const [, ...others] = Object.entries(part.outputs);
  const columns = Object.keys(columnsOf(part)).filter(name => !Object.hasOwn(part.outputs, name));
  return [
    ...[...others, ...Object.entries(part.aside ?? {})].map(([name, { kind }]) => ({ name, kind })),
    ...columns.map(name => ({ name, kind: 'spectrum' as const }))
  ];
}

/**
 * The output of this name; a further column of a spectrum is a spectrum on the same energies. Null
 * if there is none.
 */
export function outputOf(part: StepPart, name: string): Value | null {
  if (Object.hasOwn(part.outputs, name)) {
    return part.outputs[name];
  }
  if (part.aside && Object.hasOwn(part.aside, name)) {
    return part.aside[name];
  }
  const main = mainOutput(part)?.value;
  const columns = columnsOf(part);
  return main?.kind === 'spectrum' && Object.hasOwn(columns, name)
    ? curveOfColumn(main, name, columns[name])
    : null;
}

function columnsOf(part: StepPart): Readonly<Record<string, Float64Array>> {
  const main = mainOutput(part)?.value;
  return (main?.kind === 'spectrum' && main.columns) || {};
}

/** Without σ: that of the spectrum belongs to other numbers. */
function curveOfColumn(
  { axis, spectrum }: SpectrumValue,
  name: string,
  intensity: Float64Array
): SpectrumValue {
  const { energy, jitter } = spectrum;
  const unit = columnUnit(name, spectrum.unit);
  return {
    kind: 'spectrum',
    axis,
    spectrum: {
      energy,
      ...(jitter === undefined ? {} : { jitter }),
      intensity,
      ...(unit === undefined ? {} : { unit }),
      sigma: unknownSigma(intensity.length)
    }
  };
}
