import { useId, useMemo, useRef, useState } from 'react';
import type { Id } from '../../analysis/document/index.js';
import { describeRow, RowMarks, rowPlaces } from '../../model/rows.js';
import { ListActions } from './actions.js';
import { Header } from './header.js';
import { handleKey } from './keys.js';
import type { IListOptions } from './options.js';
import { ListRow } from './row.js';
import { rowHeight, useWindow } from './window.js';

export interface IListProps {
  options: IListOptions;
  /** Raised with each change of the model. */
  version: number;
  expanded: ReadonlySet<Id>;
  onExpand: (id: Id, isExpanded: boolean) => void;
}

/** The list: a header, and of the rows those in sight. */
export function List({ options, version, expanded, onExpand }: IListProps): React.JSX.Element {
  const { model } = options;
  const name = useId();
  const idOfRow = (index: number) => `${name}-row-${index}`;
  const grid = useRef<HTMLDivElement>(null);
  const [focus, setFocus] = useState('');
  const [renaming, setRenaming] = useState<string | null>(null);
  const places = useMemo(() => rowPlaces(model, expanded), [model, expanded, version]);
  const marks = useMemo(() => new RowMarks(model), [model, version]);
  const actions = useMemo(() => new ListActions(options), [options]);
  actions.places = places;
  const { first, last, onScroll, reveal } = useWindow(grid, places.length);
  const found = places.findIndex(({ key }) => key === (focus || marks.active));
  const focused = Math.max(0, found);
  const move = (index: number) => {
    const next = places[Math.max(0, Math.min(places.length - 1, index))];
    if (next) {
      setFocus(next.key);
      reveal(places.indexOf(next));
    }
    return next ?? null;
  };
  const rows = places.slice(first, last).map(place => describeRow(model, place, marks, expanded));
  return (
    <>
      <Header options={options} actions={actions} count={places.length} />
      <div
        ref={grid}
        className="jp-XESList-rows"
        role="treegrid"
        aria-label="Scans and results"
        aria-multiselectable="true"
        aria-rowcount={places.length}
        aria-activedescendant={places.length > 0 ? idOfRow(focused) : undefined}
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={event =>
          handleKey(event, {
            places,
            focused,
            expanded,
            actions,
            move,
            onExpand,
            rename: setRenaming
          })
        }
      >
        {places.length === 0 ? (
          <p className="jp-XESList-empty">Drop scans here, or add them with “Add scans…”.</p>
        ) : (
          <div
            className="jp-XESList-sheet"
            role="rowgroup"
            style={{ height: places.length * rowHeight }}
          >
            {rows.map((row, i) => (
              <ListRow
                key={row.key}
                id={idOfRow(first + i)}
                index={first + i}
                row={row}
                isFocused={first + i === focused}
                isRenaming={renaming === row.key}
                actions={actions}
                onFocus={setFocus}
                onExpand={onExpand}
                onRename={setRenaming}
              />
            ))}
          </div>
        )}
      </div>
    </>
  );
}
