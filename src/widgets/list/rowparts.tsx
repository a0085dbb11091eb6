import { useEffect, useRef, type MouseEvent } from 'react';
import type { Row } from '../../model/index.js';
import type { ListActions } from './listactions.js';
import { stateSigns, stateText } from './rowtext.js';

interface IPartProps {
  row: Row;
  actions: ListActions;
}

/** Keep the focus on the row when a button is pressed: the row handles the keys. */
export function leaveFocus(event: MouseEvent): void {
  event.preventDefault();
}

/** Expands and collapses a row with children. */
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

/** The colour of a curve; for a scan or step, a colour picker. */
export function Swatch({ row, actions }: IPartProps) {
  const { color, depth, key, label } = row;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // React's onChange is the input event, which does not mark the end of the choice
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

/** Icon of a row's state. */
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
