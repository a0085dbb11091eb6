import type { ListActions } from './listactions.js';
import { Tick } from './rowparts.js';

interface IHeaderProps {
  actions: ListActions;
  count: number;
  /** Whether all rows that can be ticked together are ticked. */
  ticked: boolean | 'partly';
  addScans?: () => void;
  addStep?: (anchor: HTMLElement) => void;
}

/** Header of the list: tick box for all, number of rows, and buttons to add scans and steps. */
export function ListHeader({ actions, count, ticked, addScans, addStep }: IHeaderProps) {
  return (
    <div className="jp-XESList-header">
      {count > 0 && (
        <label title={`Show all, or none (${count === 1 ? '1 row' : `${count} rows`})`}>
          <Tick
            isTabStop
            label="Show all"
            ticked={ticked}
            onTick={() => actions.tickAll(ticked !== true)}
          />
          <span className="jp-XESList-count">{count}</span>
        </label>
      )}
      <span className="jp-XESList-buttons">
        {addScans && (
          <button type="button" className={buttonClass} onClick={() => addScans()}>
            Add scans…
          </button>
        )}
        {addStep && count > 0 && (
          <button
            type="button"
            className={buttonClass}
            aria-haspopup="dialog"
            onClick={event => addStep(event.currentTarget)}
          >
            Add step…
          </button>
        )}
      </span>
    </div>
  );
}

const buttonClass = 'jp-XESList-button';
