import type { AnalysisModel, ModelCut, ModelLine } from '../../model/index.js';
import { labelOfCut } from './cutlabel.js';

type DrawnCut = ModelCut | ModelLine;

interface ICopyRowsProps {
  model: AnalysisModel;
  onCopy(cut: DrawnCut): void;
}

/** A copy button for the profile of each cut on the map. */
export function CopyRows({ model, onCopy }: ICopyRowsProps) {
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
