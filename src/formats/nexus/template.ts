import { XESError } from '../../base/errors.js';
import { declaredAxes } from './axes.js';
import type { DataGroup } from './group.js';

/**
 * Refuse a signal that is a single value, as in templates and files of scans that were never
 * started.
 * @throws XESError `scan/no-intensity`, which names what is missing
 */
export function requirePoints(group: DataGroup, shape: readonly number[]): void {
  if (shape.length > 0) {
    return;
  }
  const { tree, data, signal } = group;
  const axes = declaredAxes(tree, data, signal, [1]).map(({ name }) => name);
  const single = axes.filter(name => (tree.shape(`${data}/${name}`) ?? [1]).length === 0);
  const energies =
    axes.length === 0
      ? 'no axis is named'
      : single.length > 0
        ? `so is its axis ${single.map(name => `"${name}"`).join(', ')}`
        : `its axes are ${axes.map(name => `"${name}"`).join(', ')}`;
  throw new XESError(
    'scan/no-intensity',
    `${data} holds no points: its signal "${signal}" is a single value, and ${energies}. Missing are an array of ` +
      'intensities and one of energies with a value for each point: is this a template, or a scan that was never started?'
  );
}
