import { EntrySelect } from '../columns/entryselect.js';
import type { InspectorActions } from './actions.js';
import type { IInspectedScan } from './inspect.js';
import { ToolButton } from './parts.js';

interface IReadAsProps {
  inspected: IInspectedScan;
  actions: InspectorActions;
}

/** Which scan of its file it is, if that has several, and how its arrays are assigned. */
export function ReadAs({ inspected: { entry, scan }, actions }: IReadAsProps) {
  const { entries = [], entry: read = null } = scan.facts ?? {};
  const ask = actions.askColumns;
  return (
    <div className="jp-XESInspector-readAs">
      {entries.length > 1 ? (
        <EntrySelect
          entries={entries}
          entry={entry.entry ?? read}
          onChange={name => actions.setEntry(entry, name)}
        />
      ) : null}
      {ask ? (
        <ToolButton
          title="Choose what each array of the file is"
          text="Columns…"
          onClick={() => ask(entry.id)}
        />
      ) : null}
    </div>
  );
}
