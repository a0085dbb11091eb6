import { addIcon, closeIcon } from '@jupyterlab/ui-components';
import type { InspectorActions } from './actions.js';
import type { IInspectedStep } from './inspect.js';
import { More, Section, ToolButton } from './parts.js';

/**
 * Inputs beyond this many are only counted: their rows in the list are the place to change them.
 */
const mostShown = 200;

interface IInputListProps {
  inspected: IInspectedStep;
  actions: InspectorActions;
}

/** The inputs of a step. */
export function InputList({ inspected: { entry, inputs, ticked }, actions }: IInputListProps) {
  const used = inputs.filter(({ isOut }) => !isOut).length;
  const tools =
    ticked === null ? undefined : (
      <ToolButton
        title="Use the ticked rows as its inputs"
        text="Use ticked"
        onClick={() => actions.setFrom(entry.id, ticked)}
      />
    );
  return (
    <Section title={`Inputs (${used})`} tools={tools}>
      <ul className="jp-XESInspector-inputs">
        {inputs.slice(0, mostShown).map(({ key, label, isOut }) => (
          <li key={key} className={isOut ? 'jp-mod-out' : undefined}>
            <span title={label === key ? key : `${label} (${key})`}>{label}</span>
            {isOut ? (
              <ToolButton
                title={`Use ${label} again`}
                icon={addIcon}
                onClick={() => actions.takeBack(entry, key)}
              />
            ) : (
              <ToolButton
                title={`Leave out ${label}`}
                icon={closeIcon}
                isDisabled={used < 2}
                onClick={() => actions.leaveOut(entry.id, key)}
              />
            )}
          </li>
        ))}
      </ul>
      <More count={inputs.length - mostShown} />
    </Section>
  );
}
