import { addIcon } from '@jupyterlab/ui-components';
import type { ReactNode } from 'react';
import type { InspectorActions } from './actions.js';
import { CalibrationGuide } from './calibration/calibrationguide.js';
import type { Catalog } from './catalog.js';
import { Details } from './details.js';
import type { IPicking } from './form/picking.js';
import { StepForm } from './form/stepform.js';
import { membersOf, modelFields, tabledNames } from './fit/modelrows.js';
import { ModelTable } from './fit/modeltable.js';
import { StepHeader } from './header.js';
import { InputList } from './inputlist.js';
import type { IInspectedStep } from './inspect.js';
import { Numbers } from './numbers.js';
import { Message, Section, ToolButton } from './parts.js';
import { Problems } from './problems.js';

interface IStepPanelProps {
  inspected: IInspectedStep;
  /** Null until it is loaded. */
  catalog: Catalog | null;
  /** Prefix of the ids of the form's fields. */
  prefix: string;
  actions: InspectorActions;
  /** Picking of its parameters on the plot; null if unavailable. */
  picking: IPicking | null;
  /** Actions on its result as a spectrum. */
  children?: ReactNode;
}

/** A step: its description, parameters, inputs and results. */
export function StepPanel(props: IStepPanelProps) {
  const { inspected, catalog, prefix, actions, picking, children } = props;
  const { entry, state, error, items, lines } = inspected;
  const step = catalog?.get(entry.step);
  const fields = step ? modelFields(step.parameters) : null;
  const members = fields && step ? membersOf(fields, step.parameters, entry.parameters) : null;
  const formPrefix = `${prefix}-${entry.id}`;
  const change = (parameters: Readonly<Record<string, unknown>>) =>
    actions.setParameters(entry.id, parameters);
  const isRunning = state === 'running' || state === 'waiting';
  return (
    <>
      <StepHeader inspected={inspected} sentence={step?.title ?? ''} actions={actions} />
      <p className="jp-XESInspector-state" role="status">
        {isRunning ? 'Computing…' : ''}
      </p>
      {error ? <Message code={error.code} message={error.message} isError /> : null}
      {step ? (
        <Section title="Parameters">
          <CalibrationGuide {...{ entry, step }} drawn={lines} onChange={change} />
          <StepForm
            entry={entry}
            step={step}
            prefix={formPrefix}
            onChange={change}
            onCommit={actions.commit}
            picking={picking}
            hidden={fields && members ? tabledNames(fields, step.parameters, entry.parameters) : []}
          />
        </Section>
      ) : null}
      {step && fields && members ? (
        <ModelTable
          {...{ entry, fields, members, items, actions }}
          parameters={step.parameters}
          prefix={formPrefix}
        />
      ) : null}
      {catalog && !step ? (
        <Message
          code="step/unknown"
          message={`There is no step "${entry.step}": this document was made with another version.`}
          isError
        />
      ) : null}
      <Numbers items={items} actions={actions} />
      {children}
      <Problems items={items} />
      <Details items={items} />
      <InputList inspected={inspected} actions={actions} />
      <ToolButton
        title="Add a step that works on this result"
        text="Add step…"
        icon={addIcon}
        onClick={event => actions.addStep(event.currentTarget)}
      />
    </>
  );
}
