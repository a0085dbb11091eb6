import { useState } from 'react';
import { refText, type Ref } from '../../../analysis/document/index.js';
import { Section, ToolButton } from '../parts.js';
import { ReferenceField } from './referencefield.js';
import type { SetActions } from './setactions.js';
import type { ISpectrumChoice } from './spectrarows.js';

interface ISpectraToolsProps {
  /** The selected spectra. */
  spectra: readonly Ref[];
  /** Those that can be chosen as the reference. */
  choices: readonly ISpectrumChoice[];
  /** The initial reference. */
  reference: Ref | null;
  actions: SetActions;
}

/** Actions on all of the selected spectra. */
export function SpectraTools({ spectra, choices, reference, actions }: ISpectraToolsProps) {
  const [wanted, setWanted] = useState<Ref | null>(null);
  const isThere = (ref: Ref | null) => ref && choices.some(({ key }) => key === refText(ref));
  const chosen = isThere(wanted) ? wanted : reference;
  if (spectra.length === 0) {
    return null;
  }
  const title = spectra.length === 1 ? 'This spectrum' : `These ${spectra.length} spectra`;
  return (
    <Section title={title}>
      {spectra.length > 1 && chosen ? (
        <div className="jp-XESInspector-set">
          <ReferenceField
            name="Reference"
            choices={choices}
            value={refText(chosen)}
            onChange={setWanted}
          />
          <ToolButton
            title="Subtract the reference from each of the others"
            text="Difference to reference"
            onClick={() => actions.subtract(spectra, chosen)}
          />
          <ToolButton
            title="Find how far each of the others lies from the reference; nothing is moved yet"
            text="Align to reference…"
            onClick={() => actions.align(spectra, chosen)}
          />
        </div>
      ) : null}
      <div className="jp-XESInspector-set">
        <ToolButton
          title="Divide each by its area; the next drag on the plot sets the energy range"
          text="Normalise to area…"
          onClick={() => actions.normalise(spectra)}
        />
        <ToolButton
          title="Lines of known energy, found on the reference, give all of them the same energy axis"
          text="Calibrate with lines…"
          onClick={() => actions.calibrate(spectra, chosen ?? spectra[0])}
        />
      </div>
    </Section>
  );
}
