import { caretDownIcon, caretRightIcon, ellipsesIcon } from '@jupyterlab/ui-components';
import { memo, type DragEvent, type MouseEvent } from 'react';
import type { Id } from '../../analysis/document/index.js';
import type { Row } from '../../model/rows.js';
import type { Extent, ListActions } from './actions.js';
import { Label } from './label.js';
import { rowHeight } from './window.js';

interface IRowProps {
  id: string;
  index: number;
  row: Row;
  isFocused: boolean;
  isRenaming: boolean;
  actions: ListActions;
  onFocus: (key: string) => void;
  onExpand: (id: Id, isExpanded: boolean) => void;
  onRename: (key: string | null) => void;
}

const dragType = 'application/x-xes-row';

/** One row: expander, tick, colour, label, facts, state. */
export const ListRow = memo(function ListRow(props: IRowProps): React.JSX.Element {
  const { id, index, row, isFocused, actions, onFocus, onExpand, onRename } = props;
  const isChild = row.type === 'arm' || row.type === 'item';
  const select = (event: MouseEvent) => {
    onFocus(row.key);
    actions.select(index, extentOf(event));
  };
  return (
    <div
      id={id}
      className="jp-XESList-row"
      role="row"
      aria-level={isChild ? 2 : 1}
      aria-rowindex={index + 1}
      aria-selected={row.isSelected}
      aria-expanded={row.isExpanded ?? undefined}
      data-state={row.error ? 'failed' : row.state}
      data-row={row.key}
      data-active={row.isActive || undefined}
      data-focused={isFocused || undefined}
      data-stale={row.isStale || undefined}
      title={row.error ?? row.title}
      style={{ top: index * rowHeight }}
      onClick={select}
      onContextMenu={event => {
        event.preventDefault();
        if (!row.isSelected) {
          select(event);
        }
        actions.menu(row.ref, { x: event.clientX, y: event.clientY });
      }}
      {...dragging(row, isChild || actions.isLone, actions)}
    >
      <Expander row={row} onExpand={onExpand} />
      <span role="gridcell">
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`Show ${row.label}`}
          checked={row.isTicked === true}
          ref={box => box && (box.indeterminate = row.isTicked === 'partly')}
          onClick={event => event.stopPropagation()}
          onChange={event => actions.tick(row.ref, event.target.checked)}
        />
      </span>
      <span role="gridcell">
        <input
          type="color"
          tabIndex={-1}
          className="jp-XESList-color"
          aria-label={`Colour of ${row.label}`}
          title="Colour of the curve"
          disabled={isChild}
          value={row.color}
          onClick={event => event.stopPropagation()}
          onChange={event => actions.color(row.ref.id, event.target.value)}
          onBlur={() => actions.colored()}
        />
      </span>
      <Label
        row={row}
        isEditing={props.isRenaming}
        onEdit={() => !isChild && onRename(row.key)}
        onDone={label => {
          onRename(null);
          if (label !== null) {
            actions.rename(row.ref.id, label);
          }
        }}
      />
      <span role="gridcell" className="jp-XESList-detail">
        {row.detail}
      </span>
      <span role="gridcell" className="jp-XESList-state">
        {row.error ? (
          <span role="img" aria-label={row.error}>
            ⚠
          </span>
        ) : (
          <Progress row={row} />
        )}
      </span>
      <span role="gridcell">
        <button
          type="button"
          tabIndex={-1}
          className="jp-XESList-menu"
          aria-label={`Actions for ${row.label}`}
          title="More actions"
          onClick={event => {
            select(event);
            event.stopPropagation();
            const { left, bottom } = event.currentTarget.getBoundingClientRect();
            actions.menu(row.ref, { x: left, y: bottom });
          }}
        >
          <ellipsesIcon.react tag="span" elementSize="normal" />
        </button>
      </span>
    </div>
  );
}, isSameRow);

function Expander({ row, onExpand }: Pick<IRowProps, 'row' | 'onExpand'>): React.JSX.Element {
  const Icon = row.isExpanded ? caretDownIcon : caretRightIcon;
  return (
    <span
      role="gridcell"
      className="jp-XESList-expander"
      onClick={event => {
        event.stopPropagation();
        onExpand(row.ref.id, !row.isExpanded);
      }}
    >
      {row.isExpanded !== null && <Icon.react tag="span" elementSize="normal" />}
    </span>
  );
}

function Progress({ row: { state, progress } }: Pick<IRowProps, 'row'>): React.JSX.Element | null {
  if (state !== 'loading' && state !== 'running') {
    return null;
  }
  return (
    <progress
      aria-label={state === 'loading' ? 'Reading' : 'Computing'}
      {...(progress === null ? {} : { value: progress })}
    />
  );
}

/** A row can be dragged to another place of the list, unless it is part of another. */
function dragging({ ref }: Row, isFixed: boolean, actions: ListActions) {
  return isFixed
    ? {}
    : {
        draggable: true,
        onDragStart: (event: DragEvent) => event.dataTransfer.setData(dragType, ref.id),
        onDragOver: (event: DragEvent) => {
          if (event.dataTransfer.types.includes(dragType)) {
            event.preventDefault();
          }
        },
        onDrop: (event: DragEvent) => {
          const id = event.dataTransfer.getData(dragType);
          if (id) {
            event.preventDefault();
            event.stopPropagation();
            actions.put(id, ref.id);
          }
        }
      };
}

function extentOf({ ctrlKey, metaKey, shiftKey }: MouseEvent): Extent {
  return shiftKey ? 'range' : ctrlKey || metaKey ? 'toggle' : 'alone';
}

/** Rows are described anew with each change: one is drawn anew where its description differs. */
function isSameRow(before: IRowProps, after: IRowProps): boolean {
  const { row, ...others } = before;
  return (
    (Object.keys(others) as (keyof typeof others)[]).every(key => before[key] === after[key]) &&
    (Object.keys(row) as (keyof Row)[]).every(
      key => key === 'ref' || before.row[key] === after.row[key]
    )
  );
}
