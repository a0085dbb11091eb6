import { PaperField } from './paperfield.js';
import type { FigurePlace, IPaperChoice, PaperNumber } from './types.js';

interface IPaperFormProps {
  choice: IPaperChoice;
  /** URL of the preview; '' before there is one. */
  preview: string;
  /** Progress, failures, and what the figure can't show; one sentence each. */
  notes: readonly string[];
  /**
   * Name of the document's folder, '' before it is known; null if figures can only be downloaded.
   */
  folder: string | null;
  place: FigurePlace;
  /** Whether nothing can be written to the folder. */
  isLocked: boolean;
  /** Name of the file as typed; and as it will be. */
  name: string;
  file: string;
  /** Fields with an invalid number. */
  unsound: readonly PaperNumber[];
  onName(words: string): void;
  onNumber(of: PaperNumber, value: number | null | undefined): void;
  onChange(change: Partial<IPaperChoice>): void;
  onSave(): void;
}

/** How a figure for a paper is saved, with a preview. */
export function PaperForm(props: IPaperFormProps) {
  const { choice, preview, notes, onChange, onSave } = props;
  const { format, width, height, dpi, fontSize, style, hasCuts, hasProfiles } = choice;
  return (
    <div className="jp-XESPaper-content">
      <h3>Figure for a paper</h3>
      <div className="jp-XESPaper-look">
        <div className="jp-XESPaper-preview">
          {preview !== '' && <img src={preview} alt="The figure as it will be saved" />}
        </div>
        <div role="status">
          {notes.map(note => (
            <p key={note}>{note}</p>
          ))}
        </div>
      </div>
      <div className="jp-XESContours-content">
        <label className="jp-XESProfiles-row">
          <span>Name</span>
          <input
            type="text"
            className="jp-mod-styled"
            value={props.name}
            onChange={event => props.onName(event.target.value)}
          />
        </label>
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
        <PaperField {...props} name="Width, cm" of="width" value={width} />
        <PaperField {...props} name="Height, cm" of="height" value={height} isOptional />
        <PaperField {...props} name="Text size, pt" of="fontSize" value={fontSize} />
        <PaperField {...props} name="Pixels per inch" of="dpi" value={dpi} />
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
        <label className="jp-XESProfiles-row">
          <span>Profiles</span>
          <input
            type="checkbox"
            checked={hasProfiles}
            onChange={event => onChange({ hasProfiles: event.target.checked })}
          />
        </label>
        {props.folder !== null && <Place {...props} />}
        <output
          className="jp-XESPaper-file"
          title="Name of the file; if it is taken, a number is added"
        >
          {props.folder !== null && props.folder !== '' && props.place === 'folder'
            ? `${props.folder}: ${props.file}`
            : props.file}
        </output>
        <button
          type="button"
          className="jp-XESButton jp-mod-styled"
          disabled={props.unsound.length > 0}
          onClick={onSave}
        >
          Save
        </button>
      </div>
    </div>
  );
}

/** Where the file is saved, with the name of the folder. */
function Place({ place, isLocked, onChange }: IPaperFormProps) {
  return (
    <label className="jp-XESProfiles-row">
      <span>Where</span>
      <select
        className="jp-mod-styled"
        value={place}
        onChange={event => onChange({ to: event.target.value as FigurePlace })}
      >
        <option value="folder" disabled={isLocked}>
          next to the document
        </option>
        <option value="download">as a download</option>
      </select>
    </label>
  );
}
