import { useEffect, useRef, type MouseEvent } from 'react';
import type { Row } from '../../model/index.js';
import type { ListActions } from './listactions.js';
import { stateSigns, stateText } from './rowtext.js';

interface IPartProps {
  row: Row;
  actions: ListActions;
}

/** A button that is pressed leaves the focus to the row: it takes the keys. */
export function leaveFocus(event: MouseEvent): void {
  event.preventDefault();
}

/** Opens and closes what has children. */
export function Twisty({ row, actions }: IPartProps) {
  const { key, isExpanded, label } = row;
  if (isExpanded === null) {
    return <span className="jp-XESList-expander" />;
  }
  return (
    <button
      type="button"
      tabIndex={-1}
      className="jp-XESList-expander"
      aria-label={isExpanded ? `Hide the parts of ${label}` : `Show the parts of ${label}`}
      onMouseDown={leaveFocus}
      onClick={event => {
        event.stopPropagation();
        actions.expand(key, !isExpanded);
      }}
    >
      {isExpanded ? '▾' : '▸'}
    </button>
  );
}

interface ITickProps {
  label: string;
  ticked: boolean | 'partly';
  onTick: () => void;
  isTabStop?: boolean;
}

/** A checkbox with a third state. */
export function Tick({ label, ticked, onTick, isTabStop = false }: ITickProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) {
      box.current.indeterminate = ticked === 'partly';
    }
  }, [ticked]);
  return (
    <input
      ref={box}
      type="checkbox"
      tabIndex={isTabStop ? 0 : -1}
      aria-label={label}
      checked={ticked === true}
      onMouseDown={isTabStop ? undefined : leaveFocus}
      onClick={event => event.stopPropagation()}
      onChange={onTick}
    />
  );
}

/** The colour of what is drawn; of a scan or step it can be picked. */
export function Swatch({ row, actions }: IPartProps) {
  const { color, depth, key, label } = row;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // React's onChange is the input event: the end of the choice has none
    const node = input.current;
    const end = () => actions.endColor();
    node?.addEventListener('change', end);
    return () => node?.removeEventListener('change', end);
  }, [actions]);
  const style = color === null ? undefined : { background: color };
  const className = `jp-XESList-color${color === null ? ' jp-mod-none' : ''}`;
  if (depth > 0) {
    return <span className={className} style={style} />;
  }
  return (
    <span className={className} style={style}>
      <input
        ref={input}
        type="color"
        tabIndex={-1}
        aria-label={`Colour of ${label}`}
        title="Change the colour"
        value={color ?? '#808080'}
        onClick={event => event.stopPropagation()}
        onDoubleClick={event => event.stopPropagation()}
        onChange={event => actions.color(key, event.target.value)}
      />
    </span>
  );
}

/** What became of a row. */
export function StateSign({ row }: { row: Row }) {
  const text = stateText(row);
  if (text === '') {
    return null;
  }
  const turns = row.state === 'running' ? ' jp-XESList-spinner' : '';
  return (
    <span role="img" aria-label={text} className={`jp-XESList-state${turns}`}>
      {stateSigns[row.state]}
    </span>
  );
}
