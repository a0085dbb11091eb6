import { useState, type KeyboardEvent } from 'react';
import type { ReferenceMark } from '../../analysis/document/index.js';
import { atEnergy } from './knownlines.js';

interface ILinesTableProps {
  /** Lines of tables: a table is given as source only at its own energy. */
  known: readonly ReferenceMark[];
  lines: readonly ReferenceMark[];
  /** Keys of their rows, in the same order. */
  keys: readonly string[];
  /** Replace a line; null removes it. */
  onChange(index: number, line: ReferenceMark | null): void;
}

/** The drawn lines, each of which can be edited, switched off and removed. */
export function LinesTable({ known, lines, keys, onChange }: ILinesTableProps) {
  return (
    <table className="jp-XESLines-table">
      <thead>
        <tr>
          <th scope="col">On</th>
          <th scope="col">Name</th>
          <th scope="col">Energy (eV)</th>
          <th scope="col">Source</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {lines.map((line, i) => (
          <LineRow key={keys[i]} {...{ known, line }} onChange={next => onChange(i, next)} />
        ))}
      </tbody>
    </table>
  );
}

interface ILineRowProps extends Pick<ILinesTableProps, 'known'> {
  line: ReferenceMark;
  onChange(line: ReferenceMark | null): void;
}

function LineRow({ known, line, onChange }: ILineRowProps) {
  const { name, energy, source, off = false } = line;
  const isText = (text: string) => text !== '';
  const isEnergy = (text: string) => Number(text) > 0 && Number.isFinite(Number(text));
  const switched = (isOn: boolean) =>
    onChange({ name, energy, source, ...(isOn ? {} : { off: true }) });
  return (
    <tr className={off ? 'jp-mod-off' : undefined} title={source}>
      <td>
        <input
          type="checkbox"
          aria-label={`Draw ${name}`}
          checked={!off}
          onChange={event => switched(event.target.checked)}
        />
      </td>
      <td>
        <LineField
          label={`Name of ${name}`}
          value={name}
          isValid={isText}
          onChange={text => onChange({ ...line, name: text })}
        />
      </td>
      <td>
        <LineField
          label={`Energy of ${name}, eV`}
          value={String(energy)}
          isValid={isEnergy}
          onChange={text => onChange(atEnergy(known, line, Number(text)))}
        />
      </td>
      <td>
        <LineField
          label={`Source of ${name}`}
          value={source}
          isValid={isText}
          onChange={text => onChange({ ...line, source: text })}
        />
      </td>
      <td>
        <button
          type="button"
          className="jp-XESButton jp-mod-styled jp-mod-minimal"
          title={`Remove ${name}`}
          aria-label={`Remove ${name}`}
          onClick={() => onChange(null)}
        >
          ×
        </button>
      </td>
    </tr>
  );
}

interface ILineFieldProps {
  label: string;
  value: string;
  isValid(text: string): boolean;
  onChange(text: string): void;
}

/** A text field that is applied when left; invalid input is marked and not applied. */
function LineField({ label, value, isValid, onChange }: ILineFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? value;
  const isWrong = !isValid(text.trim());
  const end = () => {
    if (isWrong) {
      return;
    }
    setDraft(null);
    if (text.trim() !== value) {
      onChange(text.trim());
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      end();
    } else if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation(); // the typed text is discarded, and the panel stays open
      setDraft(null);
    }
  };
  return (
    <input
      type="text"
      className="jp-mod-styled"
      aria-label={label}
      aria-invalid={isWrong}
      value={text}
      spellCheck={false}
      onChange={event => setDraft(event.target.value)}
      onBlur={end}
      onKeyDown={onKeyDown}
    />
  );
}
