import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Step } from '../../analysis/steps/step.js';
import { searched, type IChoiceGroup } from './choices.js';

interface IStepMenuProps {
  /** Null until they are loaded. */
  groups: readonly IChoiceGroup[] | null;
  choose(step: Step): void;
  close(): void;
  /** Whether the chosen step waits for its inputs. */
  isWaiting: boolean;
}

/** Steps in groups, each with its sentence. Typing searches them; arrows and Enter choose. */
export function StepMenu({ groups, choose, close, isWaiting }: IStepMenuProps) {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  /** Enter was pressed before the steps were loaded: people type faster than code loads. */
  const [isEntered, setEntered] = useState(false);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const active = useRef<HTMLLIElement>(null);
  useLayoutEffect(() => {
    field.current?.focus(); // at once: people type on
  }, []);
  useEffect(() => {
    // newer browsers return a promise, which is not a clean-up function
    void active.current?.scrollIntoView?.({ block: 'nearest' });
  }, [at, query]);

  const found = searched(groups ?? [], query);
  const all = found.flatMap(({ choices }) => choices);
  const index = Math.min(at, all.length - 1);
  useEffect(() => {
    if (isEntered && groups) {
      setEntered(false);
      if (all.length > 0) {
        choose(all[index].step);
      }
    }
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1, Home: -index, End: all.length - 1 - index }[
      event.key
    ];
    if (move !== undefined && all.length > 0) {
      setAt((index + move + all.length) % all.length);
    } else if (event.key === 'Enter' && (!groups || all.length > 0)) {
      if (groups) {
        choose(all[index].step);
      } else {
        setEntered(true);
      }
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      close();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const optionId = (name: string) => `${id}-${name}`;
  return (
    <>
      <input
        ref={field}
        type="text"
        className="jp-mod-styled"
        role="combobox"
        aria-label="Search steps"
        aria-busy={isWaiting}
        readOnly={isWaiting}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={all.length > 0 ? optionId(all[index].step.name) : undefined}
        placeholder="Add step: type to search"
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={event => {
          setQuery(event.target.value);
          setAt(0);
          setEntered(false);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label="Steps">
        {found.map(({ title, choices }) => (
          <ul key={title} role="group" aria-label={title}>
            <li role="presentation" className="jp-XESAddStep-group">
              {title}
            </li>
            {choices.map(({ step, label }) => {
              const isActive = step === all[index].step;
              return (
                <li
                  key={step.name}
                  id={optionId(step.name)}
                  ref={isActive ? active : undefined}
                  role="option"
                  aria-selected={isActive}
                  title={`${label}: ${step.title}`}
                  onClick={() => choose(step)}
                  onPointerMove={() => setAt(all.findIndex(choice => choice.step === step))}
                >
                  <b>{label}</b> <span>{step.title}</span>
                </li>
              );
            })}
          </ul>
        ))}
      </div>
      {isWaiting ? (
        <p className="jp-XESInspector-hint" role="status">
          Reading the inputs of the step, for its initial values. Escape cancels.
        </p>
      ) : null}
      {all.length === 0 ? (
        <p className="jp-XESInspector-hint" role="status">
          {emptyText(groups, query)}
        </p>
      ) : null}
    </>
  );
}

function emptyText(groups: readonly IChoiceGroup[] | null, query: string): string {
  if (!groups) {
    return 'Loading…';
  }
  return query === ''
    ? 'No step takes the selected rows: select a scan, or a result that is a map or a spectrum.'
    : 'No step for the selected rows matches.';
}
