import { Section, ToolButton } from '../parts.js';
import type { IFoundShifts } from './foundshifts.js';
import type { SetActions } from './setactions.js';

interface IShiftToolsProps {
  found: IFoundShifts;
  actions: SetActions;
}

/** What is done with the shifts that an alignment found. */
export function ShiftTools({ found, actions }: IShiftToolsProps) {
  const { shifts, reference, without } = found;
  const count = shifts.length;
  return (
    <Section title="Align">
      <div className="jp-XESInspector-set">
        <ToolButton
          title="Move each spectrum onto the reference by its shift, as a step that can be switched off"
          text={count === 1 ? 'Shift it' : `Shift all ${count}`}
          isDisabled={count === 0}
          onClick={() => actions.shift(shifts, reference)}
        />
      </div>
      {without > 0 ? (
        <p className="jp-XESInspector-hint">
          Of {without} no shift was found: {without === 1 ? 'it stays' : 'they stay'} where{' '}
          {without === 1 ? 'it is' : 'they are'}.
        </p>
      ) : null}
    </Section>
  );
}
