import { useState } from 'react';
import type { ReferenceMark } from '../../analysis/document/index.js';
import { author, type IKnownLine } from './knownlines.js';

interface ILinesChooserProps {
  known: readonly IKnownLine[];
  /** The initial choice. */
  element: string | null;
  onAdd(lines: readonly ReferenceMark[]): void;
}

/** Known lines by element: all of a source, or a single line. */
export function LinesChooser({ known, element: first, onAdd }: ILinesChooserProps) {
  const elements = [...new Set(known.map(({ element }) => element))];
  const [element, setElement] = useState(first ?? elements[0] ?? '');
  const [choice, setChoice] = useState(0);
  const own = known.filter(line => line.element === element);
  const sources = [...new Set(own.map(({ source }) => source))];
  const choices = [
    ...sources.map(source => {
      const lines = own.filter(line => line.source === source);
      const names = lines.map(line => line.name.replace(`${line.element} `, ''));
      return { label: `All of ${author(source)}: ${names.join(', ')}`, lines };
    }),
    ...own.map(line => ({
      label: `${line.name} ${line.energy}${line.sigma ? ` ± ${line.sigma}` : ''} eV (${author(line.source)})`,
      lines: [line]
    }))
  ];
  return (
    <div className="jp-XESLines-chooser">
      <select
        className="jp-mod-styled"
        aria-label="Element"
        value={element}
        onChange={event => {
          setElement(event.target.value);
          setChoice(0);
        }}
      >
        {elements.map(symbol => (
          <option key={symbol}>{symbol}</option>
        ))}
      </select>
      <select
        className="jp-mod-styled"
        aria-label="Lines"
        value={choice}
        onChange={event => setChoice(Number(event.target.value))}
      >
        {choices.map(({ label }, i) => (
          <option key={i} value={i}>
            {label}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="jp-XESButton jp-mod-styled"
        onClick={() => onAdd(choices.at(choice)?.lines ?? [])}
      >
        Add
      </button>
    </div>
  );
}
