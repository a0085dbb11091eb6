import type { ReferenceMark, StepEntry } from '../../../analysis/document/index.js';
import type { Step } from '../../../analysis/steps/step.js';
import { beyond, foundLines, withLine, type IFoundLine } from './foundlines.js';

interface ICalibrationGuideProps {
  entry: StepEntry;
  step: Step;
  /** Known energies drawn over the spectra. */
  drawn: readonly ReferenceMark[];
  onChange(parameters: Readonly<Record<string, unknown>>): void;
}

/** Assigns a known line to each line that was found; empty for steps other than calibrations. */
export function CalibrationGuide({ entry, step, drawn, onChange }: ICalibrationGuideProps) {
  if (step.name !== 'calibrate') {
    return null;
  }
  const lines = foundLines(step, entry.parameters, drawn);
  return (
    <div className="jp-XESCalibration">
      <p className="jp-XESInspector-hint">
        {lines.length === 0
          ? 'Mark where a line of known energy was found: the button next to Found sets it with a click on the plot.'
          : 'Each line is moved from where it was found to its energy. Drag its mark onto the peak, then choose which line it is; until then nothing is moved.'}
      </p>
      {lines.map((line, i) => (
        <Choice key={i} line={line} onChoose={item => onChange(withLine(lines, i, item))} />
      ))}
    </div>
  );
}

interface IChoiceProps {
  line: IFoundLine;
  onChoose(choice: IFoundLine['choices'][number]): void;
}

function Choice({ line: { at, energy, choices, chosen }, onChoose }: IChoiceProps) {
  if (choices.length === 0) {
    return (
      <p className="jp-XESInspector-hint">
        No line of the tables lies within {beyond} eV of {at} eV: type its energy into Energies.
      </p>
    );
  }
  const isMoved = energy !== null && energy !== at;
  return (
    <label className="jp-XESCalibration-line">
      <span>{`Line at ${at} eV is`}</span>
      <select
        className="jp-mod-styled"
        value={chosen ?? ''}
        onChange={({ target }) => onChoose(choices[Number(target.value)])}
      >
        {chosen === null ? (
          <option value="" disabled>
            {isMoved ? `a line of ${energy} eV` : 'choose a line…'}
          </option>
        ) : null}
        {choices.map(({ label }, i) => (
          <option key={i} value={i}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
