import type { Parameter } from '../../analysis/steps/parameters/index.js';
import type { Step } from '../../analysis/steps/index.js';
import { pythonDefault, pythonName, pythonType, pythonWords } from './words.js';

/** An argument of a step's function. */
export interface Argument {
  name: string;
  type: string;
  /** As a Python literal; null if it is mandatory. */
  default: string | null;
  /** Description and permitted values. */
  words: string;
  description: string;
}

/** The inputs of a step as arguments: positional ones, and keyword arguments. */
export interface InputArguments {
  first: readonly Argument[];
  further: Argument | null;
}

const something = 'Scan, Result, path, DataFrame';

/** The inputs of a step, as arguments of its function. */
export function inputArguments(step: Step): InputArguments {
  const { takes, furtherInput } = step;
  const kinds = takes.map(kind => (kind === 'scan' ? 'a scan' : `a ${kind}`)).join(' or ');
  const asKind = takes.includes('scan')
    ? ''
    : '. Of a scan its channel is taken, as a map where it is one, else as a spectrum';
  const further = furtherInput && {
    name: furtherInput.name,
    type: 'Input | bool | None',
    default: 'None',
    words: `${something}, optional`,
    description: furtherInput.description
  };
  if (isPair(step)) {
    const pair = (name: string, description: string): Argument => ({
      name,
      type: 'Input',
      default: null,
      words: something,
      description
    });
    return {
      first: [pair('first', `${sentence(kinds)}${asKind}`), pair('second', 'The other input')],
      further
    };
  }
  return {
    first: [
      combinesInputs(step)
        ? {
            name: 'inputs',
            type: 'Inputs',
            default: null,
            words: `list of ${something}`,
            description: `Each ${kinds}; the step works on all of them together${asKind}`
          }
        : {
            name: 'data',
            type: 'Inputs',
            default: null,
            words: `${something}, or a list of them`,
            description: `${sentence(kinds)}; each of several is processed separately${asKind}`
          }
    ],
    further
  };
}

/** Whether the step compares one input with another, whatever its parameters are. */
export function isPair({ inputs }: Step): boolean {
  return typeof inputs === 'object' && inputs.atLeast === 2 && inputs.atMost === 2;
}

/** Whether the step computes one result from all of its inputs, whatever its parameters are. */
export function combinesInputs({ inputs }: Step): boolean {
  return typeof inputs === 'object';
}

/** The parameters of a step as keyword arguments; one that requires an input may be that input. */
export function parameterArguments({ parameters, furtherInput }: Step): Argument[] {
  return Object.entries(parameters)
    .filter(([name]) => name !== furtherInput?.name)
    .map(([name, parameter]) => parameterArgument(name, parameter));
}

function parameterArgument(name: string, parameter: Parameter<unknown>): Argument {
  const isNeeded = parameter.default === undefined;
  const value = isNeeded ? null : pythonDefault(parameter);
  const without = isNeeded ? '' : value === 'None' ? ', optional' : `, default ${value}`;
  return {
    name: pythonName(name),
    type: pythonType(parameter),
    default: value,
    words: `${pythonWords(parameter)}${without}`,
    description: parameter.description
  };
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
