import { lacksUnit } from '../../analysis/columns/choice.js';
import type { EntryListing } from '../../formats/mapping/types.js';
import { ToolButton } from '../inspector/parts.js';
import type { ColumnsAsking } from './asking.js';
import { ColumnsTable } from './columnstable.js';
import { EntrySelect } from './entryselect.js';

interface IColumnsFormProps {
  asking: ColumnsAsking;
}

const units = ['eV', 'keV', 'meV', 'MeV', 'GeV', 'J'];

/** Chooses which scan of a file is read, and assigns its arrays. */
export function ColumnsForm({ asking }: IColumnsFormProps) {
  const { listing, choice, entry } = asking;
  const isEmpty = choice.roles.size === 0;
  return (
    <>
      <h2 className="jp-XESColumns-title">Columns of {nameOf(asking.path)}</h2>
      {listing.entries.length > 1 ? (
        <Entry entries={listing.entries} entry={entry} onChange={name => asking.setEntry(name)} />
      ) : null}
      <ColumnsTable
        key={listing.entry}
        arrays={listing.arrays}
        choice={choice}
        onRole={(name, role) => asking.setRole(name, role)}
      />
      <div className="jp-XESColumns-below">
        {lacksUnit(choice, listing) ? (
          <label className="jp-XESColumns-unit">
            Unit of energies, if not in the file{' '}
            <select
              className="jp-mod-styled"
              value={choice.unit}
              onChange={event => asking.setUnit(event.target.value)}
            >
              <option value="">as the numbers suggest</option>
              {units.map(unit => (
                <option key={unit}>{unit}</option>
              ))}
            </select>
          </label>
        ) : null}
        <span className="jp-XESColumns-tools">
          <ToolButton
            title="Assign the arrays as their names suggest"
            text="Guess"
            onClick={() => asking.guess()}
          />
          <ToolButton
            title="Assign no array: everything is taken from the file"
            text="As the file says"
            isDisabled={isEmpty && choice.unit === ''}
            onClick={() => asking.clear()}
          />
        </span>
      </div>
    </>
  );
}

interface IEntryProps {
  entries: readonly EntryListing[];
  entry: string | null;
  onChange(name: string): void;
}

function Entry(props: IEntryProps) {
  return (
    <label className="jp-XESColumns-entry">
      Scan of the file <EntrySelect {...props} />
    </label>
  );
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
