import { addIcon } from '@jupyterlab/ui-components';
import type { ListActions } from './actions.js';
import type { IListOptions } from './options.js';

interface IHeaderProps {
  options: IListOptions;
  actions: ListActions;
  /** Rows in all. */
  count: number;
}

/** Ticks for all rows, their number, and what can be added. */
export function Header({ options, actions, count }: IHeaderProps): React.JSX.Element {
  const { model, guard, addScans, addStep } = options;
  const { length: ticked } = model.view.shown;
  const isAll = model.scans.length > 0 && ticked >= model.scans.length;
  return (
    <div className="jp-XESList-header">
      <input
        type="checkbox"
        aria-label="Show all scans"
        title="Show all scans, or none"
        disabled={count === 0}
        checked={isAll}
        ref={box => box && (box.indeterminate = ticked > 0 && !isAll)}
        onChange={event => actions.tickAll(event.target.checked)}
      />
      <span className="jp-XESList-title">Scans and results</span>
      {addScans && (
        <button
          type="button"
          className="jp-XESList-button"
          title="Add scans to the analysis"
          onClick={() => guard('Adding scans', addScans)}
        >
          <addIcon.react tag="span" elementSize="normal" /> Scans…
        </button>
      )}
      {addStep && (
        <button
          type="button"
          className="jp-XESList-button"
          title="Add a step that works on what is selected"
          disabled={count === 0}
          onClick={({ currentTarget }) => guard('Adding a step', () => addStep(currentTarget))}
        >
          <addIcon.react tag="span" elementSize="normal" /> Step…
        </button>
      )}
    </div>
  );
}
