import type { Range } from '../../analysis/document/index.js';
import { energiesOf, groupsOf, type ICurve, type IFramed } from '../../plots/index.js';
import type { INote } from './notes.js';

/** Most curves that are named. */
const mostNamed = 5;

/**
 * Notes on curves far outside the visible range, with a button that shows them.
 * @param frame what is visible; null if nothing is drawn.
 * @param onShow called with the energies to show, eV.
 */
export function farAway(frame: IFramed | null, onShow: (energies: Range) => unknown): INote[] {
  const { inside = [], outside = [] } = frame ?? {};
  const all = energiesOf([...inside, ...outside]);
  if (outside.length === 0 || !all) {
    return [];
  }
  const places: string[] = [];
  let left = mostNamed;
  for (const group of groupsOf(outside)) {
    const named = group.slice(0, left);
    left -= named.length;
    if (named.length > 0) {
      places.push(`at ${rangeOf(group)}: ${named.map(({ label }) => label).join(', ')}`);
    }
  }
  const others = outside.length - mostNamed;
  const more = others > 0 ? ` and ${others} more` : '';
  return [
    {
      text: `Far away, ${places.join('; ')}${more}.`,
      action: { label: 'Show all', run: () => onShow(all) }
    }
  ];
}

function rangeOf(group: readonly ICurve[]): string {
  return `${(energiesOf(group) ?? []).map(energy => energy.toFixed(2)).join(' to ')} eV`;
}
