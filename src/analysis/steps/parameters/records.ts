import {
  build,
  isNumber,
  isRecord,
  parseNumber,
  readWord,
  type Facts,
  type Shape
} from './build.js';
import type { Parameter, ParameterKind } from './parameter.js';

/** Numbers by name, such as the start values of a fit: `center=9572,sigma=3`. */
export function assignments(
  facts: Facts<Readonly<Record<string, number>>>
): Parameter<Readonly<Record<string, number>>> {
  return recordOf(facts, 'assignments', {
    read: value => (isNumber(value) ? value : undefined),
    parse: parseNumber
  });
}

/** Bounds by name, either of which may be omitted: `sigma=0.1:5,amplitude=0:`. */
export function bounds(
  facts: Facts<Readonly<Record<string, Bounds>>>
): Parameter<Readonly<Record<string, Bounds>>> {
  return recordOf(facts, 'bounds', {
    read: readBounds,
    parse: word => word.split(':').map(part => (part.trim() === '' ? null : parseNumber(part)))
  });
}

/** The least and the largest value; null if unlimited. */
export type Bounds = readonly [number | null, number | null];

/** Expressions by name, such as the ties of a fit: `sigma2=sigma1`. */
export function expressions(
  facts: Facts<Readonly<Record<string, string>>>
): Parameter<Readonly<Record<string, string>>> {
  return recordOf(facts, 'expressions', {
    read: readWord,
    parse: word => word.trim()
  });
}

/**
 * Inherited properties of every object: a value of such a name would be lost, or change other
 * objects.
 */
const inherited = new Set(['__proto__', 'constructor', 'prototype']);

/** Values by name. */
function recordOf<T>(
  facts: Facts<Readonly<Record<string, T>>>,
  kind: ParameterKind,
  item: Pick<Shape<T>, 'read' | 'parse'>
): Parameter<Readonly<Record<string, T>>> {
  return build<Readonly<Record<string, T>>, Readonly<Record<string, T>>>(
    { default: {}, ...facts },
    {
      kind,
      read: value => {
        if (isRecord(value) && Object.keys(value).some(name => inherited.has(name))) {
          return undefined;
        }
        const entries = isRecord(value) ? Object.entries(value) : [['', undefined] as const];
        const read = entries.map(([name, candidate]) => [name, item.read(candidate)] as const);
        return read.every(([, item]) => item !== undefined)
          ? (Object.fromEntries(read) as Record<string, T>)
          : undefined;
      },
      parse: word => {
        const pairs = word.split(',').map(pair => /^\s*([A-Za-z_]\w*)\s*=(.*)$/.exec(pair));
        return pairs.every(pair => pair !== null)
          ? Object.fromEntries(pairs.map(([, name, value]) => [name, item.parse(value)]))
          : word;
      }
    }
  );
}

function readBounds(value: unknown): Bounds | undefined {
  if (!Array.isArray(value) || value.length !== 2) {
    return undefined;
  }
  const [low, high] = value as unknown[];
  const isEnd = (end: unknown): end is number | null => end === null || isNumber(end);
  if (!isEnd(low) || !isEnd(high) || (low !== null && high !== null && !(low < high))) {
    return undefined;
  }
  return [low, high];
}
