import { copyIcon } from '@jupyterlab/ui-components';
import type { InspectorActions } from './actions.js';
import type { IInspectedItem } from './inspecteditems.js';
import { measured, numbersTsv } from './measured.js';
import { Section, ToolButton } from './parts.js';

interface INumbersProps {
  items: readonly IInspectedItem[];
  actions: InspectorActions;
}

/** Numbers with their σ: those of one item below each other, those of several as a table, longer than it is wide. */
export function Numbers({ items, actions }: INumbersProps) {
  const found = items.filter(({ numbers }) => Object.keys(numbers).length > 0);
  if (found.length === 0) {
    return null;
  }
  const copy = (
    <ToolButton
      title="Copy the numbers with all of their digits, as a table"
      icon={copyIcon}
      onClick={() => actions.copy(numbersTsv(found))}
    />
  );
  const isStale = found.some(item => item.isStale);
  return (
    <Section title="Numbers" tools={copy}>
      <div className={`jp-XESInspector-scroll${isStale ? ' jp-mod-stale' : ''}`}>
        {found.length === 1 ? <OfOne item={found[0]} /> : <OfSeveral items={found} />}
      </div>
    </Section>
  );
}

function OfOne({ item: { numbers } }: { item: IInspectedItem }) {
  return (
    <table className="jp-XESInspector-table">
      <tbody>
        {Object.entries(numbers).map(([name, number]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td title={String(number.value)}>{measured(number)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function OfSeveral({ items }: Pick<INumbersProps, 'items'>) {
  const names = [...new Set(items.flatMap(({ numbers }) => Object.keys(numbers)))];
  const labels = items.map(({ label }) => label);
  const cell = ({ numbers }: IInspectedItem, name: string) =>
    Object.hasOwn(numbers, name) ? measured(numbers[name]) : '';
  const isTurned = names.length > items.length;
  return isTurned ? (
    <Grid columns={labels} rows={names.map(name => [name, items.map(one => cell(one, name))])} />
  ) : (
    <Grid
      columns={names}
      rows={items.map(one => [one.label, names.map(name => cell(one, name))])}
    />
  );
}

interface IGridProps {
  columns: readonly string[];
  rows: readonly (readonly [label: string, cells: readonly string[]])[];
}

function Grid({ columns, rows }: IGridProps) {
  return (
    <table className="jp-XESInspector-table">
      <thead>
        <tr>
          <td />
          {columns.map((column, i) => (
            <th scope="col" key={i}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, cells], i) => (
          <tr key={i}>
            <th scope="row">{label}</th>
            {cells.map((text, k) => (
              <td key={k}>{text}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
