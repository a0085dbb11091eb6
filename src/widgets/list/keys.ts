import type { KeyboardEvent } from 'react';
import type { Id } from '../../analysis/document/index.js';
import type { RowPlace } from '../../model/rows.js';
import type { ListActions } from './actions.js';

export interface IKeyContext {
  places: readonly RowPlace[];
  /** Index of the row that has the focus. */
  focused: number;
  expanded: ReadonlySet<Id>;
  actions: ListActions;
  /** Give another row the focus. @returns it. */
  move(index: number): RowPlace | null;
  onExpand(id: Id, isExpanded: boolean): void;
  /** Begin to edit a row's label. */
  rename(key: string): void;
}

/** Rows of a page up and down. */
const page = 10;

/** The keys of the list, as file browsers and tree grids have them. */
export function handleKey(event: KeyboardEvent<HTMLElement>, context: IKeyContext): void {
  if (event.target !== event.currentTarget) {
    return; // a text field within a row has its own
  }
  const isHandled = event.altKey ? moveRow(event, context) : handlePlain(event, context);
  if (isHandled) {
    event.preventDefault();
    event.stopPropagation();
  }
}

function moveRow({ key }: KeyboardEvent, { places, focused, actions }: IKeyContext): boolean {
  const place = places[focused];
  if (!place || (key !== 'ArrowUp' && key !== 'ArrowDown')) {
    return false;
  }
  actions.move(place.ref.id, key === 'ArrowUp' ? -1 : 1);
  return true;
}

function handlePlain(event: KeyboardEvent, context: IKeyContext): boolean {
  const { places, focused, expanded, actions, onExpand } = context;
  const place = places[focused];
  const isAccel = event.ctrlKey || event.metaKey;
  const targets: Record<string, number> = {
    ArrowUp: focused - 1,
    ArrowDown: focused + 1,
    PageUp: focused - page,
    PageDown: focused + page,
    Home: 0,
    End: places.length - 1
  };
  if (event.key in targets) {
    const next = context.move(targets[event.key]);
    if (next && !isAccel) {
      actions.select(places.indexOf(next), event.shiftKey ? 'range' : 'alone');
    }
    return true;
  }
  if (isAccel && event.key.toLowerCase() === 'a') {
    actions.selectAll();
    return true;
  }
  if (!place || isAccel) {
    return false;
  }
  switch (event.key) {
    case ' ':
      toggleTick(event);
      return true;
    case 'Enter':
      actions.select(focused, 'alone');
      return true;
    case 'F2':
      context.rename(place.key);
      return true;
    case 'Delete':
    case 'Backspace':
      actions.remove();
      return true;
    case 'ArrowRight':
    case 'ArrowLeft':
      onExpand(place.ref.id, event.key === 'ArrowRight' && !expanded.has(place.ref.id));
      return true;
    default:
      return false;
  }
}

/** The box of the row says whether it is ticked. */
function toggleTick({ currentTarget }: KeyboardEvent): void {
  const grid = currentTarget as HTMLElement;
  const row = grid.ownerDocument.getElementById(grid.getAttribute('aria-activedescendant') ?? '');
  row?.querySelector<HTMLInputElement>('input[type=checkbox]')?.click();
}
