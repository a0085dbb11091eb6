import type { Tree } from '../tree.js';
import { uncertaintyNames } from './sigma.js';

/** An array that runs along some axes of the signal. */
export interface DeclaredAxis {
  name: string;
  /** Axes of the signal that it belongs to, counted from 0. */
  dims: number[];
}

/**
 * The axes of an NXdata as it declares them: the attribute `axes` of the group or, in older files, of the
 * signal (an array, or one text with colons or commas), `NAME_indices`, or the attribute `axis` = 1, 2, … of the
 * datasets themselves. Names that are declared may be absent from the group.
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
      name === '.' || indexed.some(one => one.name === name)
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

/** Those with an attribute `NAME_indices`, whether or not `axes` names them. */
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
 * The axis that a name stands for by its place in the list; where the list leaves axes of length 1 out, the one
 * of its own length.
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
  return shape.findIndex(one => one === length);
}

function numberedAxes(tree: Tree, group: string, shape: readonly number[]): DeclaredAxis[] {
  const numbered = tree
    .names(group)
    .map(name => ({ name, number: Number(tree.attribute(`${group}/${name}`, 'axis') ?? NaN) }))
    .filter(({ number }) => number >= 1 && number <= shape.length);
  const isPrimary = (name: string) => Number(tree.attribute(`${group}/${name}`, 'primary')) === 1;
  return shape.flatMap((_, dim) => {
    const here = numbered.filter(({ number }) => number === dim + 1);
    const chosen = here.find(({ name }) => isPrimary(name)) ?? here[0];
    return chosen ? [{ name: chosen.name, dims: [dim] }] : [];
  });
}
