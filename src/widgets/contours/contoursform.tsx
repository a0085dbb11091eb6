import { useState } from 'react';
import { maxContours, maxWidth } from '../../analysis/document/readview.js';
import type { ContoursView } from '../../analysis/document/index.js';
import { levelsIn } from './levelsin.js';

interface IContoursFormProps {
  contours: ContoursView;
  /** Called with what changes; the rest may have changed since this was drawn. */
  onChange(change: Partial<ContoursView>): void;
}

/** Shown by the colour input while the contours have no colour of their own. */
const white = '#ffffff';

/** The fields of contours; invalid input is marked and ignored. */
export function ContoursForm({ contours, onChange: set }: IContoursFormProps) {
  const { count, scale, levels, labels, filled, color, width = 1, centres } = contours;
  const isCount = (value: number) => Number.isInteger(value) && value >= 1 && value <= maxContours;
  const isWidth = (value: number) => value > 0 && value <= maxWidth;
  return (
    <div className="jp-XESContours-form">
      <Field
        label="Lines"
        value={String(count)}
        title={`How many, 1 to ${maxContours}`}
        isDisabled={levels !== undefined}
        take={text => take(Number(text), isCount, value => set({ count: value }))}
      />
      <label>
        <span>Spacing</span>
        <select
          className="jp-mod-styled"
          value={scale}
          disabled={levels !== undefined}
          onChange={event => set({ scale: event.target.value as ContoursView['scale'] })}
        >
          <option value="linear">equal steps</option>
          <option value="log">equal ratios</option>
        </select>
      </label>
      <Field
        label="Levels"
        value={levels?.join(', ') ?? ''}
        title="Intensities of the lines, such as 0.01, 0.02, 0.05; if empty, the number of lines applies"
        take={text => {
          const found = levelsIn(text);
          if (found) {
            set({ levels: found.length > 0 ? found : undefined });
          }
          return found !== null;
        }}
      />
      <div>
        <span>Colour</span>
        <span className="jp-XESContours-color">
          <input
            type="color"
            aria-label="Colour of the contours"
            value={color ?? white}
            onChange={event => set({ color: event.target.value })}
          />
          {color === undefined ? (
            <span className="jp-XESInspector-hint">white with an outline</span>
          ) : (
            <button
              type="button"
              className="jp-XESButton jp-mod-styled"
              title="White with a dark outline, visible on all colours"
              onClick={() => set({ color: undefined })}
            >
              White with an outline
            </button>
          )}
        </span>
      </div>
      <Field
        label="Width (px)"
        value={String(width)}
        title={`Of the lines, up to ${maxWidth} pixels`}
        take={text => take(Number(text), isWidth, value => set({ width: value }))}
      />
      <Check label="Intensities on the lines" isOn={labels} set={on => set({ labels: on })} />
      <Check label="One colour between lines" isOn={filled} set={on => set({ filled: on })} />
      <Check
        label="Centres of closed lines"
        isOn={centres === true}
        set={on => set({ centres: on || undefined })}
      />
    </div>
  );
}

/** @returns whether the value was valid, and was applied. */
function take(value: number, canBe: (value: number) => boolean, set: (value: number) => void) {
  if (canBe(value)) {
    set(value);
  }
  return canBe(value);
}

interface IFieldProps {
  label: string;
  value: string;
  title: string;
  isDisabled?: boolean;
  /** @returns whether the text was valid, and was applied. */
  take(text: string): boolean;
}

/** A text field that is applied while typing, whenever its text is valid. */
function Field({ label, value, title, isDisabled = false, take: taken }: IFieldProps) {
  const [typed, setTyped] = useState<{ text: string; isTaken: boolean } | null>(null);
  return (
    <label title={title}>
      <span>{label}</span>
      <input
        type="text"
        className="jp-mod-styled"
        aria-label={label}
        aria-invalid={typed !== null && !typed.isTaken}
        disabled={isDisabled}
        value={typed?.text ?? value}
        onChange={({ target: { value: text } }) => setTyped({ text, isTaken: taken(text) })}
        onBlur={() => setTyped(null)}
      />
    </label>
  );
}

function Check({ label, isOn, set }: { label: string; isOn: boolean; set(on: boolean): void }) {
  return (
    <label className="jp-mod-check">
      <input type="checkbox" checked={isOn} onChange={event => set(event.target.checked)} />
      <span>{label}</span>
    </label>
  );
}
