import type { Tree } from '../tree.js';
import { columnsUnknown } from './listing.js';

/**
 * Refuse values that are stored scaled: there are several conventions, with the offset applied
 * before or after the factor.
 * @throws XESError `scan/columns-unknown`
 */
export function requireUnscaled(tree: Tree, data: string, path: string, isSignal = false): void {
  const field = (name: string) =>
    tree.kind(`${data}/${name}`) === 'dataset'
      ? (tree.numbers(`${data}/${name}`)?.[0] ?? null)
      : null;
  const attribute = (name: string) => {
    const text = tree.attribute(path, name);
    return text === null ? null : Number(text);
  };
  const label = path.slice(path.lastIndexOf('/') + 1);
  const factors = [
    field(`${label}_scaling_factor`),
    isSignal ? field('scaling_factor') : null,
    attribute('scaling_factor'),
    attribute('scale_factor')
  ];
  const offsets = [
    field(`${label}_offset`),
    isSignal ? field('offset') : null,
    attribute('add_offset')
  ];
  const factor = factors.find(value => value !== null && value !== 1);
  const offset = offsets.find(value => value !== null && value !== 0);
  if (factor !== undefined || offset !== undefined) {
    const description = [
      ...(factor === undefined ? [] : [`a factor of ${factor}`]),
      ...(offset === undefined ? [] : [`an offset of ${offset}`])
    ].join(' and ');
    throw columnsUnknown(
      tree,
      data,
      `"${label}" is stored scaled, by ${description}, and how is not settled: store the values themselves`
    );
  }
}
