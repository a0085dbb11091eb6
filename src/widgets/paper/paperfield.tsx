import { useState } from 'react';
import { paperLimits } from '../../figures/paper/size.js';
import { isWithinPaper } from './choice.js';
import type { PaperNumber } from './types.js';

interface IFieldProps {
  name: string;
  of: PaperNumber;
  value: number | null;
  /** Whether it may be empty: a suitable value is then used. */
  isOptional?: boolean;
  /** Fields with an invalid number. */
  unsound: readonly PaperNumber[];
  /** @param value null if empty, where allowed; undefined if invalid. */
  onNumber(of: PaperNumber, value: number | null | undefined): void;
}

/** A number of a figure; if invalid, it shows the valid range. */
export function PaperField({
  name,
  of,
  value,
  isOptional = false,
  unsound,
  onNumber
}: IFieldProps) {
  const [typed, setTyped] = useState(value === null ? '' : String(value));
  const [least, most] = paperLimits[of];
  const isSound = !unsound.includes(of);
  const range = `${name}: ${least} to ${most}${isOptional ? ', or empty' : ''}.`;
  return (
    <>
      <label className="jp-XESProfiles-row">
        <span>{name}</span>
        <input
          type="number"
          className="jp-mod-styled"
          min={least}
          max={most}
          step="any"
          value={typed}
          placeholder={isOptional ? 'as on the screen' : ''}
          aria-invalid={!isSound}
          title={range}
          onChange={({ target }) => {
            setTyped(target.value);
            onNumber(of, numberIn(target, of, isOptional));
          }}
        />
      </label>
      {!isSound && (
        <p className="jp-XESPaper-refusal" role="alert">
          {range}
        </p>
      )}
    </>
  );
}

/**
 * The typed number; undefined if invalid: a browser reports words typed in a number field as empty.
 */
function numberIn(
  { value, validity }: HTMLInputElement,
  of: PaperNumber,
  isOptional: boolean
): number | null | undefined {
  if (value === '') {
    return isOptional && !validity.badInput ? null : undefined;
  }
  const number = Number(value);
  return isWithinPaper(of, number) ? number : undefined;
}
