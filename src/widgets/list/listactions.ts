import type { Id, Ref } from '../../analysis/document/index.js';
import { channelShown, isDrawn, type AnalysisModel, type Place } from '../../model/index.js';
import { dropMove, moveBy, type Move } from './moving.js';
import type { ListState } from './liststate.js';
import { removeEntries } from '../removing.js';
import { selectedAfter, type ClickMode } from './selection.js';

/**
 * Actions of the user on rows. Rows are identified by keys, for the list may have changed since it
 * was drawn.
 */
export class ListActions {
  constructor(private _state: ListState) {}

  /**
   * Select a row; without a modifier, also make it active. The row of a cut leaves its map active.
   */
  click(key: string, mode: ClickMode): void {
    this._at('Selecting', key, (index, model) => {
      const { rows } = this._state;
      this._state.focus(index, false);
      const anchor = rows.indexOf(this._state.anchor);
      const refs = selectedAfter(mode, rows.places, index, anchor, model.view.selected);
      if (mode !== 'range' || anchor < 0) {
        this._state.anchor = key;
      }
      const active = mode === 'alone' ? activeOf(model, rows.places[index]) : null;
      model.select(refs, active ?? undefined);
    });
  }

  /** Tick a row, or remove its tick; with `ofSelected`, all selected rows if it is among them. */
  tick(key: string, ofSelected = false): void {
    this._at('Showing', key, (index, model) => {
      const { rows } = this._state;
      const row = rows.at(index);
      const chosen = rows.places.filter(place => ofSelected && rows.isSelected(place));
      const places = row?.isSelected && chosen.length > 1 ? chosen : [rows.places[index]];
      const isTicked = row?.ticked !== true;
      const shown = rows.withTicks(places, isTicked);
      const map = isTicked && !model.map ? mapOf(model, places) : null;
      // maps are drawn only with an active map: the active curve stays ticked with it
      model.show(map && model.activeRef ? [...shown, model.activeRef] : shown);
      if (map) {
        model.setActive(map);
      }
    });
  }

  /** Tick all scans and results, or none. Cuts are drawn with their map, and stay as they are. */
  tickAll(isTicked: boolean): void {
    this._state.attempt('Showing', model => {
      this._state.follow();
      model.show(isTicked ? tickable(model, this._state.rows.places).map(({ ref }) => ref) : []);
    });
  }

  selectAll(): void {
    this._state.attempt('Selecting', model => {
      this._state.follow();
      const first = new Set(model.firstCuts.map(({ id }) => id));
      const { places } = this._state.rows;
      const all = places.filter(({ depth, ref }) => depth === 0 && !first.has(ref.id));
      model.select(all.map(({ ref }) => ref));
    });
  }

  expand(key: string, isExpanded: boolean): void {
    const { rows } = this._state;
    const place = rows.places[rows.indexOf(key)];
    if (place && place.isExpanded !== null) {
      this._state.expand(place.ref.id, isExpanded);
    }
  }

  /** Begin to edit the label of a scan or step. */
  edit(key: string): void {
    const { rows } = this._state;
    const index = rows.indexOf(key);
    if (rows.places[index]?.depth === 0) {
      this._state.focus(index);
      this._state.editing = key;
    }
  }

  /** End editing a label. @param label null to leave it unchanged; empty for the generated one. */
  endEdit(key: string, label: string | null, takesFocus: boolean): void {
    const { _state: state } = this;
    if (state.editing !== key) {
      return;
    }
    state.editing = null;
    if (takesFocus) {
      state.focus(state.rows.indexOf(key));
    }
    this._at('Renaming', key, (index, model) => {
      const row = state.rows.at(index);
      if (row && label !== null && label.trim() !== row.label) {
        model.rename(row.ref.id, label.trim() || null);
      }
    });
  }

  /** Change the colour of a scan or step; all changes until `endColor` are undone together. */
  color(key: string, color: string): void {
    this._at('Changing the colour', key, (index, model) => {
      const { id } = this._state.rows.places[index].ref;
      model.setColor(id, color, `color ${id}`);
    });
  }

  endColor(): void {
    this._state.attempt('Changing the colour', model => model.endMerge());
  }

  /** Remove the selected rows, or the focused row if it is not selected. */
  remove(): void {
    const { _state: state } = this;
    state.attempt('Removing', model => {
      state.follow();
      const row = state.focusedRow;
      const selected = state.rows.places.filter(place => state.rows.isSelected(place));
      const places: readonly Place[] = row?.isSelected ? selected : row ? [row] : [];
      const ids = places.filter(({ depth }) => depth === 0).map(({ ref }) => ref.id);
      if (ids.length === 0) {
        return state.say(
          row ? 'Arms and items are removed with their row: remove that row, or untick them.' : ''
        );
      }
      const { isLone = false, confirmRemoval: confirm } = state.options ?? {};
      return removeEntries(model, ids, { isLone, confirm });
    });
  }

  /** Move the focused scan or step up or down. */
  moveBy(by: -1 | 1): void {
    const { _state: state } = this;
    state.attempt('Moving', model => {
      const row = state.focusedRow;
      const move = row?.depth === 0 ? moveBy(model.document, row.ref.id, by) : null;
      if (row && move) {
        this._move(model, row.ref.id, move);
        state.follow();
        state.focus(state.focusedIndex);
      }
    });
  }

  /** Begin to drag a scan or step. @returns whether it can be dragged. */
  drag(key: string): boolean {
    const { rows } = this._state;
    const place = rows.places[rows.indexOf(key)];
    this._state.dragged = place?.depth === 0 ? place.ref.id : null;
    return this._state.dragged !== null;
  }

  /**
   * The dragged row is over another. @returns whether it can be dropped there; if not, the reason
   * is shown under the list.
   */
  dragOver(key: string, isLower: boolean): boolean {
    const move = this._dropMove(key, isLower);
    if (!move) {
      return false;
    }
    const isAllowed = 'before' in move;
    this._state.say(isAllowed ? '' : move.refusal);
    this._state.drop = isAllowed ? { key, isLower } : null;
    return isAllowed;
  }

  dropOn(key: string, isLower: boolean): void {
    const move = this._dropMove(key, isLower);
    const { dragged: id } = this._state;
    this.endDrag();
    if (move && id !== null) {
      this._state.attempt('Moving', model => this._move(model, id, move));
    }
  }

  endDrag(): void {
    this._state.dragged = null;
    this._state.drop = null;
    this._state.say('');
  }

  /** Open the menu of a row, after selecting it. @returns whether there is a menu. */
  menu(key: string, at: { x: number; y: number }): boolean {
    const open = this._state.options?.onMenu;
    if (!open) {
      return false;
    }
    this._at('Opening a menu', key, (index, model) => {
      const { rows } = this._state;
      const { ref } = rows.places[index];
      this._state.takeKeys(index); // the menu takes the focus
      if (!rows.at(index)?.isSelected) {
        this._state.anchor = key;
        model.select([ref]);
      }
      open(ref, at);
    });
    return true;
  }

  private _dropMove(key: string, isLower: boolean): Move | null {
    const { rows, dragged, model } = this._state;
    const place = rows.places[rows.indexOf(key)];
    return place && model && dragged !== null
      ? dropMove(model.document, dragged, place.ref.id, isLower)
      : null;
  }

  private _move(model: AnalysisModel, id: Id, move: Move): void {
    if ('refusal' in move) {
      this._state.say(move.refusal);
    } else {
      model.reorder(id, move.before);
    }
  }

  /** Act on a row, if it still exists. */
  private _at(
    doing: string,
    key: string,
    work: (index: number, model: AnalysisModel) => unknown
  ): void {
    this._state.attempt(doing, model => {
      this._state.follow();
      const index = this._state.rows.indexOf(key);
      return index < 0 ? undefined : work(index, model);
    });
  }
}

/** What becomes active with a row; null if the active map stays because a cut is drawn on it. */
function activeOf(model: AnalysisModel, { ref, type, isExpanded }: Place): Id | Ref | null {
  if (model.map && [...model.cuts, ...model.lineCuts].some(({ id }) => id === ref.id)) {
    return null;
  }
  // another scan is shown in the present arm; if its arms are listed, they are chosen there
  return type === 'scan' && !isExpanded ? ref.id : ref;
}

/** The first map among rows of scans; null if none is known to be a map. */
function mapOf({ scans }: AnalysisModel, places: readonly Place[]): Ref | null {
  const isMap = ({ ref: { id, channel } }: Place) =>
    channelShown(scans.find(scan => scan.id === id)?.facts ?? null, channel)?.kind === 'RXES';
  return places.find(isMap)?.ref ?? null;
}

/** The rows that are ticked together. */
export function tickable(model: AnalysisModel, places: readonly Place[]): Place[] {
  const steps = [...model.document.steps, ...model.firstCuts];
  const cuts = new Set(steps.filter(isDrawn).map(({ id }) => id));
  return places.filter(({ depth, ref }) => depth === 0 && !cuts.has(ref.id));
}
