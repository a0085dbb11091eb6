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

/**
 * The parts of a step's result, each input alone or all together, as in the evaluation of a
 * document.
 */
export function partsOf(step: Step, inputs: readonly Value[], completed: Completed): StepPart[] {
  return inputsOf(step, completed) === 'each'
    ? inputs.map((input, i) => atInput(step.applyEach(input, completed), i))
    : step.applyAll(inputs, completed);
}

/** The results of a step, with names if known. @throws XESError its refusals. */
export function applied(
  name: string,
  inputs: readonly (Value | Named)[],
  parameters: Record<string, unknown> = {}
): NamedOutput {
  const step = requireStep(name);
  const labels = inputs.map((value, i) => ('name' in value ? value.name : `input ${i + 1}`));
  const isOfMaps = step.takes.includes('map') && !step.takes.includes('scan');
  const { channel } = parameters;
  // a step on maps receives that of a scan, as everywhere
  const values = inputs.map(value =>
    isOfMaps && value.kind === 'scan' ? applied('map', [value], { channel }).values[0] : value
  );
  return namedOutput(step, partsOf(step, values, step.complete(parameters)), labels);
}
