import { namedOutput, type Named, type NamedOutput } from '../../../../src/analysis/naming';
import {
  atInput,
  inputsOf,
  requireStep,
  type Completed,
  type Step,
  type StepPart,
  type Value
} from '../../../../src/analysis/steps';

/** What a step makes of values, each alone or all together, as a document's evaluation does it. */
export function partsOf(step: Step, inputs: readonly Value[], completed: Completed): StepPart[] {
  return inputsOf(step, completed) === 'each'
    ? inputs.map((input, i) => atInput(step.applyEach(input, completed), i))
    : step.applyAll(inputs, completed);
}

/** What a step makes of values, under their names where they have some. @throws XESError what it refuses. */
export function applied(
  name: string,
  inputs: readonly (Value | Named)[],
  parameters: Record<string, unknown> = {}
): NamedOutput {
  const step = requireStep(name);
  const labels = inputs.map((value, i) => ('name' in value ? value.name : `input ${i + 1}`));
  const isOfMaps = step.takes.includes('map') && !step.takes.includes('scan');
  const { channel } = parameters;
  // a step that works on maps is given that of a scan, as everywhere
  const values = inputs.map(value =>
    isOfMaps && value.kind === 'scan' ? applied('map', [value], { channel }).values[0] : value
  );
  return namedOutput(step, partsOf(step, values, step.complete(parameters)), labels);
}
