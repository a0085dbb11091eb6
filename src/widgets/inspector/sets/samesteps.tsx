import type { ReferenceMark, StepEntry } from '../../../analysis/document/index.js';
import { isEqual } from '../../../analysis/document/json.js';
import { CalibrationGuide } from '../calibration/calibrationguide.js';
import type { Catalog } from '../catalog.js';
import type { IPicking } from '../form/picking.js';
import { words } from '../form/schema.js';
import { StepForm } from '../form/stepform.js';
import { Section } from '../parts.js';
import type { SetActions } from './setactions.js';

interface ISameStepsProps {
  /** Two or more of the same kind. */
  steps: readonly StepEntry[];
  /** The step whose parameters are shown. */
  shown: StepEntry;
  catalog: Catalog;
  prefix: string;
  actions: SetActions;
  onCommit(): void;
  picking: IPicking | null;
  /** Known energies drawn over spectra. */
  drawn: readonly ReferenceMark[];
}

/** The parameters of several steps of the same kind: a change applies to all of them. */
export function SameSteps(props: ISameStepsProps) {
  const { steps, shown, catalog, prefix, actions, onCommit, picking, drawn } = props;
  const step = catalog.get(shown.step);
  if (!step) {
    return null;
  }
  const ids = steps.map(({ id }) => id);
  const change = (parameters: Readonly<Record<string, unknown>>) =>
    actions.setParameters(ids, parameters);
  const differing = Object.keys(step.parameters).filter(name =>
    steps.some(entry => !isEqual(entry.parameters[name], shown.parameters[name]))
  );
  return (
    <Section title={`Parameters of all ${steps.length}`} tools={<AllOn {...{ steps, actions }} />}>
      {differing.length > 0 ? (
        <p className="jp-XESInspector-hint">
          Not the same in all of them: {differing.map(name => words(name)).join(', ')}.
        </p>
      ) : null}
      <CalibrationGuide entry={shown} {...{ step, drawn }} onChange={change} />
      <StepForm
        entry={shown}
        step={step}
        prefix={`${prefix}-${shown.id}`}
        onChange={change}
        onCommit={onCommit}
        picking={picking}
      />
    </Section>
  );
}

/** Whether the steps are on; indeterminate if only some are. */
function AllOn({ steps, actions }: Pick<ISameStepsProps, 'steps' | 'actions'>) {
  const count = steps.filter(({ off }) => !off).length;
  const isPart = count > 0 && count < steps.length;
  return (
    <label className="jp-XESInspector-switch" title="Off: they pass on their inputs">
      <input
        type="checkbox"
        aria-label="All on"
        ref={node => {
          if (node) {
            node.indeterminate = isPart;
          }
        }}
        checked={count === steps.length}
        onChange={() =>
          actions.setOff(
            steps.map(({ id }) => id),
            count === steps.length
          )
        }
      />
      on
    </label>
  );
}
