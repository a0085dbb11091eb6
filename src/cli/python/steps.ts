import type { Step } from '../../analysis/steps/index.js';
import {
  inputArguments,
  isPair,
  combinesInputs,
  parameterArguments,
  type Argument
} from './arguments.js';
import { pythonName, pythonText, wrapped } from './words.js';

const note =
  '# Made by `npm run generate` from the descriptions in src/analysis/steps; do not edit.';

/**
 * The steps as Python functions: one for each, with its parameters, their types, defaults and
 * meaning.
 */
export function stepsModule(steps: readonly Step[]): string {
  return [
    '"""The steps of an analysis as functions that return results."""',
    '',
    note,
    '',
    'from __future__ import annotations',
    '',
    'from collections.abc import Mapping, Sequence',
    'from typing import TYPE_CHECKING, Literal',
    '',
    'from .call import call',
    '',
    'if TYPE_CHECKING:',
    '    from .inputs import Bounds, Input, Inputs, Range',
    '    from .result import Result',
    '    from .results import Results',
    '',
    ...names(steps),
    ...steps.flatMap(step => ['', '', ...functionOf(step)]),
    ''
  ].join('\n');
}

/** The steps as a stub: the results of an *each* step for one input, and for several. */
export function stepsStub(steps: readonly Step[]): string {
  return [
    note,
    '',
    '# a path is also a sequence of texts: its overload comes first',
    '# mypy: disable-error-code="overload-overlap"',
    '',
    'from collections.abc import Mapping, Sequence',
    'from typing import Literal, overload',
    '',
    'from .inputs import Bounds, Input, Inputs, Range, Several',
    'from .result import Result',
    'from .results import Results',
    '',
    ...names(steps).map(line => line.replace('= (', ': tuple[str, ...] = (')),
    ...steps.flatMap(step => ['', ...stubOf(step)]),
    ''
  ].join('\n');
}

/** The names of the functions, as a module that is cheap to import. */
export function stepNamesModule(steps: readonly Step[]): string {
  return [
    '"""The names of the steps and of their functions, without the functions."""',
    '',
    note,
    '',
    'STEP_NAMES = {',
    ...steps.map(({ name }) => `    ${pythonText(pythonName(name))}: ${pythonText(name)},`),
    '}',
    '',
    '# the kinds of input of each step',
    'TAKES = {',
    ...steps.map(
      ({ name, takes }) =>
        `    ${pythonText(name)}: (${takes.map(kind => `${pythonText(kind)},`).join(' ')}),`
    ),
    '}',
    '',
    '# steps that compute one result from all inputs',
    'TOGETHER = (',
    ...steps.filter(combinesInputs).map(({ name }) => `    ${pythonText(name)},`),
    ')',
    '',
    '# the parameter of a step that requires one more input, and the value that does',
    'FURTHER: dict[str, tuple[str, object]] = {',
    ...steps.flatMap(({ name, furtherInput }) =>
      furtherInput
        ? [
            `    ${pythonText(name)}: (${pythonText(furtherInput.parameter)}, ${pythonValueOf(furtherInput.value)}),`
          ]
        : []
    ),
    '}',
    '',
    '# steps that compare their first input with their second',
    'PAIRS = (',
    ...steps.filter(isPair).map(({ name }) => `    ${pythonText(name)},`),
    ')',
    '',
    '# steps that return maps, whose arrays are fetched on access',
    'MAP_STEPS = (',
    ...steps.filter(({ gives }) => gives === 'map').map(({ name }) => `    ${pythonText(name)},`),
    ')',
    ''
  ].join('\n');
}

/** All but the function that is defined elsewhere because it also accepts arrays. */
function names(steps: readonly Step[]): string[] {
  return [
    '__all__ = (',
    ...steps
      .filter(({ name }) => name !== 'spectrum')
      .map(({ name }) => `    ${pythonText(pythonName(name))},`),
    ')'
  ];
}

/** The signature of a step's function, in lines. @param given type of its inputs, if it differs. */
export function signatureOf(step: Step, returns: string, given?: string): string[] {
  const { first, further } = inputArguments(step);
  const named = [...(further ? [further] : []), ...parameterArguments(step)];
  const needed = named.filter(argument => argument.default === null);
  const others = named.filter(argument => argument.default !== null);
  return [
    `def ${pythonName(step.name)}(`,
    ...first.map(argument => `    ${argumentText({ ...argument, type: given ?? argument.type })},`),
    '    *,',
    ...[...needed, ...others].map(argument => `    ${argumentText(argument)},`),
    '    label: str | None = None,',
    `) -> ${returns}:`
  ];
}

function argumentText({ name, type, default: value }: Argument): string {
  return `${name}: ${type}${value === null ? '' : ` = ${value}`}`;
}

function returnType(step: Step): string {
  return combinesInputs(step) && !givesSeveral(step) ? 'Result' : 'Result | Results';
}

/**
 * Whether a combining step has one result for each of its inputs of one kind, using the input of
 * the other kind.
 */
function givesSeveral({ needsEachKind }: Step): boolean {
  return needsEachKind;
}

function functionOf(step: Step): string[] {
  const { first, further } = inputArguments(step);
  const given = parameterArguments(step).map(({ name }) => name);
  const own = Object.keys(step.parameters).filter(name => name !== further?.name);
  const parameters = own.map((name, i) => `${pythonText(name)}: ${given[i]}`).join(', ');
  const inputs =
    first.length === 1 ? first[0].name : `(${first.map(({ name }) => name).join(', ')})`;
  const { furtherInput } = step;
  return [
    ...signatureOf(step, returnType(step)),
    ...docstring(step),
    '    return call(',
    `        ${pythonText(step.name)},`,
    `        ${inputs},`,
    ...wrapped(`{${parameters}},`, '        ', 96),
    ...(furtherInput
      ? [
          `        further=(${pythonText(furtherInput.parameter)}, ${pythonValueOf(furtherInput.value)}, ${furtherInput.name}),`
        ]
      : []),
    '        label=label,',
    '    )'
  ];
}

function pythonValueOf(value: unknown): string {
  return value === true ? 'True' : pythonText(String(value));
}

function docstring(step: Step): string[] {
  const { first, further } = inputArguments(step);
  const all = [...first, ...(further ? [further] : []), ...parameterArguments(step)];
  const of = combinesInputs(step)
    ? []
    : [
        '',
        '    Results',
        ...wrapped('For several inputs: one for each, in the same order.', '        ')
      ];
  const text = [
    ...summary(step.title),
    '',
    '    Parameters',
    '    ----------',
    ...all.flatMap(({ name, words, description }) => [
      ...wrapped(`${name} : ${words}`, '    '),
      ...wrapped(`${description}.`, '        ')
    ]),
    '    label : str, optional',
    '        Label of the result; by default from its inputs.',
    '',
    '    Returns',
    '    -------',
    '    Result',
    ...wrapped(resultSentence(step), '        '),
    ...of.slice(1),
    '',
    '    Raises',
    '    ------',
    '    XESError',
    '        If the step refuses: with a `code`, and a sentence that says what to do.',
    '',
    '    Warns',
    '    -----',
    '    XESWarning',
    '        What is to be known of the result; all of it stands in `result.warnings`.'
  ];
  return [...text, '    """'];
}

/** The title as the first line if it is short enough; else its rest below. */
function summary(title: string): string[] {
  const lines = wrapped(title, '    ');
  return [`    """${lines[0].trimStart()}`, ...lines.slice(1)];
}

/** The result of a step, as a sentence. */
function resultSentence({ gives }: Step): string {
  const values = {
    spectrum: 'A spectrum: its `frame`, `energy`, `intensity` and `sigma`, and `numbers`.',
    map: 'A map: its `array` (xarray) or `frame`, and `numbers`.',
    table: 'A table: its `frame`, and `numbers`.',
    scan: 'A scan, for further steps.'
  };
  return gives === null ? 'Its `numbers`, with σ.' : values[gives];
}

function stubOf(step: Step): string[] {
  const body = (returns: string, given?: string) => {
    const lines = signatureOf(step, returns, given);
    return [...lines.slice(0, -1), `${lines[lines.length - 1]} ...`];
  };
  if (returnType(step) === 'Result') {
    return body('Result');
  }
  if (combinesInputs(step)) {
    return body('Result | Results');
  }
  return ['@overload', ...body('Result', 'Input'), '@overload', ...body('Results', 'Several')];
}
