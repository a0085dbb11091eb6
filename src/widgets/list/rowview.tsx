import { memo, type DragEvent, type MouseEvent } from 'react';
import type { Row } from '../../model/index.js';
import { LabelField } from './labelfield.js';
import type { ListActions } from './listactions.js';
import { leaveFocus, StateSign, Swatch, Tick, Twisty } from './rowparts.js';
import { compactRowText, tooltip } from './rowtext.js';
import { clickMode } from './selection.js';
import { rowHeight } from './windowed.js';

export interface IRowProps {
  row: Row;
  index: number;
  actions: ListActions;
  isFocused: boolean;
  isEditing: boolean;
  /** Where a dragged row would be dropped. */
  drop: 'above' | 'below' | null;
  hasMenu: boolean;
}

const dragType = 'application/x-xes-row';

/** A row; rendered again only if its content changed. */
export const RowView = memo(function RowView(props: IRowProps) {
  const { row, index, actions, isFocused, isEditing, hasMenu } = props;
  const { key, label, depth, isExpanded, isSelected, isActive } = row;
  return (
    <div
      role="row"
      className={classOf(props)}
      style={{ top: index * rowHeight }}
      title={tooltip(row)}
      tabIndex={isFocused ? 0 : -1}
      data-id={row.ref.id}
      data-type={row.type}
      data-state={row.state}
      aria-rowindex={index + 1}
      aria-level={depth + 1}
      aria-expanded={isExpanded ?? undefined}
      aria-selected={isSelected}
      aria-current={isActive || undefined}
      draggable={depth === 0 && !isEditing}
      onClick={event => actions.click(key, clickMode(event))}
      onContextMenu={event => {
        if (actions.menu(key, pointOf(event))) {
          event.preventDefault();
          event.stopPropagation();
        }
      }}
      {...dragHandlers(key, actions)}
    >
      <span role="gridcell" className="jp-XESList-marks">
        <Twisty row={row} actions={actions} />
        <Tick label={`Show ${label}`} ticked={row.ticked} onTick={() => actions.tick(key)} />
        <Swatch row={row} actions={actions} />
      </span>
      <span role="gridcell" className="jp-XESList-text">
        {isEditing ? (
          <span className="jp-XESList-label">
            <LabelField row={row} actions={actions} />
          </span>
        ) : (
          <span className="jp-XESList-label" onDoubleClick={() => actions.edit(key)}>
            {label}
          </span>
        )}
        <span className="jp-XESList-detail">{compactRowText(row)}</span>
      </span>
      <span role="gridcell" className="jp-XESList-end">
        <StateSign row={row} />
        {hasMenu && (
          <button
            type="button"
            tabIndex={-1}
            className="jp-XESList-menu"
            aria-label={`Menu of ${label}`}
            aria-haspopup="menu"
            onMouseDown={leaveFocus}
            onClick={event => {
              event.stopPropagation();
              const { left, bottom } = event.currentTarget.getBoundingClientRect();
              actions.menu(key, { x: left, y: bottom });
            }}
          >
            ⋯
          </button>
        )}
      </span>
    </div>
  );
});

function classOf({ row, drop }: IRowProps): string {
  return [
    'jp-XESList-row',
    row.depth > 0 && 'jp-mod-child',
    row.isActive && 'jp-mod-active',
    row.isSelected && 'jp-mod-selected',
    row.isStale && 'jp-mod-stale',
    drop && `jp-mod-drop-${drop}`
  ]
    .filter(Boolean)
    .join(' ');
}

function dragHandlers(key: string, actions: ListActions) {
  return {
    onDragStart: (event: DragEvent) => {
      if (actions.drag(key)) {
        event.dataTransfer.setData(dragType, key); // Firefox does not drag without data
        event.dataTransfer.effectAllowed = 'move';
      } else {
        event.preventDefault();
      }
    },
    onDragOver: (event: DragEvent) => {
      if (actions.dragOver(key, isLowerHalf(event))) {
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
      }
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      actions.dropOn(key, isLowerHalf(event));
    },
    onDragEnd: () => actions.endDrag()
  };
}

/** Where a menu opens: at the pointer or, if opened by a key, under the row. */
function pointOf({ clientX, clientY, currentTarget }: MouseEvent): { x: number; y: number } {
  const { left, bottom } = currentTarget.getBoundingClientRect();
  return clientX === 0 && clientY === 0 ? { x: left, y: bottom } : { x: clientX, y: clientY };
}

function isLowerHalf({ currentTarget, clientY }: DragEvent): boolean {
  const { top } = currentTarget.getBoundingClientRect();
  return clientY - top > rowHeight / 2;
}
