import type { Tree } from '../tree.js';
import { uncertaintyNames } from './sigma.js';

/** An array along some axes of the signal. */
export interface DeclaredAxis {
  name: string;
  /** Axes of the signal it belongs to, from 0. */
  dims: number[];
}

/**
 * The axes declared by an NXdata: the attribute `axes` of the group or, in older files, of the
 * signal (an array, or a text separated by colons or commas), `NAME_indices`, or the attribute
 * `axis` = 1, 2, … of the datasets themselves. Declared names may be missing from the group.
 */
export function declaredAxes(
  tree: Tree,
  group: string,
  signal: string,
  shape: readonly number[]
): DeclaredAxis[] {
  const names = namesOf(tree, group, signal);
  const indexed = indexedAxes(tree, group, names);
  if (names.length > 0 || indexed.length > 0) {
    const placed = names.flatMap((name, position) =>
      name === '.' || indexed.some(axis => axis.name === name)
        ? []
        : [{ name, dims: [placeOf(tree, `${group}/${name}`, position, names, shape)] }]
    );
    return [...placed, ...indexed];
  }
  return numberedAxes(tree, group, shape);
}

function namesOf(tree: Tree, group: string, signal: string): string[] {
  const ofGroup = tree.attributes(group, 'axes');
  const stated = ofGroup.length > 0 ? ofGroup : tree.attributes(`${group}/${signal}`, 'axes');
  const names = stated.length === 1 ? stated[0].replace(/^\[|\]$/g, '').split(/[:,]/) : stated;
  return names.map(name => name.trim()).filter(name => name !== '');
}

/** Arrays with an attribute `NAME_indices`, whether or not `axes` names them. */
function indexedAxes(tree: Tree, group: string, names: readonly string[]): DeclaredAxis[] {
  const uncertain = uncertaintyNames(tree, group);
  const candidates = new Set([...names, ...tree.names(group)].filter(name => !uncertain.has(name)));
  return [...candidates].flatMap(name => {
    const dims = tree.attributes(group, `${name}_indices`).map(Number);
    return dims.length > 0 && dims.every(dim => Number.isInteger(dim) && dim >= 0)
      ? [{ name, dims }]
      : [];
  });
}

/**
 * The axis of a name from its position in the list; if the list omits axes of length 1, the axis of
 * the same length.
 */
function placeOf(
  tree: Tree,
  path: string,
  position: number,
  names: readonly string[],
  shape: readonly number[]
): number {
  if (names.length === shape.length) {
    return position;
  }
  const long = shape.flatMap((length, dim) => (length > 1 ? [dim] : []));
  if (long.length === names.length) {
    return long[position];
  }
  const length = tree.shape(path)?.[0];
  return shape.findIndex(axisLength => axisLength === length);
}

function numberedAxes(tree: Tree, group: string, shape: readonly number[]): DeclaredAxis[] {
  const numbered = tree
    .names(group)
    .map(name => ({ name, number: Number(tree.attribute(`${group}/${name}`, 'axis') ?? NaN) }))
    .filter(({ number }) => number >= 1 && number <= shape.length);
  const isPrimary = (name: string) => Number(tree.attribute(`${group}/${name}`, 'primary')) === 1;
  return shape.flatMap((_, dim) => {
    const candidates = numbered.filter(({ number }) => number === dim + 1);
    const chosen = candidates.find(({ name }) => isPrimary(name)) ?? candidates[0];
    return chosen ? [{ name: chosen.name, dims: [dim] }] : [];
  });
}
