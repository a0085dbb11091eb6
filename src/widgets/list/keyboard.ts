import { keyAction, type KeyAction } from './keys.js';
import type { ListActions } from './listactions.js';
import type { ListState } from './liststate.js';
import type { ClickMode } from './selection.js';
import { TypeAhead } from './typeahead.js';
import { rowHeight } from './windowed.js';

/** Keyboard handling of the list. */
export class ListKeyboard {
  constructor(
    private _state: ListState,
    private _actions: ListActions
  ) {}

  /** @returns whether the key was handled. */
  press(event: Parameters<typeof keyAction>[0] & { readonly timeStamp: number }): boolean {
    const action = keyAction(event);
    this._state.follow();
    const key = this._state.focused;
    if (action === null || key === null) {
      return false;
    }
    if (action.do === 'find') {
      this._find(action.letter, event.timeStamp);
      return true;
    }
    this._typed.forget();
    return this._do(action, key);
  }

  private _do(action: Exclude<KeyAction, { do: 'find' }>, key: string): boolean {
    const { _actions: actions, _state: state } = this;
    switch (action.do) {
      case 'go':
        this._go(this._target(action.to), action.mode);
        return true;
      case 'move':
        actions.moveBy(action.by);
        return true;
      case 'tick':
        actions.tick(key, true);
        return true;
      case 'activate':
        actions.click(key, 'alone');
        return true;
      case 'toggle':
        actions.click(key, 'toggle');
        return true;
      case 'rename':
        actions.edit(key);
        return true;
      case 'remove':
        actions.remove();
        return true;
      case 'selectAll':
        actions.selectAll();
        return true;
      case 'expand':
      case 'collapse':
        this._open(action.do === 'expand', state.focusedIndex);
        return true;
    }
  }

  private _go(index: number, mode: ClickMode | 'focus'): void {
    const { _state: state } = this;
    const place = state.rows.places[index];
    if (place) {
      state.anchor = mode === 'range' ? (state.anchor ?? state.focused) : state.anchor;
      state.focus(index);
      if (mode !== 'focus') {
        this._actions.click(place.key, mode);
      }
    }
  }

  private _target(to: Extract<KeyAction, { do: 'go' }>['to']): number {
    const { focusedIndex: index, rows, height } = this._state;
    const last = rows.places.length - 1;
    const page = Math.max(1, Math.floor(height / rowHeight) - 1);
    const wanted = {
      up: index - 1,
      down: index + 1,
      pageUp: index - page,
      pageDown: index + page,
      first: 0,
      last
    };
    return Math.min(last, Math.max(0, wanted[to]));
  }

  /**
   * Right opens a row, then moves to its first child; left closes it, or moves from a child to its
   * parent.
   */
  private _open(isOpening: boolean, index: number): void {
    const { _state: state } = this;
    const place = state.rows.places[index];
    if (place.isExpanded !== null && place.isExpanded !== isOpening) {
      this._actions.expand(place.key, isOpening);
    } else if (isOpening && place.isExpanded) {
      this._go(index + 1, 'alone');
    } else if (!isOpening && place.depth === 1) {
      const { id } = place.ref;
      this._go(
        state.rows.places.findIndex(({ ref, depth }) => ref.id === id && depth === 0),
        'alone'
      );
    }
  }

  /** @param at when the key was pressed, ms: a busy page handles it later. */
  private _find(letter: string, at: number): void {
    const { rows, focusedIndex } = this._state;
    const labelAt = (index: number) => rows.labelAt(index);
    const { length } = rows.places;
    this._go(this._typed.find(letter, length, labelAt, focusedIndex, at), 'alone');
  }

  private _typed = new TypeAhead();
}
