import type { Ref } from '../../../analysis/document/index.js';
import type { ISpectrumChoice } from './spectrarows.js';

interface IReferenceProps {
  name: string;
  choices: readonly ISpectrumChoice[];
  /** Key of the choice. */
  value: string;
  onChange(reference: Ref): void;
}

/** Chooses the spectrum that others are compared with. */
export function ReferenceField({ name, choices, value, onChange }: IReferenceProps) {
  const choose = (key: string) => {
    const found = choices.find(choice => choice.key === key);
    if (found) {
      onChange(found.ref);
    }
  };
  return (
    <label className="jp-XESInspector-reference">
      {name}
      <select
        className="jp-mod-styled"
        aria-label={name}
        value={value}
        onChange={event => choose(event.target.value)}
      >
        {choices.map(({ key, label }) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
