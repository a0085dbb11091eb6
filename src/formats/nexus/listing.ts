import { XESError } from '../../base/errors.js';
import { extent } from '../../science/statistics.js';
import type { Tree } from '../tree.js';

/** Arrays that are listed at the most, and values of an array whose range is given. */
const [mostListed, mostRanged] = [12, 100_000];

/** The arrays of a group with their shapes, ranges and units, so that the user sees which is which. */
function arraysOf(tree: Tree, group: string): string {
  const names = tree.names(group).filter(name => tree.shape(`${group}/${name}`) !== null);
  const listed = names.slice(0, mostListed).map(name => arrayText(tree, `${group}/${name}`, name));
  return listed.join(', ') + (names.length > mostListed ? ', …' : '');
}

/** What is said where a file leaves open what its arrays are. */
export function columnsUnknown(tree: Tree, group: string, why: string): XESError {
  return new XESError(
    'scan/columns-unknown',
    `What the arrays of ${group} are is not clear: ${why}. It has ${arraysOf(tree, group) || 'no arrays'}. ` +
      'Name the axes in the file (`axes`, `long_name`, `units`), or save them under plain names (incident, emission).'
  );
}

function arrayText(tree: Tree, path: string, name: string): string {
  const shape = tree.shape(path) ?? [];
  const count = shape.reduce((a, b) => a * b, 1);
  const range = count <= mostRanged ? extent(tree.numbers(path) ?? []) : null;
  const unit = tree.attribute(path, 'units');
  const facts = [
    shape.length > 0 ? shape.join(' × ') : 'one value',
    range ? `${range[0]} to ${range[1]}${unit ? ` ${unit}` : ''}` : null
  ];
  return `${name} (${facts.filter(fact => fact !== null).join(', ')})`;
}
