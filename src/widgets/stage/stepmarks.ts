import type { JSONValue, StepEntry } from '../../analysis/document/index.js';
import type { Parameter } from '../../analysis/steps/parameters/index.js';
import type { Step } from '../../analysis/steps/step.js';
import type { SpectrumAxis } from '../../analysis/steps/values.js';
import type { Drawable, IPlotMark, Span } from '../../plots/index.js';
import { membersOf, modelFields } from '../inspector/fit/modelrows.js';
import { words } from '../inspector/form/schema.js';

type Described = Pick<Step, 'takes' | 'parameters'>;
type Given = StepEntry['parameters'];

/** A parameter, or a value of a list. */
export interface IMarkTarget {
  readonly name: string;
  /** Null if the parameter is not a list. */
  readonly index: number | null;
  /** Parameter of a model whose start value it is; absent if it is not about a model. */
  readonly member?: string;
}

/** A mark with its target. */
export interface IStepMark extends IPlotMark, IMarkTarget {}

/** A step's parameters that are energies along the plot. */
export function pickableNames({ takes, parameters }: Described, axis: SpectrumAxis): string[] {
  if (!takes.includes('spectrum')) {
    return []; // energies of a map or a scan may lie along another axis
  }
  return Object.entries(parameters)
    .filter(([, { pick, axis: own }]) => pick !== undefined && (own === undefined || own === axis))
    .map(([name]) => name);
}

/** What is drawn to pick a parameter. */
export function drawableOf({ pick }: Parameter<unknown>): Drawable {
  return pick === 'energy' ? 'energy' : 'range';
}

/**
 * Parameter that a drag with Alt sets or extends: the first list of ranges, else the first range.
 */
export function draggedParameter(
  { parameters }: Described,
  names: readonly string[]
): string | null {
  const first = (pick: 'ranges' | 'range') => names.find(name => parameters[name].pick === pick);
  return first('ranges') ?? first('range') ?? null;
}

/** Marks of the parameters given to a step. An invalid value has none. */
export function stepMarks(
  { parameters }: Described,
  names: readonly string[],
  given: Given
): IStepMark[] {
  return names.flatMap(name => {
    const parameter = parameters[name];
    const { pick, isList, leavesOut } = parameter;
    const value = valueOf(parameter, given[name]);
    if (pick === 'width' || value === null) {
      return []; // a width has no position
    }
    const spans = isList ? (value as unknown[]).map(spanOf) : [spanOf(value)];
    return spans.map(([low, high], i): IStepMark => {
      const number = spans.length > 1 ? ` ${i + 1}` : '';
      return {
        key: isList ? `${name}.${i}` : name,
        kind: pick === 'energy' ? 'energy' : 'range',
        low,
        high,
        label: `${words(name)}${number}`,
        style: leavesOut ? 'left-out' : 'used',
        name,
        index: isList ? i : null
      };
    });
  });
}

/**
 * Marks of the start positions of a model's lines and edges: the given start or else the fitted
 * position. Tied parameters have none: their position follows from the tie.
 * @param found energies, by name.
 */
export function modelMarks(
  { parameters }: Described,
  given: Given,
  found: (name: string) => number | undefined
): IStepMark[] {
  const fields = modelFields(parameters);
  const members = fields ? membersOf(fields, parameters, given) : null;
  const start = fields?.start ?? null;
  if (!members || start === null) {
    return [];
  }
  const starts = parameters[start].read(given[start]) as Record<string, number> | undefined;
  const ties = fields?.tie == null ? {} : recordOf(parameters[fields.tie], given[fields.tie]);
  return members
    .filter(({ isEnergy, name }) => isEnergy && !Object.hasOwn(ties, name))
    .flatMap(({ name: member }): IStepMark[] => {
      const at = starts?.[member] ?? found(member);
      return at === undefined || !Number.isFinite(at)
        ? []
        : [
            {
              key: `${start}.${member}`,
              kind: 'energy',
              low: at,
              high: at,
              label: member,
              style: 'used',
              name: start,
              index: null,
              member
            }
          ];
    });
}

/**
 * A parameter with one of its values replaced.
 * @param target an index behind the last one, or none, appends to a list.
 * @returns undefined if the result is invalid.
 */
export function withSpan(
  parameter: Parameter<unknown>,
  given: JSONValue | undefined,
  { index, member }: Pick<IMarkTarget, 'index' | 'member'>,
  [low, high]: Span
): JSONValue | undefined {
  const { pick, isList } = parameter;
  if (member !== undefined) {
    return readable(parameter, { ...recordOf(parameter, given), [member]: low });
  }
  const entry: JSONValue =
    pick === 'energy' ? low : pick === 'width' ? widthOf(low, high) : [low, high];
  if (!isList) {
    return readable(parameter, entry);
  }
  const list = listOf(parameter, given);
  list.splice(index ?? list.length, 1, entry);
  return readable(parameter, list);
}

/**
 * A parameter without one of its values.
 * @returns undefined for the default. @throws never: a required parameter is left unchanged.
 */
export function withoutSpan(
  parameter: Parameter<unknown>,
  given: JSONValue | undefined,
  { index, member }: Pick<IMarkTarget, 'index' | 'member'>
): JSONValue | undefined {
  if (member !== undefined) {
    const others = Object.entries(recordOf(parameter, given)).filter(([name]) => name !== member);
    return others.length > 0 ? Object.fromEntries(others) : undefined;
  }
  if (!parameter.isList || index === null) {
    return parameter.isRequired ? given : undefined;
  }
  const list = listOf(parameter, given);
  list.splice(index, 1);
  return list.length === 0 && !parameter.isRequired ? undefined : list;
}

function valueOf(parameter: Parameter<unknown>, given: JSONValue | undefined): unknown {
  return parameter.read(given ?? parameter.default) ?? null;
}

function listOf(parameter: Parameter<unknown>, given: JSONValue | undefined): JSONValue[] {
  const value = valueOf(parameter, given);
  return Array.isArray(value) ? [...(value as JSONValue[])] : [];
}

function recordOf(
  parameter: Parameter<unknown>,
  given: JSONValue | undefined
): Record<string, JSONValue> {
  return { ...((valueOf(parameter, given) ?? {}) as Record<string, JSONValue>) };
}

function readable(parameter: Parameter<unknown>, value: JSONValue): JSONValue | undefined {
  return parameter.read(value) === undefined ? undefined : value;
}

function spanOf(value: unknown): Span {
  return Array.isArray(value) ? (value as unknown as Span) : [value as number, value as number];
}

/** Rounded, without the error of a difference of two decimal numbers. */
function widthOf(low: number, high: number): number {
  return Number((high - low).toFixed(9));
}
