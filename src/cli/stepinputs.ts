import { inUnit, type Parameter } from '../analysis/steps/parameters/index.js';
import type { Named } from '../analysis/naming.js';
import type { Step, StepWarning } from '../analysis/steps/index.js';
import type { Scan } from '../formats/index.js';
import { openValues, warningsOf } from './inputs.js';
import type { Reads } from './reads.js';

/** The inputs of a step from one file. */
export interface StepInputs {
  values: Named[];
  scan: Scan;
  warnings: StepWarning[];
}

/**
 * Open a file as input of a step: the scan itself if the step works on scans alone, else its
 * spectrum or map.
 * @throws XESError those of `openValues`
 */
export async function stepInputs(
  step: Step,
  file: string,
  name: string,
  channel: string | null,
  reads: Reads
): Promise<StepInputs> {
  if (step.takes.every(kind => kind === 'scan')) {
    const scan = await reads.scan(file);
    return { values: [{ kind: 'scan', name, scan }], scan, warnings: warningsOf(scan) };
  }
  return openValues(file, name, channel, reads);
}

/** The steps as text: effect and parameters of each. */
export function stepList(steps: readonly Step[]): string {
  return steps
    .map(({ name, title, takes, parameters }) =>
      [
        `${name}: ${title}`,
        `  works on: ${takes.join(', ')}`,
        ...Object.entries(parameters).map(([key, { description, range, unit, default: value }]) => {
          const without = value === undefined ? 'needed' : `default ${JSON.stringify(value)}`;
          return `  ${key}: ${description} (${inUnit(range, unit)}; ${without})`;
        })
      ].join('\n')
    )
    .join('\n\n');
}

/** The steps as JSON. */
export function stepListJson(steps: readonly Step[]) {
  return steps.map(({ name, version, title, takes, inputs, parameters }) => ({
    name,
    version,
    title,
    takes,
    // if it depends on the parameters, one input is enough for some
    inputs: typeof inputs === 'function' ? { atLeast: 1 } : inputs,
    parameters: Object.entries(parameters).map(([key, parameter]) => parameterJson(key, parameter))
  }));
}

function parameterJson(name: string, parameter: Parameter<unknown>) {
  const { description, range, unit, default: value, isRequired, schema } = parameter;
  const { kind, isList, min, max, isOpen, choices, pick, axis } = parameter;
  return {
    name,
    description,
    range,
    unit,
    default: value ?? null,
    isNeeded: isRequired,
    schema,
    // JSON leaves out undefined values
    ...{ kind, isList, min, max, isOpen, choices, pick, axis }
  };
}
