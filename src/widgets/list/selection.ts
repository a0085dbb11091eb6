import { isSameRef, type Ref } from '../../analysis/document/index.js';
import type { Place } from '../../model/index.js';

/**
 * How a row is clicked: alone, to add or remove it (Ctrl, Cmd), or as the end of a range (Shift).
 */
export type ClickMode = 'alone' | 'toggle' | 'range';

export function clickMode(event: {
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
}): ClickMode {
  return event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'alone';
}

/**
 * The selection after a click.
 * @param anchor index of the row where a range begins. @param selected before.
 */
export function selectedAfter(
  mode: ClickMode,
  places: readonly Place[],
  index: number,
  anchor: number,
  selected: readonly Ref[]
): readonly Ref[] {
  const { ref } = places[index];
  if (mode === 'range') {
    const from = anchor < 0 ? index : anchor;
    return places.slice(Math.min(from, index), Math.max(from, index) + 1).map(place => place.ref);
  }
  if (mode === 'alone') {
    return [ref];
  }
  const others = selected.filter(entry => !isSameRef(entry, ref));
  return others.length < selected.length ? others : [...selected, ref];
}
