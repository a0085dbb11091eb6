import { useState } from 'react';
import { paperLimits } from '../../figures/paper/size.js';
import { isWithinPaper } from './choice.js';
import type { FigurePlace, IPaperChoice } from './types.js';

interface IPaperFormProps {
  choice: IPaperChoice;
  /** Address of the preview; '' before there is one. */
  preview: string;
  /** What is being done, what failed, and what the figure can't show; each a sentence. */
  notes: readonly string[];
  /** What the folder of the document is called, '' before that is known; null: figures can only be downloaded. */
  folder: string | null;
  place: FigurePlace;
  /** Whether nothing can be written into the folder. */
  isLocked: boolean;
  onChange(change: Partial<IPaperChoice>): void;
  onSave(): void;
}

/** How a figure for a paper is saved, and what it will look like. */
export function PaperForm(props: IPaperFormProps) {
  const { choice, preview, notes, onChange, onSave } = props;
  const { format, width, height, dpi, fontSize, style, hasCuts } = choice;
  return (
    <div className="jp-XESContours-content">
      <h3>Figure for a paper</h3>
      <div className="jp-XESPaper-preview" role="status">
        {preview !== '' && <img src={preview} alt="The figure as it will be saved" />}
        {notes.map(note => (
          <p key={note}>{note}</p>
        ))}
      </div>
      <label className="jp-XESProfiles-row">
        <span>Format</span>
        <select
          className="jp-mod-styled"
          value={format}
          onChange={event => onChange({ format: event.target.value as IPaperChoice['format'] })}
        >
          <option value="pdf">PDF: for papers</option>
          <option value="svg">SVG: for drawing programs</option>
          <option value="png">PNG: for slides</option>
        </select>
      </label>
      <Field
        name="Width, cm"
        of="width"
        value={width}
        take={one => onChange({ width: one ?? 0 })}
      />
      <Field
        name="Height, cm"
        of="height"
        value={height}
        isOptional
        take={one => onChange({ height: one })}
      />
      <Field
        name="Words, pt"
        of="fontSize"
        value={fontSize}
        take={one => onChange({ fontSize: one ?? 0 })}
      />
      <Field name="Pixels an inch" of="dpi" value={dpi} take={one => onChange({ dpi: one ?? 0 })} />
      <label className="jp-XESProfiles-row">
        <span>Style</span>
        <select
          className="jp-mod-styled"
          value={style}
          onChange={event => onChange({ style: event.target.value as IPaperChoice['style'] })}
        >
          <option value="paper">framed, black, no grid</option>
          <option value="screen">as on a light screen</option>
        </select>
      </label>
      <label className="jp-XESProfiles-row">
        <span>Cuts over maps</span>
        <input
          type="checkbox"
          checked={hasCuts}
          onChange={event => onChange({ hasCuts: event.target.checked })}
        />
      </label>
      {props.folder !== null && <Place {...props} folder={props.folder} />}
      <button type="button" className="jp-XESButton jp-mod-styled" onClick={onSave}>
        Save
      </button>
    </div>
  );
}

/** Where the file is put. */
function Place({ folder, place, isLocked, onChange }: IPaperFormProps & { folder: string }) {
  return (
    <label className="jp-XESProfiles-row">
      <span>Where</span>
      <select
        className="jp-mod-styled"
        value={place}
        onChange={event => onChange({ to: event.target.value as FigurePlace })}
      >
        <option value="folder" disabled={isLocked}>
          beside the document{folder !== '' && `, in ${folder}`}
        </option>
        <option value="download">as a download</option>
      </select>
    </label>
  );
}

interface IFieldProps {
  name: string;
  of: keyof typeof paperLimits;
  value: number | null;
  /** Whether it may be empty: then what suits the figure is taken. */
  isOptional?: boolean;
  take(value: number | null): void;
}

/** A number; what can't be is not taken, and is marked. */
function Field({ name, of, value, isOptional = false, take }: IFieldProps) {
  const [typed, setTyped] = useState(value === null ? '' : String(value));
  const [least, most] = paperLimits[of];
  const isSound = typed === '' ? isOptional : isWithinPaper(of, Number(typed));
  return (
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
        title={`${least} to ${most}`}
        onChange={event => {
          const text = event.target.value;
          setTyped(text);
          const number = text === '' ? null : Number(text);
          if (number === null ? isOptional : isWithinPaper(of, number)) {
            take(number);
          }
        }}
      />
    </label>
  );
}
