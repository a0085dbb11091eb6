import { useState } from 'react';
import {
  columnRoles,
  sigmaOf,
  type ColumnRole,
  type ColumnsChoice
} from '../../analysis/columns/choice.js';
import { arrayRows, type IArrayRow } from '../../analysis/columns/rows.js';
import type { ArrayListing } from '../../formats/mapping/types.js';

interface IColumnsTableProps {
  arrays: readonly ArrayListing[];
  choice: ColumnsChoice;
  onRole(name: string, role: ColumnRole | null): void;
}

/** From more arrays than this on, there is a search field. */
const fewArrays = 12;

const roleNames: Readonly<Record<ColumnRole, string>> = {
  incident: 'incident energy Ω',
  emission: 'emission energy ω',
  transfer: 'energy transfer Δ',
  intensity: 'intensity',
  counts: 'counts',
  monitor: 'monitor',
  sigma: 'σ',
  time: 'time, s'
};

/** The arrays of a file, each with its role. */
export function ColumnsTable({ arrays, choice, onRole }: IColumnsTableProps) {
  const [query, setQuery] = useState('');
  const { rows, left } = arrayRows(arrays, choice, query);
  const hasPaths = arrays.some(({ path }) => path !== null);
  return (
    <>
      {arrays.length > fewArrays ? (
        <input
          type="search"
          className="jp-XESColumns-search jp-mod-styled"
          aria-label="Search arrays"
          placeholder={`Search ${arrays.length} arrays`}
          value={query}
          onChange={event => setQuery(event.target.value)}
        />
      ) : null}
      <div className="jp-XESColumns-scroll">
        <table className="jp-XESColumns-table" aria-label="Arrays of the file">
          <thead>
            <tr>
              <th scope="col">{hasPaths ? 'Array' : 'Column'}</th>
              <th scope="col">Unit</th>
              <th scope="col">{hasPaths ? 'Shape' : 'Values'}</th>
              <th scope="col">Range</th>
              <th scope="col">Role</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <ArrayRow key={row.name} row={row} choice={choice} onRole={onRole} />
            ))}
          </tbody>
        </table>
        {left > 0 ? (
          <p className="jp-XESColumns-hint">… and {left} more: search for them.</p>
        ) : null}
        {rows.length === 0 ? (
          <p className="jp-XESColumns-hint">
            {arrays.length > 0 ? 'No array matches.' : 'There are no numeric arrays.'}
          </p>
        ) : null}
      </div>
    </>
  );
}

/** A path that is too long shows its end, yet is still written from left to right. */
function PathOf({ path }: { path: string }) {
  return (
    <span className="jp-XESColumns-path">
      <bdi dir="ltr">{path}</bdi>
    </span>
  );
}

interface IArrayRowProps extends Pick<IColumnsTableProps, 'choice' | 'onRole'> {
  row: IArrayRow;
}

function ArrayRow({ row, choice, onRole }: IArrayRowProps) {
  const { name, path, unit, shape, range, isThere } = row;
  const role = choice.roles.get(name) ?? null;
  const isGuess = choice.guesses.has(name);
  const of = role === 'sigma' ? sigmaOf(choice, name) : null;
  return (
    <tr className={role === null ? '' : 'jp-mod-chosen'}>
      <th scope="row" title={path || name}>
        <span className="jp-XESColumns-name">{name}</span>
        {path === '' ? null : <PathOf path={path} />}
        {isThere ? null : <span className="jp-XESColumns-path">not listed here</span>}
      </th>
      <td>{unit}</td>
      <td>{shape}</td>
      <td>{range}</td>
      <td>
        <span className="jp-XESColumns-role">
          <select
            className="jp-mod-styled"
            aria-label={`Role of "${name}"${isGuess ? ', a guess' : ''}`}
            value={role ?? ''}
            onChange={event =>
              onRole(name, columnRoles.find(entry => entry === event.target.value) ?? null)
            }
          >
            <option value="">—</option>
            {columnRoles.map(entry => (
              <option key={entry} value={entry}>
                {roleNames[entry]}
              </option>
            ))}
          </select>
          {isGuess ? <span className="jp-XESColumns-guess">guess</span> : null}
          {of === null ? null : <span className="jp-XESColumns-of">of {of}</span>}
        </span>
      </td>
    </tr>
  );
}
