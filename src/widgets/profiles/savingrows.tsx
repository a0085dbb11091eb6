import type { AnalysisModel, ModelCut, ModelLine } from '../../model/index.js';
import { labelOfCut } from './cutlabel.js';

type DrawnCut = ModelCut | ModelLine;

interface ISavingRowsProps {
  model: AnalysisModel;
  onSave(cut: DrawnCut, label: string): void;
  onCopy(cut: DrawnCut): void;
}

/** Of each cut over the map, a way to have its profile as numbers. */
export function SavingRows({ model, onSave, onCopy }: ISavingRowsProps) {
  const cuts: readonly DrawnCut[] = model.map ? [...model.cuts, ...model.lineCuts] : [];
  return cuts.map(cut => {
    const label = labelOfCut(model, cut);
    return (
      <div className="jp-XESProfiles-row" key={cut.id}>
        <span className="jp-XESProfiles-name" title={label}>
          {label}
        </span>
        <button
          type="button"
          className="jp-XESButton jp-mod-styled"
          title="Save the profile as CSV: energies, intensities and σ, with how it was made"
          aria-label={`${label}: save as CSV`}
          onClick={() => onSave(cut, label)}
        >
          Save CSV
        </button>
        <button
          type="button"
          className="jp-XESButton jp-mod-styled"
          title="Copy the numbers, for a spreadsheet"
          aria-label={`${label}: copy`}
          onClick={() => onCopy(cut)}
        >
          Copy
        </button>
      </div>
    );
  });
}
