import type { EntryListing } from '../../formats/mapping/types.js';

interface IEntrySelectProps {
  entries: readonly EntryListing[];
  /** The entry that is read; null if unknown. */
  entry: string | null;
  onChange(name: string): void;
}

/** Chooses one of the scans of a file, each with its title. */
export function EntrySelect({ entries, entry, onChange }: IEntrySelectProps) {
  const isKnown = entries.some(({ name }) => name === entry);
  return (
    <select
      className="jp-mod-styled"
      aria-label="Scan of the file"
      value={isKnown && entry !== null ? entry : ''}
      onChange={event => onChange(event.target.value)}
    >
      {isKnown ? null : (
        <option value="" disabled>
          {entry ?? 'Choose one'}
        </option>
      )}
      {entries.map(({ name, title }) => (
        <option key={name} value={name}>
          {title === '' || title === name ? name : `${name}: ${title}`}
        </option>
      ))}
    </select>
  );
}
