import type { JSONObject, JSONValue } from '../../analysis/steps/index.js';
import type { IInspectedItem } from './inspecteditems.js';
import { More, Section } from './parts.js';

/** Most rows shown of a list; the results of the step have them all. */
const mostRows = 100;

/**
 * Facts of a result other than curves and single numbers; if there are several items, under their
 * labels.
 */
export function Details({ items }: { items: readonly IInspectedItem[] }) {
  const found = items.filter(({ details }) => details !== null);
  if (found.length === 0) {
    return null;
  }
  return (
    <Section title="Details" isClosed>
      <div className="jp-XESInspector-scroll">
        {found.length === 1 ? (
          <Fact value={found[0].details} />
        ) : (
          found.slice(0, mostRows).map(({ key, label, details }) => (
            <Folded key={key} name={label}>
              <Fact value={details} />
            </Folded>
          ))
        )}
      </div>
    </Section>
  );
}

function Folded({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <details>
      <summary>{name}</summary>
      {children}
    </details>
  );
}

/** A JSON value: lists of similar objects as a table, objects by name, multi-line text verbatim. */
function Fact({ value }: { value: JSONValue }) {
  if (isList(value)) {
    return value.length > 0 && value.every(isObject) ? (
      <Rows rows={value} />
    ) : value.every(isPlain) ? (
      <span>{shortened(value.map(textOf))}</span>
    ) : (
      <Members members={value.map((entry, i) => [String(i + 1), entry] as const)} />
    );
  }
  if (isObject(value)) {
    const members = Object.entries(value);
    const areAlike = members.length > 1 && members.every(([, one]) => isRow(one));
    return areAlike ? (
      <Rows rows={members.map(([name, one]) => ({ '': name, ...(one as JSONObject) }))} />
    ) : (
      <Members members={members} />
    );
  }
  return typeof value === 'string' && value.includes('\n') ? (
    <pre>{value}</pre>
  ) : (
    <span>{textOf(value)}</span>
  );
}

function Members({ members }: { members: readonly (readonly [string, JSONValue])[] }) {
  return (
    <dl>
      {members.slice(0, mostRows).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Fact value={value} />
          </dd>
        </div>
      ))}
      <More count={members.length - mostRows} />
    </dl>
  );
}

function Rows({ rows }: { rows: readonly JSONObject[] }) {
  const names = [...new Set(rows.flatMap(row => Object.keys(row)))];
  return (
    <>
      <table className="jp-XESInspector-table">
        <thead>
          <tr>
            {names.map(name => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, mostRows).map((row, i) => (
            <tr key={i}>
              {names.map(name => (
                <td key={name}>{Object.hasOwn(row, name) ? <Fact value={row[name]} /> : ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <More count={rows.length - mostRows} />
    </>
  );
}

function shortened(texts: readonly string[]): string {
  const shown = texts.slice(0, mostRows).join(', ');
  return texts.length > mostRows ? `${shown}, … (${texts.length})` : shown;
}

function textOf(value: JSONValue): string {
  if (typeof value === 'number') {
    return String(Number(value.toPrecision(7)));
  }
  return typeof value === 'string' ? value : value === null ? '–' : JSON.stringify(value);
}

const isList = (value: JSONValue): value is readonly JSONValue[] => Array.isArray(value);

const isPlain = (value: JSONValue) => typeof value !== 'object' || value === null;

/** Whether it is a row of a table: an object whose values are not nested. */
function isRow(value: JSONValue): boolean {
  return isObject(value) && Object.values(value).every(isPlain);
}

function isObject(value: JSONValue): value is JSONObject {
  return typeof value === 'object' && value !== null && !isList(value);
}
