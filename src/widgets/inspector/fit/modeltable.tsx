import { copyIcon } from '@jupyterlab/ui-components';
import type { StepEntry } from '../../../analysis/document/index.js';
import type { ModelParameter, Parameters } from '../../../analysis/steps/parameters/index.js';
import type { InspectorActions } from '../actions.js';
import type { IInspectedItem } from '../inspecteditems.js';
import { Section, ToolButton } from '../parts.js';
import { ModelRow, type ModelEdit } from './modelrow.js';
import { modelRows, reportOf, unknownRows, withoutName, type IModelFields } from './modelrows.js';
import { UnknownRow } from './strangerow.js';

interface IModelTableProps {
  entry: StepEntry;
  /** Parameters of the step. */
  parameters: Parameters;
  fields: IModelFields;
  members: readonly ModelParameter[];
  items: readonly IInspectedItem[];
  /** Prefix of the ids of its fields. */
  prefix: string;
  actions: InspectorActions;
}

/** The parameters of a model: results, start values and constraints. */
export function ModelTable(props: IModelTableProps) {
  const { entry, parameters, fields, members, items, prefix, actions } = props;
  const item = items.length === 1 ? items[0] : null;
  const rows = modelRows(fields, members, entry.parameters, item);
  const unknown = unknownRows(fields, parameters, members, entry.parameters);
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
            <th scope="col" title="Stays at its start value">
              Fix
            </th>
            <th aria-hidden="true" />
          </tr>
        </thead>
        {rows.map(row => (
          <ModelRow key={row.name} row={row} id={`${prefix}-${row.name}`} {...shared} />
        ))}
        {unknown.map(row => (
          <UnknownRow
            key={row.name}
            row={row}
            drop={() => {
              set(given => withoutName(fields, given, row.name));
              actions.commit();
            }}
          />
        ))}
      </table>
    </Section>
  );
}
