import type { Id, Ref } from '../analysis/document/types.js';
import { argument, requireText } from './arguments.js';
import type { Args, ArgumentSchema } from './registrar.js';

export const textsSchema: ArgumentSchema = { type: 'array', items: { type: 'string' } };
export const idSchema: ArgumentSchema = { type: 'string', description: 'Id of a scan or a step.' };
export const parametersSchema: ArgumentSchema = {
  type: 'object',
  description: 'Parameters of the step, by name; one that is left out has its default.'
};
const sourceSchema: ArgumentSchema = {
  anyOf: [
    { type: 'string' },
    {
      type: 'object',
      required: ['id'],
      properties: {
        id: { type: 'string' },
        channel: { type: 'string' },
        only: textsSchema,
        except: textsSchema,
        output: { type: 'string' }
      }
    }
  ]
};
export const fromSchema: ArgumentSchema = {
  type: 'array',
  minItems: 1,
  description: 'What the step works on: ids of scans and steps, "scans" for all, or Refs.',
  items: sourceSchema
};
export const rowsSchema: ArgumentSchema = {
  type: 'array',
  description: 'Rows of the list: ids of scans and steps, or Refs.',
  items: sourceSchema
};

/** @throws XESError `command/argument` */
export function requireTexts(values: Args, name: string, wanted: string): string[] {
  const list = values[name];
  if (!Array.isArray(list) || list.length === 0 || !list.every(isText)) {
    throw argument(name, wanted);
  }
  return list;
}

/** An object; empty if it is absent. @throws XESError `command/argument` */
export function objectIn(values: Args, name: string): Record<string, unknown> {
  const found = values[name] ?? {};
  if (typeof found !== 'object' || Array.isArray(found)) {
    throw argument(name, 'an object');
  }
  return { ...found };
}

/** A mandatory object. @throws XESError `command/argument` */
export function requireObject(values: Args, name: string): Record<string, unknown> {
  if (values[name] === undefined) {
    throw argument(name, 'an object');
  }
  return objectIn(values, name);
}

/**
 * The inputs of a step; whether ids and Refs exist is checked when they are added.
 * @throws XESError `command/argument`
 */
export function sourcesIn(values: Args, name: string): readonly (Id | Ref)[] | undefined {
  const list: unknown = values[name];
  if (list !== undefined && !(Array.isArray(list) && list.every(isSource))) {
    throw argument(name, 'a list of ids');
  }
  return list as (Id | Ref)[] | undefined;
}

/** The same, mandatory. @throws XESError `command/argument` */
export function requireSources(values: Args, name: string): readonly (Id | Ref)[] {
  const found = sourcesIn(values, name);
  if (!found) {
    throw argument(name, 'a list of ids');
  }
  return found;
}

/** Rows of the list, by either argument. @throws XESError `command/argument` */
export function rowsIn(values: Args): readonly (Id | Ref)[] {
  const name = values.refs === undefined ? 'ids' : 'refs';
  const rows = sourcesIn(values, name);
  if (!rows) {
    throw argument(name, 'a list of ids of scans and steps');
  }
  return rows;
}

/** An id, or null if that is given. @throws XESError `command/argument` */
export function textOrNull(values: Args, name: string, wanted: string): string | null {
  return values[name] === null ? null : requireText(values, name, wanted);
}

/** @throws XESError `command/argument` */
export function requireBoolean(values: Args, name: string): boolean {
  const found = values[name];
  if (typeof found !== 'boolean') {
    throw argument(name, 'true or false');
  }
  return found;
}

/** A finite number; undefined if it is absent. @throws XESError `command/argument` */
export function numberIn(values: Args, name: string, wanted: string): number | undefined {
  const found = values[name];
  if (found !== undefined && !(typeof found === 'number' && Number.isFinite(found))) {
    throw argument(name, wanted);
  }
  return found;
}

/** One of the given words. @throws XESError `command/argument` */
export function oneOf<T extends string>(values: Args, name: string, words: readonly T[]): T {
  const found = words.find(word => word === values[name]);
  if (found === undefined) {
    throw argument(name, words.join(', ').replace(/, ([^,]*)$/, ' or $1'));
  }
  return found;
}

function isSource(value: unknown): boolean {
  return (
    typeof value === 'string' ||
    (typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string')
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
