import { copyIcon } from '@jupyterlab/ui-components';
import type { StepEntry } from '../../../analysis/document/index.js';
import type { ModelParameter } from '../../../analysis/steps/parameters/index.js';
import type { InspectorActions } from '../actions.js';
import type { IInspectedItem } from '../inspecteditems.js';
import { Section, ToolButton } from '../parts.js';
import { ModelRow, type ModelEdit } from './modelrow.js';
import { modelRows, reportOf, type IModelFields } from './modelrows.js';

interface IModelTableProps {
  entry: StepEntry;
  fields: IModelFields;
  members: readonly ModelParameter[];
  items: readonly IInspectedItem[];
  /** Begins the ids of its fields. */
  prefix: string;
  actions: InspectorActions;
}

/** The parameters of a model: what was found, where it starts, what holds it. */
export function ModelTable({ entry, fields, members, items, prefix, actions }: IModelTableProps) {
  const item = items.length === 1 ? items[0] : null;
  const rows = modelRows(fields, members, entry.parameters, item);
  const report = reportOf(item);
  const set = (change: ModelEdit) => actions.changeParameters(entry.id, change);
  const shared = { fields, item, set, commit: actions.commit };
  return (
    <Section
      title="Model"
      tools={
        report === null ? undefined : (
          <ToolButton
            title="Copy the report of the fit as text"
            icon={copyIcon}
            onClick={() => actions.copy(report)}
          />
        )
      }
    >
      <table className={`jp-XESModel${item?.isStale ? ' jp-mod-stale' : ''}`}>
        <thead>
          <tr>
            <th scope="col">Parameter</th>
            <th scope="col">Start</th>
            <th scope="col" title="Stays where it starts">
              Fix
            </th>
            <th aria-hidden="true" />
          </tr>
        </thead>
        {rows.map(row => (
          <ModelRow key={row.name} row={row} id={`${prefix}-${row.name}`} {...shared} />
        ))}
      </table>
    </Section>
  );
}
