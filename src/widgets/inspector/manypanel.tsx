import { addIcon, deleteIcon } from '@jupyterlab/ui-components';
import type { ReactNode } from 'react';
import type { InspectorActions } from './actions.js';
import { words } from './form/schema.js';
import type { IInspectedMany } from './inspect.js';
import { ToolButton } from './parts.js';

interface IManyPanelProps {
  inspected: IInspectedMany;
  actions: InspectorActions;
  /** Actions on them as a set. */
  children?: ReactNode;
}

/** Several rows: how many of each kind, and the actions on all of them. */
export function ManyPanel({ inspected, actions, children }: IManyPanelProps) {
  return (
    <>
      <ManyHeader inspected={inspected} actions={actions} />
      {children}
    </>
  );
}

function ManyHeader({ inspected: { refs, counts, target }, actions }: IManyPanelProps) {
  return (
    <div className="jp-XESInspector-header">
      <h3>{refs.length} rows</h3>
      <ul className="jp-XESInspector-counts">
        {counts.map(([kind, count]) => (
          <li key={kind}>
            {count} × {words(kind)}
          </li>
        ))}
      </ul>
      <div className="jp-XESInspector-title">
        <ToolButton
          title="Add a step that works on these"
          text="Add step…"
          icon={addIcon}
          onClick={event => actions.addStep(event.currentTarget)}
        />
        {target ? (
          <ToolButton
            title={`Use the other rows as inputs of ${target.title}`}
            text={`Use for ${target.title}`}
            onClick={() => actions.setFrom(target.id, target.from)}
          />
        ) : null}
        <ToolButton
          title="Remove them"
          icon={deleteIcon}
          onClick={() => actions.remove(refs.map(({ id }) => id))}
        />
      </div>
    </div>
  );
}
