import type { StepEntry } from '../../../analysis/document/index.js';
import {
  asText,
  type ModelParameter,
  type Parameters
} from '../../../analysis/steps/parameters/index.js';
import type { JSONObject, JSONValue } from '../../../analysis/steps/index.js';
import type { IInspectedItem } from '../inspecteditems.js';
import { measured } from '../../../base/measured.js';

/** Names of the step's parameters that concern a model; null if it has none of a kind. */
export interface IModelFields {
  /** Parameter that names the model. */
  readonly model: string;
  readonly start: string | null;
  readonly fixed: string | null;
  readonly bounds: string | null;
  readonly tie: string | null;
}

/** A parameter of the model: what is given, and what was found. */
export interface IModelRow {
  readonly name: string;
  /** Its value with σ as people write it; empty if there is none. */
  readonly found: string;
  /** Why its σ is not reliable; empty if it is. */
  readonly doubt: string;
  /** Undefined: estimated from the data. */
  readonly start: number | undefined;
  readonly isFixed: boolean;
  readonly least: number | null;
  readonly most: number | null;
  /** What the user tied it to; empty if nothing. */
  readonly tie: string;
  /** What the shape ties it to; empty if it is free. */
  readonly usualTie: string;
}

/** A value given for a name that is not a parameter of the model. */
export interface IUnknownRow {
  readonly name: string;
  /** The given value, as written. */
  readonly given: string;
}

/** The fields of a step with a model; null if it has none. */
export function modelFields(parameters: Parameters): IModelFields | null {
  const model = Object.keys(parameters).find(name => parameters[name].members);
  const constraints = (kind: string) =>
    Object.keys(parameters).find(
      name => parameters[name].of === model && parameters[name].kind === kind
    ) ?? null;
  return model === undefined
    ? null
    : {
        model,
        start: constraints('assignments'),
        fixed: constraints('names'),
        bounds: constraints('bounds'),
        tie: constraints('expressions')
      };
}

/**
 * The fields that a table of the model replaces: only those that can be read, for it shows nothing
 * of the rest.
 */
export function tabledNames(
  fields: IModelFields,
  parameters: Parameters,
  given: StepEntry['parameters']
): string[] {
  return restricting(fields).filter(
    name => given[name] === undefined || parameters[name].read(given[name]) !== undefined
  );
}

function restricting({ start, fixed, bounds, tie }: IModelFields): string[] {
  return [start, fixed, bounds, tie].filter(name => name !== null);
}

/** The parameters of the model given to a step; null if it has no model. */
export function membersOf(
  fields: IModelFields,
  parameters: Parameters,
  given: StepEntry['parameters']
): readonly ModelParameter[] | null {
  const parameter = parameters[fields.model];
  return parameter.members?.(given[fields.model] ?? parameter.default) ?? null;
}

/** @param item the result; null if there is none, or several. */
export function modelRows(
  fields: IModelFields,
  members: readonly ModelParameter[],
  given: StepEntry['parameters'],
  item: IInspectedItem | null
): IModelRow[] {
  const starts = objectOf(fields.start, given);
  const bounds = objectOf(fields.bounds, given);
  const ties = objectOf(fields.tie, given);
  const fixed = fixedNames(fields, given);
  const fitted = objectAt(item?.details, 'params');
  return members.map(({ name, expr }) => {
    const number = item?.numbers[name];
    const start = starts[name];
    const tie = ties[name];
    const [least, most] = listOf(bounds[name]);
    return {
      name,
      found: number ? measured(number) : '',
      doubt: doubtOf(objectAt(fitted, name)),
      start: typeof start === 'number' ? start : undefined,
      isFixed: fixed.includes(name),
      least: numberOrNull(least),
      most: numberOrNull(most),
      tie: typeof tie === 'string' ? tie : '',
      usualTie: expr ?? ''
    };
  });
}

/**
 * Names with a given value that are not parameters of the model: left over from another model, or
 * misspelt.
 */
export function unknownRows(
  fields: IModelFields,
  parameters: Parameters,
  members: readonly ModelParameter[],
  given: StepEntry['parameters']
): IUnknownRow[] {
  const known = new Set(members.map(({ name }) => name));
  const constraints = restricting(fields);
  const names = new Set(constraints.flatMap(field => namesIn(given[field])));
  const strangers = [...names].filter(name => !known.has(name));
  return strangers.map(name => ({
    name,
    given: constraints
      .filter(field => namesIn(given[field]).includes(name))
      .map(field => {
        const entry = objectAt(given, field);
        return field === fields.fixed
          ? `${field} ${name}`
          : `${field} ${asText(parameters[field], { [name]: entry[name] })}`;
      })
      .join(', ')
  }));
}

/** Parameters of the step without anything given for a name. */
export function withoutName(
  { start, fixed, bounds, tie }: IModelFields,
  given: StepEntry['parameters'],
  name: string
): Record<string, unknown> {
  const records = [start, bounds, tie].filter(field => field !== null);
  const concerned = records.filter(field => namesIn(given[field]).includes(name));
  const edits = concerned.map(field => [
    field,
    withMember(objectAt(given, field), name, undefined)
  ]);
  const isFixed = fixed !== null && namesIn(given[fixed]).includes(name);
  const others = fixedNames({ fixed }, given).filter(fixedName => fixedName !== name);
  return {
    ...(Object.fromEntries(edits) as Record<string, unknown>),
    ...(isFixed ? { [fixed]: others.length > 0 ? others : undefined } : {})
  };
}

/** Names in a list, or in the values of a record. */
function namesIn(value: JSONValue | undefined): string[] {
  return Array.isArray(value)
    ? value.filter(name => typeof name === 'string')
    : isObject(value)
      ? Object.keys(value)
      : [];
}

/** Parameters of the step with another start value; undefined to estimate it from the data. */
export function withStart(
  { start }: IModelFields,
  given: StepEntry['parameters'],
  name: string,
  value: number | undefined
): Record<string, unknown> {
  return start === null ? {} : { [start]: withMember(objectOf(start, given), name, value) };
}

/**
 * Parameters of the step with one of the model's fixed at its start value, or free. @param found
 * its present value.
 */
export function withFixed(
  fields: IModelFields,
  given: StepEntry['parameters'],
  name: string,
  { isFixed, found }: { isFixed: boolean; found: number | undefined }
): Record<string, unknown> {
  if (fields.fixed === null) {
    return {};
  }
  const others = fixedNames(fields, given).filter(fixedName => fixedName !== name);
  const list = isFixed ? [...others, name] : others;
  const isHeldWhereItIs =
    isFixed && found !== undefined && !(name in objectOf(fields.start, given));
  return {
    [fields.fixed]: list.length > 0 ? list : undefined,
    ...(isHeldWhereItIs ? withStart(fields, given, name, found) : {})
  };
}

/** Parameters of the step with another bound; null for none. */
export function withBound(
  { bounds }: IModelFields,
  given: StepEntry['parameters'],
  name: string,
  change: { least: number | null } | { most: number | null }
): Record<string, unknown> {
  if (bounds === null) {
    return {};
  }
  const record = objectOf(bounds, given);
  const [low, high] = listOf(record[name]);
  const { least, most } = { least: numberOrNull(low), most: numberOrNull(high), ...change };
  const isAny = least !== null || most !== null;
  return { [bounds]: withMember(record, name, isAny ? [least, most] : undefined) };
}

/** Parameters of the step with another tie; undefined for none. */
export function withTie(
  { tie }: IModelFields,
  given: StepEntry['parameters'],
  name: string,
  value: string | undefined
): Record<string, unknown> {
  return tie === null ? {} : { [tie]: withMember(objectOf(tie, given), name, value) };
}

function withMember(
  record: JSONObject,
  name: string,
  value: JSONValue | undefined
): JSONObject | undefined {
  const others = Object.entries(record).filter(([one]) => one !== name);
  const next = Object.fromEntries(value === undefined ? others : [...others, [name, value]]);
  return Object.keys(next).length > 0 ? next : undefined;
}

function fixedNames(
  { fixed }: Pick<IModelFields, 'fixed'>,
  given: StepEntry['parameters']
): string[] {
  const list = fixed === null ? [] : given[fixed];
  return Array.isArray(list) ? list.filter(name => typeof name === 'string') : [];
}

function objectOf(name: string | null, given: StepEntry['parameters']): JSONObject {
  return name === null ? {} : objectAt(given, name);
}

/** The report of a fit as text; null if there is none. */
export function reportOf(item: IInspectedItem | null): string | null {
  const { report } = isObject(item?.details) ? item.details : {};
  return typeof report === 'string' ? report : null;
}

function objectAt(record: unknown, name: string): JSONObject {
  const value = isObject(record) && Object.hasOwn(record, name) ? record[name] : null;
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is JSONObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: JSONValue | undefined): readonly JSONValue[] {
  return Array.isArray(value) ? (value as readonly JSONValue[]) : [];
}

function numberOrNull(value: JSONValue | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

function doubtOf({ vary, stderr, atBound }: JSONObject): string {
  if (atBound === true) {
    return 'It ended at a bound: its σ is meaningless.';
  }
  return vary === true && stderr === null
    ? 'The data do not determine it: fix it, or fit more of the spectrum.'
    : '';
}
