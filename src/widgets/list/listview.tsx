import { useLayoutEffect, useReducer, useRef } from 'react';
import { tickable, type ListActions } from './listactions.js';
import type { ListKeyboard } from './keyboard.js';
import { ListHeader } from './listheader.js';
import type { ListState } from './liststate.js';
import { RowView } from './rowview.js';
import { rowHeight, scrolledTo } from './windowed.js';

interface IListProps {
  state: ListState;
  actions: ListActions;
  keyboard: ListKeyboard;
}

/** The list with its header; only visible rows are rendered. */
export function ListView(props: IListProps) {
  const { state, actions } = props;
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useLayoutEffect(() => {
    state.redraw = redraw;
    return () => {
      state.redraw = null;
    };
  }, [state]);
  state.follow();
  const { options, model, rows, notice } = state;
  if (!options || !model) {
    return null;
  }
  const count = rows.places.length;
  const addScans = options.isLone ? undefined : options.addScans;
  return (
    <>
      <ListHeader
        actions={actions}
        count={count}
        ticked={tickOfAll(state)}
        addScans={addScans && (() => state.attempt('Adding scans', addScans))}
        addStep={
          options.addStep &&
          (anchor => state.attempt('Adding a step', () => options.addStep?.(anchor)))
        }
      />
      {count > 0 ? <Grid {...props} /> : <Empty canAdd={addScans !== undefined} />}
      <div className="jp-XESList-notice" role="status">
        {notice}
      </div>
    </>
  );
}

function Empty({ canAdd }: { canAdd: boolean }) {
  return (
    <p className="jp-XESList-empty">
      {canAdd ? 'Drop scans here, or add them.' : 'This list is empty.'}
    </p>
  );
}

function Grid({ state, actions, keyboard }: IListProps) {
  const box = useRef<HTMLDivElement>(null);
  const { rows } = state;
  const count = rows.places.length;
  useLayoutEffect(() => {
    const node = box.current;
    if (!node) {
      return;
    }
    const look = () => state.look(node.scrollTop, node.clientHeight);
    const observer = new ResizeObserver(look);
    observer.observe(node);
    look();
    return () => observer.disconnect();
  }, [state]);
  useLayoutEffect(() => {
    const index = state.takeScroll();
    if (box.current && index !== null) {
      const { scrollTop, clientHeight } = box.current;
      box.current.scrollTop = scrolledTo(index, scrollTop, clientHeight);
    }
    if (state.takeFocus() && state.editing === null) {
      box.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
    }
  });
  return (
    <div
      ref={box}
      className="jp-XESList-rows"
      role="treegrid"
      aria-label="Scans and results"
      aria-multiselectable="true"
      aria-rowcount={count}
      onScroll={event =>
        state.look(event.currentTarget.scrollTop, event.currentTarget.clientHeight)
      }
      onFocus={({ target }) => {
        state.hasFocus = true;
        const row = target.closest('[role="row"]');
        state.takeKeys(Number(row?.getAttribute('aria-rowindex')) - 1);
      }}
      onBlur={() => (state.hasFocus = false)}
      onKeyDown={event => {
        const { type } = event.target as HTMLInputElement; // undefined for a row
        if (type !== 'color' && keyboard.press(event)) {
          event.preventDefault();
          event.stopPropagation();
        }
      }}
    >
      <div role="rowgroup" className="jp-XESList-all" style={{ height: count * rowHeight }}>
        {drawnIndexes(state).map(index => (
          <RowAt key={rows.places[index].key} index={index} state={state} actions={actions} />
        ))}
      </div>
    </div>
  );
}

function RowAt({ index, state, actions }: Omit<IListProps, 'keyboard'> & { index: number }) {
  const row = state.rows.at(index);
  if (!row) {
    return null;
  }
  const { drop, options } = state;
  const isFocused = row.key === state.focused;
  return (
    <RowView
      row={row}
      index={index}
      actions={actions}
      isFocused={isFocused}
      isEditing={row.key === state.editing}
      drop={drop?.key === row.key ? (drop.isLower ? 'below' : 'above') : null}
      hasMenu={options?.onMenu !== undefined}
    />
  );
}

/** The visible rows and the focused row, which would lose the focus if removed. */
function drawnIndexes({ span, focusedIndex }: ListState): number[] {
  const { first, end } = span;
  const seen = Array.from({ length: end - first }, (_, i) => first + i);
  if (focusedIndex < 0 || (focusedIndex >= first && focusedIndex < end)) {
    return seen;
  }
  return focusedIndex < first ? [focusedIndex, ...seen] : [...seen, focusedIndex];
}

function tickOfAll({ model, rows }: ListState): boolean | 'partly' {
  if (!model || model.view.shown.length === 0) {
    return false;
  }
  const places = tickable(model, rows.places);
  return places.length > 0 && places.every(place => rows.tickOf(place) === true) ? true : 'partly';
}
