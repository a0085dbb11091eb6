import { codeIcon, deleteIcon, duplicateIcon } from '@jupyterlab/ui-components';
import { useState, type KeyboardEvent } from 'react';
import type { InspectorActions } from './actions.js';
import type { IInspectedStep } from './inspect.js';
import { ToolButton } from './parts.js';

interface INameProps {
  title: string;
  /** Null for the generated name. */
  onRename(name: string | null): void;
}

/** A name that can be edited; an empty name restores the generated one. */
export function NameField({ title, onRename }: INameProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const end = () => {
    if (draft !== null && draft.trim() !== title) {
      onRename(draft.trim() === '' ? null : draft.trim());
    }
    setDraft(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      setDraft(null);
    } else if (event.key === 'Enter') {
      end();
    }
  };
  return (
    <input
      type="text"
      className="jp-XESInspector-name jp-mod-styled"
      aria-label="Name"
      title={`${title}: the name in lists and legends; empty for the generated one`}
      value={draft ?? title}
      spellCheck={false}
      onChange={event => setDraft(event.target.value)}
      onBlur={end}
      onKeyDown={onKeyDown}
    />
  );
}

/** Where the menu of a button opens. */
function below(button: HTMLElement): { x: number; y: number } {
  const { left: x, bottom: y } = button.getBoundingClientRect();
  return { x, y };
}

interface IStepHeaderProps {
  inspected: IInspectedStep;
  /** The step's sentence; empty until it is known. */
  sentence: string;
  actions: InspectorActions;
}

/** Name of a step, its description, and the actions on the whole step. */
export function StepHeader({ inspected, sentence, actions }: IStepHeaderProps) {
  const { entry, title } = inspected;
  const { id, step, off = false } = entry;
  return (
    <div className="jp-XESInspector-header">
      <div className="jp-XESInspector-title">
        <NameField title={title} onRename={name => actions.rename(id, name)} />
        <label className="jp-XESInspector-switch" title="Off: it passes on its input">
          <input
            type="checkbox"
            role="switch"
            checked={!off}
            onChange={event => actions.setOff(id, !event.target.checked)}
          />
          on
        </label>
        {actions.offerCode ? (
          <ToolButton
            title="Python Code: insert it into a notebook, or copy it"
            icon={codeIcon}
            onClick={event => actions.offerCode?.(id, below(event.currentTarget))}
          />
        ) : null}
        <ToolButton title="Duplicate" icon={duplicateIcon} onClick={() => actions.duplicate(id)} />
        <ToolButton title="Remove" icon={deleteIcon} onClick={() => actions.remove([id])} />
      </div>
      <p className="jp-XESInspector-sentence">
        <b>{step}</b> {sentence}
      </p>
    </div>
  );
}
