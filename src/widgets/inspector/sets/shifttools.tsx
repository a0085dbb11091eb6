import { Section, ToolButton } from '../parts.js';
import type { IFoundShifts } from './foundshifts.js';
import type { SetActions } from './setactions.js';

interface IShiftToolsProps {
  found: IFoundShifts;
  actions: SetActions;
}

/** Actions on the shifts that an alignment found. */
export function ShiftTools({ found, actions }: IShiftToolsProps) {
  const { shifts, reference, without } = found;
  const count = shifts.length;
  const isOne = without === 1;
  return (
    <Section title="Align">
      {count > 0 ? (
        <div className="jp-XESInspector-set">
          <ToolButton
            title="Move each spectrum onto the reference by its shift, as a step that can be switched off"
            text={wordsFor(count, without)}
            onClick={() => actions.shift(shifts, reference)}
          />
        </div>
      ) : null}
      {without > 0 ? (
        <p className="jp-XESInspector-hint">
          No shift was found for {without}{' '}
          {isOne ? 'spectrum, which stays where it is' : 'spectra, which stay where they are'}: the
          warnings below say why.
        </p>
      ) : null}
    </Section>
  );
}

/** Label of the button. */
function wordsFor(count: number, without: number): string {
  if (without > 0) {
    return `Shift ${count} of ${count + without}`;
  }
  return count === 1 ? 'Shift it' : `Shift all ${count}`;
}
