import { More } from '../inspector/parts.js';
import { AlongsidePart } from './alongsidepart.js';
import type { ColumnsAsking } from './asking.js';

interface IColumnsFootProps {
  asking: ColumnsAsking;
  onUse(): void;
  onCancel(): void;
}

/** Most warnings shown. */
const mostWarnings = 6;

/** Messages from reading the file with this assignment, and the buttons. */
export function ColumnsFoot({ asking, onUse, onCancel }: IColumnsFootProps) {
  const { choice, isUsable, previewed } = asking;
  const warnings = previewed.facts?.warnings ?? [];
  return (
    <>
      {warnings.length > 0 ? (
        <ul className="jp-XESColumns-warnings" aria-label="Warnings">
          {warnings.slice(0, mostWarnings).map(({ code, message }) => (
            <li key={message} title={code}>
              {message}
            </li>
          ))}
          <More count={warnings.length - mostWarnings} />
        </ul>
      ) : null}
      <AlongsidePart alongside={asking.alongside} />
      <div className="jp-XESColumns-buttons">
        {asking.canSave ? (
          <label className="jp-XESColumns-always">
            <input
              type="checkbox"
              checked={asking.isSaved}
              disabled={choice.roles.size === 0}
              onChange={event => asking.setAlways(event.target.checked)}
            />{' '}
            Always for files like this
          </label>
        ) : null}
        <button
          type="button"
          className="jp-XESButton jp-mod-styled jp-mod-reject"
          onClick={onCancel}
        >
          Cancel
        </button>
        <button
          type="button"
          className="jp-XESButton jp-mod-styled jp-mod-accept"
          disabled={!isUsable}
          title="Read the scan with these columns (Enter)"
          onClick={onUse}
        >
          Use
        </button>
      </div>
    </>
  );
}
