import { useRef } from 'react';
import type { Row } from '../../model/rows.js';

interface ILabelProps {
  row: Row;
  isEditing: boolean;
  onEdit: () => void;
  /** @param label null where the old one stays. */
  onDone: (label: string | null) => void;
}

/** The label of a row, which can be edited in its place. */
export function Label({ row, isEditing, onEdit, onDone }: ILabelProps): React.JSX.Element {
  const isDone = useRef(false);
  if (!isEditing) {
    isDone.current = false;
    return (
      <span role="gridcell" className="jp-XESList-label" onDoubleClick={onEdit}>
        {row.label}
      </span>
    );
  }
  const finish = (label: string | null) => {
    if (!isDone.current) {
      isDone.current = true; // leaving the field after Enter or Escape changes nothing more
      onDone(label);
    }
  };
  return (
    <span role="gridcell" className="jp-XESList-label">
      <input
        className="jp-mod-styled"
        aria-label={`New name of ${row.label}`}
        defaultValue={row.label}
        autoFocus
        onFocus={event => event.target.select()}
        onClick={event => event.stopPropagation()}
        onBlur={event => finish(event.target.value === row.label ? null : event.target.value)}
        onKeyDown={event => {
          event.stopPropagation();
          if (event.key === 'Enter') {
            finish(event.currentTarget.value);
          } else if (event.key === 'Escape') {
            finish(null);
          }
        }}
      />
    </span>
  );
}
