import type { Tree } from '../tree.js';
import { uncertaintyNames } from './sigma.js';

/** Whether a group declares a signal. */
export function hasSignal(tree: Tree, group: string): boolean {
  return group !== '' && signalOf(tree, group) !== null;
}

/**
 * The name of an NXdata's signal: its attribute `signal`, or in older files the dataset with the
 * attribute `signal` = 1. The dataset named by the attribute may be missing.
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

/**
 * Names of further signals declared by an NXdata: `auxiliary_signals`, or in older files `signal` =
 * 2, 3, ….
 */
export function auxiliarySignals(tree: Tree, group: string, signal: string): string[] {
  const named = tree.attributes(group, 'auxiliary_signals');
  const numbered = () =>
    tree
      .names(group)
      .map(name => ({ name, number: Number(tree.attribute(`${group}/${name}`, 'signal')) }))
      .filter(({ number }) => Number.isInteger(number) && number >= 2)
      .sort((a, b) => a.number - b.number)
      .map(({ name }) => name);
  const isOlder = tree.attribute(group, 'signal') === null;
  const all = named.length > 0 || !isOlder ? named : numbered();
  return [...new Set(all)].filter(name => name !== signal && name !== '');
}

/** Names of the members of an NXdata that may be axes: neither signals nor uncertainties. */
export function arraysBeside(tree: Tree, group: string, signal: string): string[] {
  const signals = new Set([signal, ...auxiliarySignals(tree, group, signal)]);
  const uncertain = uncertaintyNames(tree, group);
  return tree.names(group).filter(name => !signals.has(name) && !uncertain.has(name));
}
