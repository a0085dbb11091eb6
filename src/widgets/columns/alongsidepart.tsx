import type { Alongside, IAlongsideScan } from './alongside.js';

interface IAlongsidePartProps {
  alongside: Alongside;
}

/** Most names listed; beyond that, the rest are counted. */
const mostNames = 3;

/** `a`, `a and b`, `a, b and c`. */
const andList = new Intl.ListFormat('en-GB');

/** Which other selected scans the answer applies to, and which are left as they are. */
export function AlongsidePart({ alongside }: IAlongsidePartProps) {
  const { scans, isLooking, found, isTaken } = alongside;
  if (scans.length === 0) {
    return null;
  }
  const { matching: alike, different, unlisted } = found;
  const left = [...leftText(different, 'other columns'), ...leftText(unlisted, null)];
  return (
    <div className="jp-XESColumns-alongside">
      {isLooking || alike.length > 0 ? (
        <label>
          <input
            type="checkbox"
            checked={isTaken}
            onChange={event => alongside.setTaken(event.target.checked)}
          />{' '}
          {isLooking
            ? `Also for other selected scans: checking ${scans.length}…`
            : `Also for ${count(alike)} with the same columns`}
        </label>
      ) : null}
      <span role="status">{isLooking ? '' : left.join(' ')}</span>
    </div>
  );
}

function count({ length }: readonly IAlongsideScan[]): string {
  return length === 1 ? 'the other selected scan' : `the ${length} other selected scans`;
}

/** @param what what they have instead; null if their arrays can't be listed. */
function leftText(scans: readonly IAlongsideScan[], what: string | null): string[] {
  if (scans.length === 0) {
    return [];
  }
  const isOne = scans.length === 1;
  const names =
    scans.length > mostNames
      ? `${scans.length} selected scans`
      : andList.format(scans.map(({ label }) => `"${label}"`));
  const why = what === null ? "can't be read now" : `${isOne ? 'has' : 'have'} ${what}`;
  return [`${names} ${why}: ${isOne ? 'it is left as it is' : 'they are left as they are'}.`];
}
