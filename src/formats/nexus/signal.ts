import type { Tree } from '../tree.js';

/** Whether a group says which of its arrays is to be shown. */
export function hasSignal(tree: Tree, group: string): boolean {
  return group !== '' && signalOf(tree, group) !== null;
}

/**
 * The name of an NXdata's signal: its attribute `signal`, or in older files the dataset that has the attribute
 * `signal` = 1. The dataset that the attribute names may be absent.
 */
export function signalOf(tree: Tree, group: string): string | null {
  const named = tree.attribute(group, 'signal');
  if (named) {
    return named;
  }
  const first = tree
    .names(group)
    .find(
      name =>
        tree.kind(`${group}/${name}`) === 'dataset' &&
        Number(tree.attribute(`${group}/${name}`, 'signal')) === 1
    );
  return first ?? null;
}
