import { copyIcon } from '@jupyterlab/ui-components';
import type { InspectorActions } from './actions.js';
import type { IInspectedItem } from './inspecteditems.js';
import { measured, numbersTsv } from './measured.js';
import { Section, ToolButton } from './parts.js';

interface INumbersProps {
  items: readonly IInspectedItem[];
  actions: InspectorActions;
}

/** Numbers with their σ: those of one item below each other, those of several as a table, an item a row. */
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
  return (
    <table className="jp-XESInspector-table">
      <thead>
        <tr>
          <td />
          {names.map(name => (
            <th scope="col" key={name}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map(({ key, label, numbers }) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            {names.map(name => (
              <td key={name}>{Object.hasOwn(numbers, name) ? measured(numbers[name]) : ''}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
