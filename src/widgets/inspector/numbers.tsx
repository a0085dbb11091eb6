import { copyIcon } from '@jupyterlab/ui-components';
import type { NumberResult } from '../../analysis/steps/values.js';
import type { InspectorActions } from './actions.js';
import type { IInspectedItem } from './inspecteditems.js';
import { inWords, numberText } from '../tablecolumns.js';
import { numbersTsv } from './numberstsv.js';
import { More, Section, ToolButton } from './parts.js';

interface INumbersProps {
  items: readonly IInspectedItem[];
  actions: InspectorActions;
}

/** Items beyond this many are copied, but not shown. */
const mostItems = 200;

/**
 * Numbers with their σ: those of a single item below each other, those of several as a table, with
 * a row per item.
 */
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
        {found.length === 1 ? (
          <OfOne item={found[0]} />
        ) : (
          <OfSeveral items={found.slice(0, mostItems)} />
        )}
      </div>
      <More count={found.length - mostItems} />
    </Section>
  );
}

interface INamed extends NumberResult {
  name: string;
}

/**
 * Numbers by name, usually that in files, plus their unit: the same name may have another unit
 * elsewhere.
 */
function byLabel({ numbers }: IInspectedItem): ReadonlyMap<string, INamed> {
  return new Map(
    Object.entries(numbers).map(([name, number]) => [
      number.unit ? `${name} (${number.unit})` : spokenName(name),
      { ...number, name }
    ])
  );
}

function OfOne({ item }: { item: IInspectedItem }) {
  return (
    <table className="jp-XESInspector-table">
      <tbody>
        {[...byLabel(item)].map(([label, number]) => (
          <tr key={label}>
            <th scope="row" title={hintOf(number.name)}>
              {label}
            </th>
            <td title={String(number.value)}>{numberText(number.name, number)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Names as read by people. */
const spoken: Readonly<Record<string, string>> = {
  chisqr: 'χ²',
  redchi: 'reduced χ²',
  redchiShifted: 'reduced χ² after the shift'
};

function spokenName(name: string): string {
  return Object.hasOwn(spoken, name) ? spoken[name] : name;
}

/** Meaning of a name, if not obvious; for a renamed number, its name in files. */
function hintOf(name: string): string | undefined {
  if (spokenName(name) !== name) {
    return `${name} in files and scripts`;
  }
  const words = inWords(name);
  return words.toLowerCase() === name ? undefined : words;
}

function OfSeveral({ items }: Pick<INumbersProps, 'items'>) {
  const all = items.map(item => ({ title: item.label, numbers: byLabel(item) }));
  const names = [...new Set(all.flatMap(({ numbers }) => [...numbers.keys()]))];
  const titles = all.map(({ title }) => title);
  const cells = all.map(({ numbers }) =>
    names.map(name => {
      const number = numbers.get(name);
      return number ? numberText(number.name, number) : '';
    })
  );
  return names.length > all.length ? (
    <Grid columns={titles} rows={names.map((name, i) => [name, cells.map(row => row[i])])} />
  ) : (
    <Grid columns={names} rows={titles.map((title, i) => [title, cells[i]])} />
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
